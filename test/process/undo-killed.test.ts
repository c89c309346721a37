// A run over many orders is undone while others change some of them, and the bot is killed at whatever moment.

import { expect, test } from 'vitest';
import { quickHeir } from '../test-bots.ts';
import { Shop } from './shop.ts';

const many = 500;
/** Killed when more than so many orders are active again. */
const kills = [0, 150, 400];

test('an undo of 500 orders brings each back once though it is killed again and again, and leaves out and names what has changed', async () => {
  await using shop = await Shop.open();
  const { control } = shop.ngorder;
  const [like] = control.orders('active');
  if (like === undefined) throw new Error('The shop has no order');
  const ids = Array.from({ length: many }, (_, at) => 50_000 + at);
  for (const order_id of ids) control.put({ ...like, order_id, po_number: order_id }, 'active');
  const active = () => ids.filter((id) => control.where(id) === 'active').length;
  const start = () => shop.runningBot(quickHeir, { LOG_LEVEL: 'info' });
  let bot = await start();
  const isKilled = async () => {
    await bot.end('SIGKILL');
    bot = await start();
  };

  const run = await shop.ask(`/cancel ${ids[0]}-${ids.at(-1)}`, `Cancel ${many} orders?`);
  await shop.press(run, `Yes, cancel ${many} orders`);
  await shop.becomes(run, `${many} of ${many} orders canceled`, 60_000);

  const [paid = 0, rejected = 0, gone = 0, late = 0] = [ids[3], ids[250], ids[499], ids[498]];
  control.patch(paid, { payment_status: 'PAID' });
  control.move(rejected, 'REJECTED');
  control.move(gone, 'gone');
  control.clearCalls();
  await shop.press(run, 'Undo');
  await isKilled();
  const undo = await shop.sees(`Return ${many - 3} orders to active?`, 0, 60_000);
  expect(undo.text).toMatch(/2 changed since then, left out: .*/);
  for (const id of [paid, rejected, gone]) expect(undo.text).toContain(`#${id}`);

  await shop.press(undo, `Yes, return ${many - 3} orders`);
  control.patch(late, { payment_status: 'PAID' });
  for (const most of kills) {
    await control.until(() => active() > most, 60_000);
    await isKilled();
  }
  const result = await shop.becomes(undo, `${many - 4} of ${many - 3} orders returned`, 60_000);
  expect(result.text).toMatch(
    new RegExp(`Changed since it was confirmed, skipped \\(1\\)\\n#${late}`),
  );
  expect(active()).toBe(many - 4);
  expect([paid, rejected, gone, late].map((id) => control.where(id))).toEqual([
    'CANCEL',
    'REJECTED',
    'gone',
    'CANCEL',
  ]);
  const effects = control.calls('return').filter(({ effect }) => effect);
  expect(new Set(effects.map(({ body }) => JSON.stringify(body))).size).toBe(many - 4);
  expect(effects).toHaveLength(many - 4);
}, 180_000);

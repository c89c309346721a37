// A run over many orders is killed again and again, and goes on where it was.

import { expect, test } from 'vitest';
import { quickHeir } from '../test-bots.ts';
import { Shop } from './shop.ts';

const kills = 3;

test('a run and its undo that are killed in between do each order once, and leave none out', async () => {
  await using shop = await Shop.open();
  const { control } = shop.ngorder;
  const ids = control
    .orders('active')
    .slice(0, 60)
    .map(({ order_id }) => order_id);
  let bot = await shop.runningBot(quickHeir);
  const question = await shop.ask(
    `/cancel ${ids.map((id) => `#${id}`).join(' ')}`,
    'Cancel 60 orders?',
  );
  control.clearCalls();
  control.fault({ kind: 'delay', operation: 'cancel', delayMs: 150, share: 1 });
  await shop.press(question, 'Yes, cancel 60 orders');
  const canceled = () => ids.filter((id) => control.where(id) === 'CANCEL').length;
  for (let kill = 1; kill <= kills; kill += 1) {
    const least = kill * 10;
    await control.until(() => canceled() >= least, 60_000);
    await bot.end('SIGKILL');
    bot = await shop.runningBot(quickHeir);
  }
  await shop.becomes(question, '60 of 60 orders canceled', 60_000);
  expect(canceled()).toBe(ids.length);
  expectOnce('cancel');

  const [changed = 0] = ids;
  control.patch(changed, { payment_status: 'PAID' });
  control.fault({ kind: 'delay', operation: 'return', delayMs: 150, share: 1 });
  await shop.press(question, 'Undo');
  await bot.end('SIGKILL');
  bot = await shop.runningBot(quickHeir);
  const undo = await shop.sees('Return 59 orders to active?', 0, 60_000);
  expect(undo.text).toContain(`1 changed since then, left out: #${changed}`);
  await shop.press(undo, 'Yes, return 59 orders');
  for (let kill = 1; kill <= kills; kill += 1) {
    const most = ids.length - kill * 10;
    await control.until(() => canceled() <= most, 60_000);
    await bot.end('SIGKILL');
    bot = await shop.runningBot(quickHeir);
  }
  await shop.becomes(undo, '59 of 59 orders returned', 60_000);
  expect(canceled()).toBe(1);
  expectOnce('return');

  function expectOnce(operation: 'cancel' | 'return'): void {
    const effects = control
      .calls(operation)
      .filter(({ effect }) => effect)
      .map(({ body }) => JSON.stringify(body));
    expect(new Set(effects).size).toBe(effects.length);
  }
}, 180_000);

// How many orders came to nothing in a period, what is owed, and what the team did: the numbers, and nobody's name but the team's.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type CanceledType,
  canceledTypes,
  type OrderItem,
} from '../../src/sandbox/ngorder/shop/order.ts';
import type { Chat, Message, User } from '../../src/sandbox/telegram/client/player.ts';
import { until } from '../delivery/updates.ts';
import { inDatabase } from './in-database.ts';
import {
  asks,
  becomes,
  buttonsOf,
  openShop,
  presses,
  type ShopWorld,
  sees,
  shownBy,
} from './shop-world.ts';

let world: ShopWorld;
let alone: Chat;
let bot: string;
beforeAll(async () => {
  world = await openShop();
  alone = await world.play.privateChat(world.sari);
  bot = `@${(await world.play.state()).bot.username}`;
});
beforeEach(() => {
  world.ngorder.control.reset();
  world.ngorder.control.clearCalls();
});
afterAll(() => world.close());

const november = { words: '1-20 nov 2026', from: '2026-11-01', to: '2026-11-20' };

const rupiah = (amount: number) => `Rp${Math.round(amount).toLocaleString('de-DE')}`;

/** What is in a list of Ngorder's on these days: an independent count. */
function ordersOf(type: CanceledType, { from, to } = november): OrderItem[] {
  return world.ngorder.control
    .orders(type)
    .filter(({ order_date }) => order_date.slice(0, 10) >= from && order_date.slice(0, 10) <= to);
}

const sumOf = (orders: readonly OrderItem[]) =>
  orders.reduce((sum, { total_amount }) => sum + Number(total_amount), 0);

const counts = /Counted .*\d/;
const statistics = (person: User, chat: Chat, words = november.words) =>
  asks(world, person, chat, `/stats${chat.id < 0 ? bot : ''} ${words}`.trim(), counts);

/** Requests for a page of one of the three lists, of these days alone. */
const reads = (from = november.from) =>
  world.ngorder.control.calls('list').filter(({ query }) => query['start_date'] === from);

/** Whether something was counted, and is not shown yet. */
function isFound(): boolean {
  const statement = `select 1 from searches where status = 'found'`;
  return inDatabase(world, (database) => database.prepare(statement).get() !== undefined);
}

/** No buyer's name, phone or address of the shop stands in a text. */
function expectNobody(text: string): void {
  for (const type of canceledTypes)
    for (const { receiver_name, receiver_phone, receiver_address } of ordersOf(type)) {
      expect(text).not.toContain(receiver_name);
      expect(text).not.toContain(receiver_phone);
      expect(text).not.toContain(receiver_address);
    }
}

describe('the numbers of a period', () => {
  test('are those of an independent count, each with what it is counted by', async () => {
    const shown = await statistics(world.sari, alone);
    const text = shown.text ?? '';
    expect(text).toContain('Statistics · 1–20 Nov 2026\nBy order date:');
    for (const [type, name] of [
      ['CANCEL', 'Canceled'],
      ['REJECTED', 'Rejected'],
      ['EXPIRED', 'Expired'],
    ] as const) {
      const orders = ordersOf(type);
      expect(orders.length).toBeGreaterThan(0);
      expect(text).toContain(`• ${name}: ${orders.length} · ${rupiah(sumOf(orders))}`);
    }
    const canceled = ordersOf('CANCEL');
    const paid = canceled.filter(({ payment_status }) => payment_status !== 'UNPAID').length;
    const cod = canceled.filter(({ cod_status }) => cod_status).length;
    expect(text).toContain(`Of the ${canceled.length} canceled\nPaid: ${paid} · COD: ${cod}`);
    const all = canceledTypes.flatMap((type) => ordersOf(type)).length;
    expect(text).toMatch(new RegExp(`Counted .* WIB: all ${all} orders`));
    expectNobody(text);
  });

  test('name the products that were canceled most, by pieces', async () => {
    const pieces = new Map<string, number>();
    for (const { products } of ordersOf('CANCEL'))
      for (const { name, quantity } of products)
        pieces.set(name, (pieces.get(name) ?? 0) + Number(quantity));
    const most = Math.max(...pieces.values());
    const { text = '' } = await statistics(world.sari, alone);
    const [, quantity, name = ''] = /canceled products:\n• (\d+) × (.*)/.exec(text) ?? [];
    expect(Number(quantity)).toBe(most);
    const first = [...pieces].filter(([, count]) => count === most).map(([one]) => one);
    expect(first.some((one) => one.startsWith(name.replace(/…$/, '')))).toBe(true);
  });

  test('are of this month unless days were said, and change with a press', async () => {
    const shown = await asks(world, world.sari, alone, '/statistik', counts);
    expect(buttonsOf(shown).map(({ text }) => text)).toContain('✓ This month');
    await presses(world, world.sari, shown, '7 days');
    const week = await becomes(world, alone, shown, /Counted [\s\S]*\[✓ 7 days\]/);
    expect(shownBy(week)).not.toContain('✓ This month');
    const last = await statistics(world.sari, alone, 'last month');
    expect(buttonsOf(last).map(({ text }) => text)).toContain('✓ Last month');
  });

  test('of days that were typed stay to be chosen, and lead to each list with the same days', async () => {
    const shown = await statistics(world.sari, alone);
    expect(shownBy(shown)).toContain('[✓ 1–20 Nov 2026]');
    await presses(world, world.sari, shown, '📋 Rejected');
    const list = await sees(world, alone, /^Rejected · /);
    expect(list.message_id).toBeGreaterThan(shown.message_id);
    expect(list.text).toContain(`Rejected · ${ordersOf('REJECTED').length} order`);
    expect(list.text).toContain('1–20 Nov 2026');
    await presses(world, world.sari, shown, 'Count again');
    await becomes(world, alone, shown, /Counted [\s\S]*\[✓ 1–20 Nov 2026\]/);
  });

  test('are counted for words without a command, too', async () => {
    const shown = await asks(world, world.sari, alone, `statistik ${november.words}`, counts);
    expect(shownBy(shown)).toContain('[✓ 1–20 Nov 2026]');
  });

  test('are asked for again where the days were not understood', async () => {
    await asks(world, world.sari, alone, '/stats kapan-kapan', 'kapan-kapan');
    await asks(world, world.sari, alone, november.words, /1–20 Nov 2026[\s\S]*Counted/);
  });
});

describe('what the team did', () => {
  test('is told by person, with the reasons, and what is owed', async () => {
    const { sari, ngorder } = world;
    ngorder.control.patch(1338, { payment_status: 'PAID', remaining_amount: 0 });
    const question = await asks(world, sari, alone, '/cancel 1338', 'Cancel this order?');
    await presses(world, sari, question, 'Yes, cancel order');
    const result = await becomes(world, alone, question, 'Canceled by Sari');
    await presses(world, sari, result, 'Reason: out of stock');
    await becomes(world, alone, result, 'out of stock');

    const { text = '' } = await asks(world, sari, alone, '/stats today', counts);
    expect(text).toMatch(/Team with this bot, .*\n• Sari Dewi: 1 canceled/);
    expect(text).toContain('Why canceled: out of stock 1');
    const refunds = await asks(world, sari, alone, '/refunds', 'Refunds open ·');
    const owed = await becomes(world, alone, refunds, /Refunds open · \d+[\s\S]*\[Refresh\]/);
    const [, count] = /Refunds open · (\d+)/.exec(owed.text ?? '') ?? [];
    const [, sum] = /Total (Rp[\d.]+)/.exec(owed.text ?? '') ?? [];
    expect(text).toContain(`Refunds open: ${count} · ${sum} (all dates)`);
  });

  test('is told of others to nobody who may not see the activity: a viewer sees the sums', async () => {
    const { play, sari } = world;
    const guest = await play.person({ first_name: 'Tamu', language_code: 'en' });
    const theirs = await play.privateChat(guest);
    const team = await asks(world, sari, alone, '/team', 'Team of');
    await presses(world, sari, team, 'Invite');
    await presses(world, sari, team, 'Viewer');
    const link = await becomes(world, alone, team, 'start=inv-');
    const payload = /\?start=([\w-]+)/.exec(link.text ?? '')?.[1];
    await asks(world, guest, theirs, `/start ${payload}`, 'Welcome');

    const { text = '' } = await statistics(guest, theirs, 'today');
    expect(text).toMatch(/Team with this bot, .*\n1 canceled\n/);
    expect(text).not.toContain('Sari');

    world.ngorder.control.fault({ kind: 'delay', delayMs: 1500, share: 1 });
    const waiting = await asks(world, guest, theirs, '/stats 2-19 nov 2026', 'Counting…');
    await presses(world, sari, await asks(world, sari, alone, '/team', 'Team of'), 'Tamu · Viewer');
    await presses(world, sari, await sees(world, alone, '[Remove]'), 'Remove');
    await becomes(world, theirs, waiting, 'no longer has the right');
  });
});

describe('who asks', () => {
  test('in a group is shown the same, and nobody’s name but the team’s', async () => {
    const { play, sari, budi } = world;
    const group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, budi] });
    const shown = await statistics(sari, group);
    expect(shown.text).toContain(`• Canceled: ${ordersOf('CANCEL').length} · `);
    expectNobody(shown.text ?? '');
    await presses(world, budi, shown, 'Today');
    await becomes(world, group, shown, /Counted [\s\S]*\[✓ Today\]/);
    for (const message of await play.messages(group)) expectNobody(shownBy(message));
  });

  test('without belonging to the team is refused, and nothing is asked of Ngorder', async () => {
    const { play, outsider, sari } = world;
    const theirs = await play.privateChat(outsider);
    await asks(world, outsider, theirs, '/stats', /ID|tim toko/);
    const group = await play.group({
      title: 'Ramai',
      type: 'supergroup',
      members: [sari, outsider],
    });
    const shown = await statistics(sari, group);
    const before = world.ngorder.control.calls().length;
    expect((await presses(world, outsider, shown, 'Today')).show_alert).toBe(true);
    expect(shownBy(await becomes(world, group, shown, counts))).toContain('[✓ 1–20 Nov 2026]');
    expect(world.ngorder.control.calls()).toHaveLength(before);
  });

  test('at the same time as somebody else shares one reading with them', async () => {
    const { play, sari, budi, ngorder } = world;
    await statistics(sari, alone, '2-18 nov 2026');
    const once = reads('2026-11-02').length;
    ngorder.control.fault({ kind: 'delay', delayMs: 300, share: 1 });
    const others = await play.privateChat(budi);
    const words = '3-18 nov 2026';
    const both = await Promise.all([
      statistics(sari, alone, words),
      statistics(budi, others, words),
    ]);
    const [one, other] = both.map(({ text = '' }) => /Canceled: .*/.exec(text)?.[0]);
    expect(one).toBe(other);
    // Each looks whether the first pages are still the same where the other was done before.
    expect(reads('2026-11-03').length).toBeLessThan(2 * once);
  });

  test('by twenty presses is shown the numbers once, in the one message', async () => {
    const { play, sari } = world;
    const shown = await statistics(sari, alone);
    const before = await play.messages(alone);
    await Promise.all(
      (await play.pressTimes(sari, shown, 'Last month', 20)).map((press) => play.answerOf(press)),
    );
    await becomes(world, alone, shown, /Counted [\s\S]*\[✓ Last month\]/);
    expect(await play.messages(alone)).toHaveLength(before.length);
  });

  test('for one period and then for another sees the one that was pressed last', async () => {
    const { play, sari, ngorder } = world;
    const shown = await statistics(sari, alone);
    ngorder.control.fault({ kind: 'delay', delayMs: 400, share: 1 });
    for (const label of ['Last month', 'Today', '7 days'])
      await play.answerOf(await play.press(sari, shown, label));
    await becomes(world, alone, shown, /Counted [\s\S]*\[✓ 7 days\]/);
  });
});

describe('where something comes in between', () => {
  test('a restart loses nothing: the same message shows the numbers', async () => {
    const { sari, ngorder } = world;
    ngorder.control.fault({ kind: 'delay', delayMs: 2000, share: 1 });
    const waiting = await asks(world, sari, alone, '/stats 4-20 nov 2026', 'Counting…');
    await ngorder.control.until(() => reads('2026-11-04').length > 0);
    await world.restart();
    ngorder.control.clearFaults();
    const shown = await becomes(world, alone, waiting, counts);
    const canceled = ordersOf('CANCEL', { ...november, from: '2026-11-04' });
    expect(shown.text).toContain(`• Canceled: ${canceled.length} · ${rupiah(sumOf(canceled))}`);
  });

  test('numbers that were counted and not shown yet come after it, without being counted again', async () => {
    const { play, sari, ngorder } = world;
    const fault = { method: 'editMessageText', kind: 'throttle', retry_after: 1 } as const;
    const refused = await play.fault({ ...fault, times: 'always' });
    const waiting = await asks(world, sari, alone, '/stats 5-20 nov 2026', 'Counting…');
    await until(() => isFound());
    await world.app.stop();
    await play.endFaults(refused);
    ngorder.control.clearCalls();
    await world.restart();
    await becomes(world, alone, waiting, counts);
    expect(reads('2026-11-05')).toEqual([]);
  });

  test('a message that a killed bot has left behind is counted for once Stop is pressed there', async () => {
    const { play, sari } = world;
    const left = await asks(world, sari, alone, '/shop', 'You work for');
    await play.answerOf(await play.pressData(sari, left, 'sb::20261101:20261120'));
    const shown = await becomes(world, alone, left, counts);
    expect(shown.text).toContain(`• Canceled: ${ordersOf('CANCEL').length} · `);
  });

  test('Stop shows what was counted until then, as the least that there is', async () => {
    const { sari, ngorder } = world;
    await asks(world, sari, alone, '/refunds', 'Refunds open ·');
    ngorder.control.fault({ kind: 'delay', delayMs: 3000, share: 1 });
    const waiting = await asks(world, sari, alone, '/stats 6-20 nov 2026', 'Counting…');
    await presses(world, sari, waiting, 'Stop');
    ngorder.control.reset();
    const stopped = await becomes(world, alone, waiting, 'Counting was stopped.');
    expect(stopped.text).not.toMatch(/Counted .*all/);
  });

  test('a Ngorder that can’t be read is told of in a sentence, with what is known without it', async () => {
    const { sari, ngorder } = world;
    ngorder.control.fault({ kind: 'status', status: 503, operation: 'list', share: 1 });
    const broken = await asks(world, sari, alone, '/stats 7-20 nov 2026', 'Ngorder');
    const shown = await becomes(world, alone, broken, /\[Count again\]/);
    expect(shown.text).toMatch(/Ngorder .*(try again|few minutes)/i);
    expect(shown.text).not.toContain('• Canceled');
    expect(shown.text).toContain('Refunds open: ');
    ngorder.control.clearFaults();
    await presses(world, sari, shown, 'Count again');
    const healed = await becomes(world, alone, shown, counts);
    const canceled = ordersOf('CANCEL', { ...november, from: '2026-11-07' });
    expect(healed.text).toContain(`• Canceled: ${canceled.length} · `);
  });

  test('what could be read of it only in part is said to be the least', async () => {
    const { sari, ngorder } = world;
    let pages = 0;
    const stop = ngorder.control.onChange((change) => {
      if (change.type !== 'call' || change.call.status === undefined) return;
      if (change.call.query['start_date'] !== '2026-01-01') return;
      pages += 1;
      if (pages === 2)
        ngorder.control.fault({ kind: 'status', status: 503, operation: 'list', share: 1 });
    });
    const shown = await asks(world, sari, alone, '/stats 1 jan-20 nov 2026', /not complete/);
    stop();
    expect(shown.text).toMatch(/• Canceled: at least \d+ · Rp/);
    expect(shown.text).toMatch(/Only \d+ of \d+ orders were read|there may be more/);
  });
});

test('of two shops each message names its own', async () => {
  const { sari, ngorder } = world;
  await asks(world, sari, alone, '/connect', 'Send me');
  await asks(world, sari, alone, ngorder.second.token, 'is connected');
  const shown: Message = await statistics(sari, alone);
  expect(shown.text).toMatch(/^🏪 Toko Sejahtera\n/);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { firstCounts, namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  buttonsOf,
  dataOf,
  numberOf,
  openShop,
  ordersOn,
  presses,
  type ShopWorld,
  sees,
  shownBy,
} from './shop-world.ts';

let world: ShopWorld;
let chat: Chat;

beforeAll(async () => {
  world = await openShop();
  chat = await world.play.privateChat(world.sari);
});
beforeEach(() => world.ngorder.control.reset());
afterAll(() => world.close());

const list = (words = '') => asks(world, world.sari, chat, `/canceled ${words}`, 'Page 1 of');
const press = (message: Message, label: string) => presses(world, world.sari, message, label);
const turnsInto = (message: Message, text: string | RegExp) => becomes(world, chat, message, text);
const listCalls = () => world.ngorder.control.calls('list').map(({ query }) => query);

describe('browsing canceled orders', () => {
  test('shows ten orders, how many there are, and a numbered button for each', async () => {
    const shown = await list();
    expect(shown.text).toContain(`Canceled · ${firstCounts.CANCEL} orders\nOrder date: All dates`);
    expect(ordersOn(shown)).toHaveLength(10);
    const labels = buttonsOf(shown).map(({ text }) => text);
    expect(labels.slice(0, 10)).toEqual(ordersOn(shown).map((id) => numberOf(shown, id)));
    expect(listCalls()).toEqual([{ type: 'CANCEL', per_page: '10', pagination_offset: '1' }]);
  });

  test('pages forward, back, to the end and to the beginning, with one request a press', async () => {
    const shown = await list();
    const last = Math.ceil(firstCounts.CANCEL / 10);
    const seen = new Set(ordersOn(shown));
    for (const [label, page] of [
      ['›', 2],
      [`${last} »`, last],
      ['‹', last - 1],
      ['« 1', 1],
    ] as const) {
      world.ngorder.control.clearCalls();
      await press(shown, label);
      const page2 = await turnsInto(shown, `Page ${page} of ${last}`);
      for (const id of ordersOn(page2)) seen.add(id);
      expect(listCalls()).toEqual([
        { type: 'CANCEL', per_page: '10', pagination_offset: String(page) },
      ]);
    }
    expect(seen.size).toBeGreaterThan(30);
  });

  test('shows rejected and expired orders with one request each', async () => {
    const shown = await list();
    for (const [label, type] of [
      ['Rejected', 'REJECTED'],
      ['Expired', 'EXPIRED'],
    ] as const) {
      world.ngorder.control.clearCalls();
      await press(shown, label);
      await turnsInto(shown, `${label} · ${firstCounts[type]} orders`);
      expect(listCalls()).toEqual([{ type, per_page: '10', pagination_offset: '1' }]);
    }
  });

  test('filters by a preset of dates and by dates of one’s own, and keeps them while paging', async () => {
    const shown = await list();
    await press(shown, 'Dates');
    const choice = await turnsInto(shown, 'Which dates?');
    expect(shownBy(choice)).toContain(
      '[Today] [7 days] [30 days] [This month] [Last month] [✓ All dates]',
    );
    await press(shown, 'Last month');
    await turnsInto(shown, /Canceled · \d+ orders\nOrder date: 1–31 Oct 2026/);
    await press(shown, '›');
    await turnsInto(shown, 'Page 2 of');
    expect(listCalls().at(-1)).toMatchObject({
      start_date: '2026-10-01',
      end_date: '2026-10-31',
      pagination_offset: '2',
    });

    await press(shown, 'Dates');
    await press(await turnsInto(shown, 'Which dates?'), 'Type dates…');
    await sees(world, chat, 'Answer for example');
    await asks(world, world.sari, chat, '30 Feb', 'There is no such day');
    await asks(world, world.sari, chat, '2026-10-09 2026-10-01', 'The end lies before the start');
    await asks(world, world.sari, chat, '1/1/2030', 'lies in the future');
    await asks(world, world.sari, chat, '1-15 Okt', '1–15 Oct 2026');
  });

  test('takes type and dates with the command', async () => {
    const shown = await asks(
      world,
      world.sari,
      chat,
      '/canceled rejected 2026-10-01 2026-10-31',
      'Rejected',
    );
    expect(shown.text).toContain('1–31 Oct 2026');
    expect(listCalls()).toEqual([
      {
        type: 'REJECTED',
        start_date: '2026-10-01',
        end_date: '2026-10-31',
        per_page: '10',
        pagination_offset: '1',
      },
    ]);
    await asks(
      world,
      world.sari,
      chat,
      '/canceled rejected whenever',
      "“whenever” can't be read as dates",
    );
  });

  test('a page that no longer exists shows the last one', async () => {
    const shown = await list();
    const far = dataOf(shown, '›').replace(/\d+t$/, '999t');
    await world.play.pressData(world.sari, shown, far);
    await turnsInto(shown, `Page ${Math.ceil(firstCounts.CANCEL / 10)} of`);
  });

  test('names with markup, direction marks and thousands of letters are shown as text, cut with an ellipsis', async () => {
    const card = async (id: number) => asks(world, world.sari, chat, `/cancel #${id}`, `#${id}`);
    expect((await card(namedOrders.canceledMarkup.orderId)).text).toContain(
      `<i>Bu O'Neil & Anak</i>`,
    );
    expect((await card(namedOrders.canceledLongNote.orderId)).text).toMatch(/Note: .{200,299}…/s);
    expect((await card(namedOrders.canceledRightToLeft.orderId)).text).not.toMatch(
      /[\u200e\u200f\u202a-\u202e]/,
    );
    expect((await card(namedOrders.canceledManyProducts.orderId)).text).toContain('and 15 more');
  });
});

describe('a list of today', () => {
  test('shows what the team has just canceled, though it was ordered long ago', async () => {
    const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
    await press(question, 'Yes, cancel order');
    await turnsInto(question, 'Canceled by Sari Dewi');
    const shown = await asks(world, world.sari, chat, '/canceled today', 'Canceled · 0 orders');
    expect(shown.text).toMatch(/Order date: \d+ \w+ \d{4}\n/);
    expect(shown.text).toContain('Canceled today by the team (1), whenever it was ordered:');
    expect(shown.text).toMatch(/\n1\. #1338 .* · Rp110\.376/);
    await press(shown, '1');
    const card = await turnsInto(shown, '[Delete]');
    expect(card.text).toContain('#1338');

    await press(shown, 'Return');
    await turnsInto(shown, 'Return this order to active?');
    await press(shown, 'Yes, return order');
    await turnsInto(shown, 'Returned to active by Sari Dewi');
    const after = await asks(world, world.sari, chat, '/canceled today', 'Canceled · 0 orders');
    expect(after.text).not.toContain('#1338');
  });
});

describe('one canceled order', () => {
  const openFirst = async () => {
    const shown = await list();
    const [id = 0] = ordersOn(shown);
    await press(shown, numberOf(shown, id));
    return { shown, id, card: await turnsInto(shown, '[Delete]') };
  };

  test('shows what a seller needs, with WhatsApp and copying, and leads back to its page', async () => {
    const { shown, card } = await openFirst();
    expect(card.text).toMatch(/Buyer: .+/);
    const buttons = buttonsOf(card);
    expect(buttons.find(({ text }) => text === 'WhatsApp the buyer')).toMatchObject({
      url: expect.stringMatching(/^https:\/\/wa\.me\/62\d+$/),
    });
    expect(buttons.find(({ text }) => text === 'Copy ID')).toHaveProperty('copy_text');
    await press(shown, '‹ Back to the list');
    await turnsInto(shown, 'Page 1 of');
  });

  test('is returned to active after Yes, and the list no longer shows it', async () => {
    const { shown, id } = await openFirst();
    await press(shown, 'Return');
    await turnsInto(shown, 'Return this order to active?');
    expect(actsAtNgorder(world)).toEqual([]);
    await press(shown, 'Yes, return order');
    await turnsInto(shown, 'Returned to active by Sari Dewi');
    expect(actsAtNgorder(world)).toEqual([`POST /order-cancel/return {"id":${id}}`]);
    expect(world.ngorder.control.where(id)).toBe('active');
    await press(shown, '‹ Back to the list');
    const after = await sees(world, chat, 'Page 1 of');
    expect(ordersOn(after)).not.toContain(id);
    expect(after.text).toContain(`${firstCounts.CANCEL - 1} orders`);
  });

  test('is deleted for good only after Yes, and says what will be gone', async () => {
    const { shown, id } = await openFirst();
    await press(shown, 'Delete');
    const question = await turnsInto(shown, 'Delete this order for good?');
    expect(question.text).toContain("can't be brought back");
    await press(shown, 'No, keep it');
    await turnsInto(shown, 'Kept.');
    expect(actsAtNgorder(world)).toEqual([]);

    await press(shown, '‹ Back to the list');
    await turnsInto(shown, 'Page 1 of');
    await press(shown, numberOf(await turnsInto(shown, `#${id}`), id));
    await turnsInto(shown, '[Delete]');
    await press(shown, 'Delete');
    await turnsInto(shown, 'Delete this order for good?');
    await press(shown, 'Yes, delete for good');
    await turnsInto(shown, 'Deleted for good by Sari Dewi');
    expect(actsAtNgorder(world)).toEqual([`DELETE /order-cancel/${id} {"id":${id}}`]);
    expect(world.ngorder.control.where(id)).toBe('gone');
  });

  test('asked twice by impatient thumbs is one question, and its message stays true to it', async () => {
    const { shown, id, card } = await openFirst();
    const ask = dataOf(card, 'Delete');
    await world.play.pressData(world.sari, shown, ask);
    const first = dataOf(
      await turnsInto(shown, 'Delete this order for good?'),
      'Yes, delete for good',
    );
    await world.play.pressData(world.sari, shown, ask);
    const second = await world.play.waitFor(chat, (messages) =>
      messages.find(
        (message) =>
          message.message_id === shown.message_id &&
          dataOf(message, 'Yes, delete for good') !== first,
      ),
    );
    const late = await world.play.answerOf(await world.play.pressData(world.sari, second, first));
    expect(late.text).toContain('There is a newer confirmation');
    await press(second, 'Yes, delete for good');
    await turnsInto(shown, 'Deleted for good by Sari Dewi');
    expect(actsAtNgorder(world)).toEqual([`DELETE /order-cancel/${id} {"id":${id}}`]);
  });

  test('a delete that never arrived is not repeated but asked anew', async () => {
    const { shown, id } = await openFirst();
    await press(shown, 'Delete');
    await turnsInto(shown, 'Delete this order for good?');
    world.ngorder.control.fault({ kind: 'broken', operation: 'delete', when: 'before' });
    await press(shown, 'Yes, delete for good');
    await turnsInto(shown, 'Not deleted: the order is still there');
    expect(actsAtNgorder(world)).toHaveLength(1);
    const anew = await sees(world, chat, 'Yes, delete for good');
    await press(anew, 'Yes, delete for good');
    await turnsInto(anew, 'Deleted for good by Sari Dewi');
    expect(world.ngorder.control.where(id)).toBe('gone');
  });

  test('a delete whose answer was lost is proven by reading everything twice', async () => {
    const { shown, id } = await openFirst();
    await press(shown, 'Delete');
    await turnsInto(shown, 'Delete this order for good?');
    world.ngorder.control.fault({
      kind: 'status',
      status: 500,
      operation: 'delete',
      when: 'after',
    });
    world.ngorder.control.clearCalls();
    await press(shown, 'Yes, delete for good');
    await turnsInto(shown, 'The order is gone (looked up');
    expect(actsAtNgorder(world)).toHaveLength(1);
    const complete = world.ngorder.control
      .calls('list')
      .filter(({ query }) => query['type'] === 'EXPIRED' && query['pagination_offset'] === '1');
    expect(complete.length).toBeGreaterThanOrEqual(2);
    expect(world.ngorder.control.where(id)).toBe('gone');
  });

  test('an order that is gone says so and refreshes the list', async () => {
    const shown = await list();
    const [id = 0, other = 0] = ordersOn(shown);
    world.ngorder.control.move(id, 'gone');
    await press(shown, numberOf(shown, id));
    const after = await turnsInto(shown, `#${id} is gone`);
    expect(ordersOn(after)).not.toContain(id);
    world.ngorder.control.move(other, 'active');
    await press(shown, numberOf(after, other));
    await turnsInto(shown, `#${other} is active again`);
  });

  test.each(['Delete', 'Return'])(
    'that does not turn up, though not everything could be read, is looked for once more: %s',
    async (label) => {
      const { shown, id } = await openFirst();
      const { control } = world.ngorder;
      const body = '{"data":[],"meta":{"pagination":{"total":0}}}';
      control.fault({ kind: 'answer', body, operation: ['list', 'orders'], times: 99 });
      await press(shown, label);
      const unsure = await turnsInto(shown, `#${id} has not turned up yet`);
      expect(shownBy(unsure)).toContain('[Try again]');
      expect(shownBy(unsure)).toContain('[‹ Back to the list]');
      control.clearFaults();
      await press(shown, 'Try again');
      await press(await turnsInto(shown, `[${label}]`), label);
      await turnsInto(shown, '[Yes,');
    },
  );
});

describe('when Ngorder does not do its part', () => {
  test.each([
    [{ kind: 'status', status: 401 }, 'does not accept the shop'],
    [{ kind: 'status', status: 500 }, 'has a problem of its own'],
    [{ kind: 'status', status: 503 }, 'down for maintenance'],
    [{ kind: 'status', status: 429, retryAfter: 60 }, 'asked too often'],
    [{ kind: 'html' }, 'could not be read'],
    [{ kind: 'broken' }, 'broke off'],
    [{ kind: 'failed' }, 'Ngorder refused'],
    [{ kind: 'redirect' }, 'another address'],
  ] as const)('%o is said in one sentence, with a button to try again', async (fault, sentence) => {
    const shown = await list();
    world.ngorder.control.fault({ ...fault, operation: 'list', times: 2 });
    await press(shown, '›');
    const told = await turnsInto(shown, sentence);
    expect(shownBy(told)).toContain('[Try again]');
    world.ngorder.control.clearFaults();
    await press(shown, 'Try again');
    await turnsInto(shown, 'Page 2 of');
  });

  test('a press on an old or forged button is answered', async () => {
    const shown = await list();
    for (const data of [
      'menu/0/0',
      'L:C:::',
      'Y:doesnotexist1234',
      'rubbish',
      'Y:AAAAAAAAAAAAAAAA',
      'settings/9/9//',
    ]) {
      const answer = await world.play.answerOf(await world.play.pressData(world.sari, shown, data));
      expect(answer.text, data).toMatch(/older|no longer works/);
    }
    expect(actsAtNgorder(world)).toEqual([]);
  });

  test('“Ask again” asks about the order that its message names, though the question is no longer kept', async () => {
    const question = await asks(world, world.sari, chat, '/cancel 1338', 'Cancel this order?');
    const yes = (message: Message) => dataOf(message, 'Yes, cancel order');
    await world.play.pressData(world.sari, question, 'G:AAAAAAAAAAAAAAAA');
    await world.play.waitFor(
      chat,
      (messages) => {
        const now = messages.find(({ message_id }) => message_id === question.message_id);
        return now && yes(now) !== yes(question);
      },
      { what: 'a question with a new button' },
    );
    expect(actsAtNgorder(world)).toEqual([]);
  });
});

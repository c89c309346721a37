// Each fault of both sandboxes in each of the five operations: what the person sees, and what reaches Ngorder.

import pLimit from 'p-limit';
import { afterAll, describe, expect, test } from 'vitest';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import { createChance } from '../chaos/chance.ts';
import { SimulatedUser } from '../chaos/simulated-user.ts';
import {
  actFaults,
  actMs,
  createTable,
  type Fate,
  type NgorderCase,
  nothingToList,
  readFaults,
  type TelegramCase,
  telegramFaults,
} from './fault-table.ts';
import { asks, becomes, openShop, presses, type ShopWorld, sees, shownBy } from './shop-world.ts';

type Kind = 'cancel' | 'return' | 'delete';
const kinds = ['cancel', 'return', 'delete'] as const;

const table = createTable();
afterAll(() => table.write());

const before = { cancel: 'active', return: 'CANCEL', delete: 'CANCEL' } as const;
const after = { cancel: 'CANCEL', return: 'active', delete: 'gone' } as const;
const yes = {
  cancel: 'Yes, cancel order',
  return: 'Yes, return order',
  delete: 'Yes, delete for good',
};

/** How each act ends under each fate: what is seen, how many requests left, and where the order is. */
const ends: Record<Fate, Record<Kind, { sees: RegExp; requests: number; isDone: boolean }>> = {
  refused: {
    cancel: { sees: /Not canceled: Ngorder refused/, requests: 1, isDone: false },
    return: { sees: /Not returned: Ngorder refused/, requests: 1, isDone: false },
    delete: { sees: /Not deleted: Ngorder refused/, requests: 1, isDone: false },
  },
  lost: {
    cancel: { sees: /Canceled by Sari Dewi/, requests: 2, isDone: true },
    return: { sees: /Returned to active by Sari Dewi/, requests: 2, isDone: true },
    delete: { sees: /Not deleted: the order is still there/, requests: 1, isDone: false },
  },
  found: {
    cancel: { sees: /The order is canceled \(looked up/, requests: 1, isDone: true },
    return: { sees: /The order is active again \(looked up/, requests: 1, isDone: true },
    delete: { sees: /The order is gone \(looked up/, requests: 1, isDone: true },
  },
  done: {
    cancel: { sees: /Canceled by Sari Dewi/, requests: 1, isDone: true },
    return: { sees: /Returned to active by Sari Dewi/, requests: 1, isDone: true },
    delete: { sees: /Deleted for good by Sari Dewi/, requests: 1, isDone: true },
  },
};

/** Where nobody knows what happened, every list is read over and over: two pages of each show what six would. */
const mostListed = 60;

async function inShop(work: (world: ShopWorld) => Promise<unknown>): Promise<void> {
  const world = await openShop({ limits: { actMs, concurrency: 10 } });
  const { control } = world.ngorder;
  for (const place of ['active', 'CANCEL', 'REJECTED', 'EXPIRED'] as const) {
    for (const { order_id } of control.orders(place).slice(mostListed))
      control.move(order_id, 'gone');
  }
  try {
    await work(world);
  } finally {
    await world.close();
  }
}

/** Hands out ordinary orders, each once. */
function ordersOf({ ngorder: { control } }: ShopWorld): (kind: Kind) => number {
  const special = new Set<number>(Object.values(namedOrders).map(({ orderId }) => orderId));
  const ordinary = (place: 'active' | 'CANCEL') =>
    control
      .orders(place)
      .map(({ order_id }) => Number(order_id))
      .filter((orderId) => !special.has(orderId));
  const lists = { active: ordinary('active'), CANCEL: ordinary('CANCEL') };
  return (kind) => lists[before[kind]].shift() ?? 0;
}

/** The requests to change one order, and whether each but the first was preceded by a look at it. */
function requestsAbout({ ngorder }: ShopWorld, orderId: number) {
  let looked = true;
  let unread = 0;
  let count = 0;
  for (const { method, body, query } of ngorder.control.calls()) {
    if (method === 'GET') {
      if (query['type'] !== 'ORDER_ID' || query['keyword'] === String(orderId)) looked = true;
    } else if (typeof body === 'object' && body !== null && 'id' in body && body.id === orderId) {
      if (!looked) unread += 1;
      looked = false;
      count += 1;
    }
  }
  return { count, unread };
}

/** A group of its own for each case, so that many go on side by side in one shop. */
async function groupFor({ play, sari }: ShopWorld, title: string): Promise<Chat> {
  return play.group({ title, type: 'supergroup', members: [sari] });
}

async function askAbout(world: ShopWorld, chat: Chat, kind: Kind, orderId: number) {
  const command = `/cancel@${world.telegram.world.bot.username} ${orderId}`;
  if (kind === 'cancel') return asks(world, world.sari, chat, command, `[${yes.cancel}]`);
  const card = await asks(world, world.sari, chat, command, '[Delete]');
  await presses(world, world.sari, card, kind === 'return' ? 'Return' : 'Delete');
  return becomes(world, chat, card, `[${yes[kind]}]`);
}

async function tryAct(
  world: ShopWorld,
  kind: Kind,
  orderId: number,
  { name, fault, fate }: NgorderCase,
): Promise<void> {
  const end = ends[fate][kind];
  const chat = await groupFor(world, `${name}, ${kind}`);
  const question = await askAbout(world, chat, kind, orderId);
  world.ngorder.control.fault({ ...fault, operation: kind, orderId });
  await presses(world, world.sari, question, yes[kind]);
  const result = await world.play.waitFor(
    chat,
    (messages) =>
      messages.find(
        (message) => message.message_id === question.message_id && end.sees.test(shownBy(message)),
      ),
    { what: `${name}: ${end.sees}`, timeoutMs: 30_000 },
  );
  if (fate === 'lost' && kind === 'delete') await seesAfter(world, chat, result, `[${yes.delete}]`);
  const where = world.ngorder.control.where(orderId);
  const { count, unread } = requestsAbout(world, orderId);
  table.add({
    side: 'Ngorder',
    fault: name,
    operation: kind,
    saw: shownBy(result).replace(/^#.*\n/, ''),
    reached: `${count === 1 ? '1 request' : `${count} requests`}, the order is ${where}`,
  });
  expect({ fault: name, kind, where, count, unread }).toEqual({
    fault: name,
    kind,
    where: end.isDone ? after[kind] : before[kind],
    count: end.requests,
    unread: 0,
  });
}

function seesAfter(world: ShopWorld, chat: Chat, { message_id }: Message, text: string) {
  return world.play.waitFor(
    chat,
    (messages) =>
      messages.find(
        (message) => message.message_id > message_id && shownBy(message).includes(text),
      ),
    { what: text },
  );
}

describe('whatever Ngorder does to a request', () => {
  test.for(kinds)(
    '%s happens once or not at all, and the person is told which',
    { timeout: 120_000 },
    async (kind) => {
      // That an order is gone is proven by lists that stand still: such cases share no shop.
      const [shops, casesAtOnce] = kind === 'delete' ? [5, 1] : [1, 5];
      await Promise.all(
        Array.from({ length: shops }, (_, shop) =>
          inShop((world) => {
            const order = ordersOf(world);
            const cases = pLimit(casesAtOnce);
            const mine = actFaults.filter((_fault, index) => index % shops === shop);
            return Promise.all(
              mine.map((fault) => cases(() => tryAct(world, kind, order(kind), fault))),
            );
          }),
        ),
      );
    },
  );

  test.for(['list', 'download'] as const)(
    'a %s that can’t be read says why, and comes when it can',
    { timeout: 120_000 },
    async (operation) => {
      const emailed = { name: 'e-mailed', fault: { kind: 'emailed' } } as const;
      const faults = operation === 'list' ? readFaults : [...readFaults, ...nothingToList, emailed];
      // A fault strikes every request of its operation: only shops can stand side by side.
      await Promise.all(
        [0, 1, 2].map((third) =>
          inShop(async (world) => {
            const read = operation === 'list' ? tryList : tryDownload;
            for (const { name, fault } of faults.filter((_, index) => index % 3 === third)) {
              world.ngorder.control.fault({ ...fault, operation, times: 99 });
              const told = await read(world);
              table.add({
                side: 'Ngorder',
                fault: name,
                operation,
                saw: told,
                reached: 'reads only',
              });
            }
            expect(actsIn(world)).toBe(0);
          }),
        ),
      );
    },
  );
});

test('a list of which Ngorder knows nothing is an empty one, not an order that is missing', () =>
  inShop(async (world) => {
    const { play, sari, ngorder } = world;
    const chat = await play.privateChat(sari);
    for (const { name, fault } of nothingToList) {
      ngorder.control.fault({ ...fault, operation: 'list' });
      const told = await asks(world, sari, chat, '/canceled', 'There are no such orders');
      table.add({
        side: 'Ngorder',
        fault: name,
        operation: 'list',
        saw: told.text ?? '',
        reached: 'reads only',
      });
    }
  }));

/** Asks for the list, is told why it can't be read, and gets it when it can. Returns what was told. */
async function tryList(world: ShopWorld): Promise<string> {
  const { play, sari, ngorder } = world;
  const chat = await play.privateChat(sari);
  const told = await asks(world, sari, chat, '/canceled', '[Try again]');
  expect(told.text).toMatch(/^Ngorder|^The connection/);
  ngorder.control.clearFaults();
  await presses(world, sari, told, 'Try again');
  await becomes(world, chat, told, 'Page 1 of');
  return told.text ?? '';
}

/** Asks for the Excel: where Ngorder's own can't be had, it is built from the list and says why. Returns its caption. */
async function tryDownload(world: ShopWorld): Promise<string> {
  const { play, sari, ngorder } = world;
  const chat = await play.privateChat(sari);
  const choice = await asks(world, sari, chat, '/export', '[Get the Excel]');
  const fileAfter = async (messageId: number): Promise<Message> => {
    await presses(world, sari, choice, 'Get the Excel');
    return play.waitFor(
      chat,
      (messages) => messages.find(({ document, message_id }) => document && message_id > messageId),
      { what: 'the Excel', timeoutMs: 40_000 },
    );
  };
  const built = await fileAfter(choice.message_id);
  expect(built.caption).toContain('So I built this file from the list.');
  expect(built.document?.file_name).toMatch(/\.xlsx$/);
  ngorder.control.clearFaults();
  const own = await fileAfter(built.message_id);
  expect(own.caption).not.toContain('So I built this file from the list.');
  return built.caption ?? '';
}

function actsIn({ ngorder }: ShopWorld): number {
  return ngorder.control.calls().filter(({ method }) => method !== 'GET').length;
}

describe.concurrent('whatever Telegram does', () => {
  test.for(Object.entries(telegramFaults))(
    'to %s, all five operations come to their end, each act once',
    { timeout: 120_000 },
    async ([, cases]) => {
      await Promise.all(cases.map((one) => inShop((world) => tryAll(world, one))));
    },
  );
});

async function tryAll(world: ShopWorld, { name, faults }: TelegramCase): Promise<void> {
  const { play, sari, telegram, ngorder } = world;
  const alone = await play.privateChat(sari);
  const order = ordersOf(world);
  const place = { play, telegram, team: [{ user: sari, alone }] };
  const seller = () => {
    const notes = { done: [], presses: [], unanswered: [] };
    return new SimulatedUser(place, sari, alone, createChance(1), notes);
  };
  const strike = () => {
    telegram.world.faults.clear();
    for (const fault of faults) telegram.world.faults.add(fault);
  };
  const note = (operation: string, shown: Message, reached: string) =>
    table.add({ side: 'Telegram', fault: name, operation, saw: shownBy(shown), reached });

  for (const kind of kinds) {
    const orderId = order(kind);
    strike();
    await seller().act(kind, orderId);
    const { count, unread } = requestsAbout(world, orderId);
    expect({ kind, count, unread }, name).toEqual({ kind, count: 1, unread: 0 });
    expect(ngorder.control.where(orderId), name).toBe(after[kind]);
    note(kind, await sees(world, alone, `#${orderId}`), '1 request');
  }
  strike();
  await seller().export();
  note('download', await sees(world, alone, /All dates/), 'reads only');
  strike();
  const list = await asks(world, sari, alone, '/canceled', 'Page 1 of');
  note('list', list, 'reads only');
}

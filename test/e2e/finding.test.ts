import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Place } from '../../src/sandbox/ngorder/control/control.ts';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
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
  world = await openShop({ limits: { actMs: 2000, concurrency: 2 } });
  chat = await world.play.privateChat(world.sari);
});
beforeEach(() => world.ngorder.control.reset());
afterAll(() => world.close());

/** A buyer like nobody else of the shop. */
const buyer = {
  receiver_name: 'Qistina Xaverius',
  sender_name: 'Qistina Xaverius',
  receiver_phone: '0812-9988-7766',
  awb_number: 'ZZ0099887711',
};

function put(orderId: number, place: Place, fields: object = {}): void {
  const { control } = world.ngorder;
  const like = control.order(namedOrders.unpaid.orderId);
  if (like === undefined) throw new Error('No order to take after');
  const own = { order_id: orderId, po_number: orderId + 50_000, order_date: '2026-11-18 10:00:00' };
  control.put({ ...like.order, ...own, ...buyer, ...fields }, place);
}

const asked = (text: string, answer: string | RegExp) =>
  asks(world, world.sari, chat, text, answer);
const finds = (text: string) => asked(text, /(?:\d+ found\n|nothing found)/);
const turnsInto = (message: Message, text: string | RegExp) => becomes(world, chat, message, text);

describe('an order is found', () => {
  test.each([
    'qistina',
    'QISTINA XAVERIUS',
    'qistnia',
    'order bu qistina dong kak',
    'batalin order bu qistina 18 nov',
    '081299887766',
    '+62 812-9988-7766',
    '62812 9988 7766',
    'ZZ0099887711',
    'qistina cod',
  ])('by “%s”, canceled or active, and nothing is done to it', async (text) => {
    put(900_001, 'CANCEL', { cod_status: true });
    put(900_002, 'active', { cod_status: true });
    const list = await finds(`/find ${text}`);
    expect(ordersOn(list).sort()).toEqual([900_001, 900_002]);
    const written = await finds(text);
    expect(ordersOn(written).sort()).toEqual([900_001, 900_002]);
    expect(actsAtNgorder(world)).toEqual([]);
  });

  test('among rejected and expired ones as well, and says how many were read', async () => {
    put(900_001, 'REJECTED');
    put(900_002, 'EXPIRED');
    const list = await finds('/cari qistina');
    expect(ordersOn(list).sort()).toEqual([900_001, 900_002]);
    expect(list.text).toMatch(/All \d+ orders were read/);
    const expired = await finds('qistina expired');
    expect(ordersOn(expired)).toEqual([900_002]);
  });

  test('however old it is, where Ngorder’s own search finds it', async () => {
    put(900_001, 'active', { order_date: '2021-01-18 10:00:00' });
    expect(ordersOn(await finds('/find qistina'))).toEqual([900_001]);
  });

  test('by its ID or PO number at once', async () => {
    for (const text of ['/find 1338', '/find PO 10735', '/find #1338'])
      await asked(text, '#1338 · PO 10735');
  });

  test('or is not, and that is only said of what was read', async () => {
    const nothing = await finds('/find xylophon');
    expect(nothing.text).toMatch(/nothing found\n(?:.*\n)*All \d+ orders were read/);
  });
});

describe('what was found', () => {
  test('is looked through page by page, opened and gone back to, also after a restart', async () => {
    for (let at = 1; at <= 12; at += 1) put(900_000 + at, 'CANCEL');
    const list = await finds('/find qistina');
    expect(ordersOn(list)).toHaveLength(10);
    await world.restart();
    await presses(world, world.sari, list, '›');
    const second = await turnsInto(list, 'Page 2 of 2');
    expect(ordersOn(second)).toEqual([900_002, 900_001]);
    await presses(world, world.sari, second, numberOf(second, 900_001));
    const card = await turnsInto(second, 'Buyer: Qistina Xaverius');
    expect(shownBy(card)).toContain('[Return]');
    expect(shownBy(card)).not.toContain('Back to the list');
    await presses(world, world.sari, card, '‹ Back to what was found');
    await turnsInto(card, 'Page 2 of 2');
  });

  test('opens as it is now, though somebody acted on it meanwhile', async () => {
    put(900_001, 'CANCEL');
    put(900_002, 'CANCEL');
    const list = await finds('/find qistina');
    world.ngorder.control.move(900_001, 'active');
    await presses(world, world.sari, list, numberOf(list, 900_001));
    const card = await turnsInto(list, 'Status: Active');
    await presses(world, world.sari, card, '‹ Back to what was found');
    const again = await turnsInto(card, ': 2 found');
    world.ngorder.control.move(900_002, 'gone');
    await presses(world, world.sari, again, numberOf(again, 900_002));
    await turnsInto(again, '#900002 is gone');
  });

  test('is what there is now when it is searched again, and after an act of ours', async () => {
    put(900_001, 'CANCEL');
    const list = await finds('/find qistina');
    put(900_003, 'CANCEL');
    await presses(world, world.sari, list, 'Search again');
    const anew = await turnsInto(list, ': 2 found');
    await presses(world, world.sari, anew, numberOf(anew, 900_001));
    const card = await turnsInto(anew, '#900001');
    await presses(world, world.sari, card, 'Return');
    const question = await turnsInto(card, /Return this order/);
    await presses(world, world.sari, question, 'Yes, return order');
    await turnsInto(question, 'Returned to active by Sari');
    const after = await finds('/find qistina canceled');
    expect(ordersOn(after)).toEqual([900_003]);
  });
});

describe('while it is searched', () => {
  test('the first hits come at once, and Stop leaves them', async () => {
    put(900_001, 'CANCEL', { order_date: '2026-11-19 23:00:00' });
    world.ngorder.control.fault({ kind: 'delay', delayMs: 700, share: 1 });
    const soFar = await asked('/find qistina canceled', '1 found so far');
    expect(soFar.text).toMatch(/\d+ of \d+ orders read/);
    await presses(world, world.sari, soFar, 'Stop');
    world.ngorder.control.reset();
    const stopped = await turnsInto(soFar, 'The search was stopped');
    expect(stopped.text).toMatch(/\d+ of \d+ orders were read, so there may be more/);
  });

  test('a message of it that a killed bot has left behind shows what was found once Stop is pressed there', async () => {
    put(9001, 'active');
    const { play, sari } = world;
    const found = await finds('qistina');
    const left = await asked('/shop', 'You work for');
    const id = dataOf(found, 'Search again').split(':')[1];
    await play.answerOf(await play.pressData(sari, left, `fs:${id}`));
    await turnsInto(left, '#9001');
  });

  test('a Ngorder that can’t be read to the end is told of', async () => {
    world.ngorder.control.fault({ kind: 'status', status: 503, share: 1 });
    const broken = await finds('/find qistina');
    expect(broken.text).toContain('could not be read to the end');
  });
});

describe('what names nothing to look for', () => {
  test.each([
    ['a', 'One letter is too little'],
    ['🙂', 'names nothing to look for'],
    ['.*', 'names nothing to look for'],
    ['x'.repeat(3900), 'too long to look for'],
  ])('“%.10s” is answered, and asked for again', async (text, answer) => {
    const question = await asked(`/find ${text}`, answer);
    put(900_001, 'CANCEL');
    expect(ordersOn(await finds('qistina'))).toEqual([900_001]);
    expect(question.text).not.toContain('found:');
  });

  test('nothing at all is asked for', async () => {
    await asked('/find', 'What are you looking for?');
    await asked('/stop', /./);
  });
});

test('in a group a phone is looked for, and shown to nobody', async () => {
  put(900_001, 'CANCEL');
  const { play, sari, budi } = world;
  const group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, budi] });
  const bot = `@${(await play.state()).bot.username}`;
  await play.say(sari, group, `/find${bot} 0812-9988-7766`);
  const list = await sees(world, group, '1 found');
  expect(ordersOn(list)).toEqual([900_001]);
  for (const message of await play.messages(group))
    if (message.from?.is_bot) expect(shownBy(message)).not.toMatch(/9988/);
});

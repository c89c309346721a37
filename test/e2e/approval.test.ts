// A shop that wants a second person: somebody asks, another one approves, refuses, or nobody does.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import type { Chat, Message, User } from '../../src/sandbox/telegram/client/player.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  buttonsOf,
  dataOf,
  openShop,
  presses,
  type ShopWorld,
  sees,
  shownBy,
} from './shop-world.ts';

/** A canceled order of the pretended shop. */
const { orderId } = namedOrders.canceled;
const deletion = [`DELETE /order-cancel/${orderId} {"id":${orderId}}`];

let world: ShopWorld;
let dewi: User;
let group: Chat;
beforeEach(async () => {
  world = await openShop();
  const { play, sari, budi } = world;
  dewi = await play.person({ first_name: 'Dewi', language_code: 'en' });
  await joins(dewi, 'o');
  // A bot writes to nobody first.
  await asks(world, budi, await privately(budi), '/help', 'What I can do');
  const members = [sari, budi, dewi, world.outsider];
  group = await play.group({ title: 'Tim', type: 'group', members });
  await sets(sari, 'sv:approveDelete:true');
});
afterEach(() => world.close());

const privately = (person: User) => world.play.privateChat(person);

/** Presses what a button of the person's own chat with the bot could carry. */
async function sets(person: User, data: string): Promise<string | undefined> {
  const { play } = world;
  const help = await asks(world, person, await privately(person), '/team', 'Team of');
  return (await play.answerOf(await play.pressData(person, help, data))).text;
}

async function joins(person: User, letter: 'v' | 'o' | 'm'): Promise<void> {
  const { play, sari } = world;
  const alone = await privately(sari);
  const team = await asks(world, sari, alone, '/team', 'Team of');
  await play.answerOf(await play.pressData(sari, team, `I:${letter}:1`));
  const link = shownBy(await becomes(world, alone, team, 'Invitation to'));
  const payload = /start=([\w-]+)/.exec(link)?.[1];
  await asks(world, person, await privately(person), `/start ${payload}`, 'Welcome');
}

/** Asks for the order to be deleted, as far as the Yes of who asks. */
async function asksToDelete(person: User, chat: Chat): Promise<Message> {
  const { play } = world;
  const isGroup = chat.id < 0;
  const bot = isGroup ? `@${(await play.state()).bot.username}` : '';
  const list = await asks(world, person, chat, `/canceled${bot}`, 'Canceled');
  await play.answerOf(await play.pressData(person, list, `A:d:${orderId}:C:::1`));
  const question = await becomes(world, chat, list, 'Delete this order');
  expect(shownBy(question)).toContain('This takes a second person');
  await presses(world, person, question, 'Yes, delete for good');
  return becomes(world, chat, question, 'Waits for approval');
}

const approvalIn = async (person: User) =>
  sees(world, await privately(person), 'Approve: delete this order');

describe('what the staff ask for in the group', () => {
  test('is shown there and to those who may approve it, waits, and happens once when one does', async () => {
    const { sari, budi } = world;
    const waiting = await asksToDelete(dewi, group);
    expect(shownBy(waiting)).toMatch(/#1336 .*Rp/);
    expect(shownBy(waiting)).toContain('Asked for by Dewi');
    expect(shownBy(waiting)).not.toMatch(/08\d{8}/);
    expect(buttonsOf(waiting).map(({ text }) => text)).toEqual([
      'Yes, approve',
      'No, refuse',
      'Withdraw',
    ]);
    const [toSari, toBudi] = [await approvalIn(sari), await approvalIn(budi)];
    expect(buttonsOf(toSari).map(({ text }) => text)).toEqual(['Yes, approve', 'No, refuse']);
    expect(actsAtNgorder(world)).toEqual([]);

    expect((await presses(world, dewi, waiting, 'Yes, approve')).text).toContain(
      'You are Operator',
    );
    await presses(world, budi, toBudi, 'Yes, approve');
    for (const [chat, message] of [
      [group, waiting],
      [await privately(sari), toSari],
      [await privately(budi), toBudi],
    ] as const)
      expect(shownBy(await becomes(world, chat, message, 'Deleted for good by Dewi'))).toContain(
        'Approved by Budi',
      );
    // Who asked hears of it, since an edit notifies nobody.
    const heard = await world.play.messages(group);
    expect(
      heard
        .filter(({ text }) => text?.includes('Approved by Budi'))
        .map(({ message_id }) => message_id),
    ).toHaveLength(2);
    const late = await world.play.pressData(sari, toSari, dataOf(toSari, 'No, refuse'));
    expect((await world.play.answerOf(late)).text).toBe('Budi has approved it.');
    expect(actsAtNgorder(world)).toEqual(deletion);
    const told = await asks(world, sari, await privately(sari), '/activity 1336', 'Activity of');
    expect(told.text).toMatch(
      /· Dewi\nDelete #1336 .*: done[\s\S]*· Budi\nApproved what Dewi asked for: delete #1336 · [\s\S]*· Dewi\nAsks for approval: delete #1336 · /,
    );
  });

  test('is refused by one, and who asked is told who', async () => {
    const { sari, budi } = world;
    const waiting = await asksToDelete(dewi, group);
    const toBudi = await approvalIn(budi);
    await presses(world, sari, waiting, 'No, refuse');
    await becomes(world, group, waiting, 'Refused by Sari Dewi');
    await becomes(world, await privately(budi), toBudi, 'Refused by Sari Dewi');
    const late = await world.play.pressData(budi, toBudi, dataOf(toBudi, 'Yes, approve'));
    expect(await world.play.answerOf(late)).toMatchObject({
      text: 'Sari Dewi has refused it.',
      show_alert: true,
    });
    expect(actsAtNgorder(world)).toEqual([]);
    const card = await asks(
      world,
      sari,
      await privately(sari),
      String(orderId),
      '· Not approved: delete',
    );
    expect(shownBy(card)).toContain('Dewi · Asks for approval: delete');
  });

  test('is taken back by who asked for it, and by nobody else', async () => {
    const { sari } = world;
    const waiting = await asksToDelete(dewi, group);
    const toSari = await approvalIn(sari);
    expect((await presses(world, sari, waiting, 'Withdraw')).text).toContain('Only Dewi');
    await presses(world, dewi, waiting, 'Withdraw');
    await becomes(world, group, waiting, 'Withdrawn by Dewi');
    await becomes(world, await privately(sari), toSari, 'Withdrawn by Dewi');
    const late = await world.play.pressData(sari, waiting, dataOf(waiting, 'Yes, approve'));
    expect((await world.play.answerOf(late)).text).toContain('Dewi has withdrawn it');
    expect(actsAtNgorder(world)).toEqual([]);
  });

  test('goes on after a restart, in a group that has become a supergroup', async () => {
    const { play, sari } = world;
    await asksToDelete(dewi, group);
    await approvalIn(sari);
    await world.restart();
    const supergroup = await play.upgrade(group);
    const anew = await sees(world, supergroup, 'Waits for approval');
    await presses(world, sari, anew, 'Yes, approve');
    await becomes(world, supergroup, anew, 'Approved by Sari Dewi');
    expect(actsAtNgorder(world)).toEqual(deletion);
  });

  test('is decided in private where the bot was removed from the group, and who asked hears of it there', async () => {
    const { play, budi } = world;
    await asksToDelete(dewi, group);
    const toBudi = await approvalIn(budi);
    await play.removeMember(group, (await play.state()).bot, { by: budi });
    const own = await sees(world, await privately(dewi), 'Waits for approval');
    expect(buttonsOf(own).map(({ text }) => text)).toEqual(['Withdraw']);
    await presses(world, budi, toBudi, 'Yes, approve');
    await becomes(world, await privately(budi), toBudi, 'Deleted for good');
    await becomes(world, await privately(dewi), own, 'Approved by Budi');
    expect(actsAtNgorder(world)).toEqual(deletion);
  });
});

test('many at once wait for a second person too, and each is done once after one approval', async () => {
  const { sari, budi, ngorder, play } = world;
  await sets(sari, 'sv:approveBulk:true');
  const named = new Set(Object.values(namedOrders).map(({ orderId }) => orderId));
  const ids = ngorder.control
    .orders('active')
    .filter(({ order_id, payment_status }) => payment_status === 'UNPAID' && !named.has(order_id))
    .slice(0, 4)
    .map(({ order_id }) => order_id);
  const alone = await privately(sari);
  const question = await asks(world, sari, alone, `/cancel ${ids.join(' ')}`, 'Cancel 4 orders?');
  expect(shownBy(question)).toContain('This takes a second person');
  await presses(world, sari, question, 'Yes, cancel 4 orders');
  const waiting = await becomes(world, alone, question, 'Waits for approval');
  expect(buttonsOf(waiting).map(({ text }) => text)).toEqual(['Withdraw']);
  const toBudi = await sees(world, await privately(budi), 'Cancel 4 orders?');
  expect(shownBy(toBudi)).toContain('Asked for by Sari Dewi');
  expect(shownBy(toBudi)).toContain(`#${ids[0]}`);
  expect(actsAtNgorder(world)).toEqual([]);
  await world.restart();
  const approve = dataOf(toBudi, 'Yes, approve');
  const both = await Promise.all([
    play.pressData(budi, toBudi, approve),
    play.pressData(budi, toBudi, approve),
  ]);
  for (const press of both) await play.answerOf(press);
  for (const [chat, message] of [
    [alone, question],
    [await privately(budi), toBudi],
  ] as const)
    await becomes(world, chat, message, '4 of 4 orders canceled by Sari Dewi');
  expect(actsAtNgorder(world).toSorted()).toEqual(
    ids.map((id) => `POST /order/cancel {"id":${id}}`).toSorted(),
  );
  const told = await asks(world, sari, alone, '/activity', 'Activity of');
  const [first, second] = ids.toSorted((one, other) => one - other);
  expect(told.text).toContain(
    `Approved what Sari Dewi asked for: cancel (4 orders) #${first}, #${second}`,
  );
  for (const id of ids) {
    const card = await asks(world, sari, alone, String(id), `#${id}`);
    expect(card.text).toMatch(/· Budi · Approved: cancel \(4 orders\)/);
  }
});

test('of fifty who press approve at once one is heard, and all are answered', async () => {
  const { play, sari } = world;
  const alone = await privately(sari);
  const team = await asks(world, sari, alone, '/team', 'Team of');
  await play.answerOf(await play.pressData(sari, team, 'I:m:n'));
  const link = shownBy(await becomes(world, alone, team, 'Invitation to'));
  const payload = /start=([\w-]+)/.exec(link)?.[1];
  const managers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      play.person({ first_name: `Manager ${index}`, language_code: 'en' }),
    ),
  );
  await Promise.all(
    managers.map(async (one) =>
      asks(world, one, await privately(one), `/start ${payload}`, 'Welcome'),
    ),
  );
  const all = await play.group({
    title: 'Semua',
    type: 'supergroup',
    members: [dewi, ...managers],
  });
  const waiting = await asksToDelete(dewi, all);
  const data = dataOf(waiting, 'Yes, approve');
  const answers = await Promise.all(
    managers.map(async (one) => play.answerOf(await play.pressData(one, waiting, data))),
  );
  expect(answers).toHaveLength(managers.length);
  const result = await becomes(world, all, waiting, 'Deleted for good by Dewi');
  const [, who] = /Approved by (Manager \d+)/.exec(result.text ?? '') ?? [];
  // Whose turn comes only once the press no longer spins reads it in the message.
  for (const { text } of answers)
    if (text !== undefined) expect(text).toBe(`${who} has approved it.`);
  const said = await play.messages(all);
  expect(said.filter(({ text }) => text?.endsWith('has approved it.'))).toEqual([]);
  expect(actsAtNgorder(world)).toEqual(deletion);
});

describe('nobody', () => {
  test('approves what they asked for, in whatever chat, and a forged press has no effect', async () => {
    const { play, sari, budi, outsider } = world;
    const alone = await privately(sari);
    const waiting = await asksToDelete(sari, alone);
    expect(buttonsOf(waiting).map(({ text }) => text)).toEqual(['Withdraw']);
    const token = dataOf(waiting, 'Withdraw').slice(3);
    const toBudi = await approvalIn(budi);
    const elsewhere = await asks(
      world,
      sari,
      group,
      `/help@${(await play.state()).bot.username}`,
      'What I can do',
    );
    const tried = async (person: User, on: Message, data: string) =>
      (await play.answerOf(await play.pressData(person, on, data))).text;
    expect(await tried(sari, waiting, `ay:${token}`)).toContain('Somebody else has to approve');
    expect(await tried(sari, elsewhere, `ay:${token}`)).toContain('another chat');
    expect(await tried(budi, elsewhere, `ay:${token}`)).toContain('another chat');
    expect(await tried(outsider, elsewhere, `ay:${token}`)).toContain('no right');
    expect(await tried(budi, toBudi, 'ay:AAAAAAAAAAAAAAAA')).toContain('no longer');
    expect(await tried(sari, waiting, `Y:${token}`)).toContain(
      'Somebody else has to approve it now',
    );
    expect(actsAtNgorder(world)).toEqual([]);
    await presses(world, budi, toBudi, 'Yes, approve');
    await becomes(world, alone, waiting, 'Approved by Budi');
    expect(actsAtNgorder(world)).toEqual(deletion);
  });

  test('is offered Delete alone who may not ask for it', async () => {
    const { sari } = world;
    const alone = await privately(dewi);
    const card = async () => {
      const list = await asks(world, dewi, alone, '/canceled', 'Canceled');
      await world.play.answerOf(await world.play.pressData(dewi, list, `O:${orderId}:C:::1`));
      const shown = await becomes(world, alone, list, `#${orderId} ·`);
      return buttonsOf(shown).map(({ text }) => text);
    };
    expect(await card()).toContain('Delete');
    await sets(sari, 'sv:approveDelete:false');
    expect(await card()).not.toContain('Delete');
  });
});

test('an order above the shop’s amount takes a second person, one below doesn’t', async () => {
  const { sari, budi } = world;
  await sets(sari, 'sv:approveAbove:250000');
  const alone = await privately(sari);
  const { installment, unpaid } = namedOrders;
  const below = await asks(world, sari, alone, `/cancel #${unpaid.orderId}`, 'Cancel this order?');
  expect(shownBy(below)).not.toContain('second person');
  await presses(world, sari, below, 'Yes, cancel order');
  await becomes(world, alone, below, 'Canceled by Sari Dewi');
  await sets(sari, 'sv:approveAbove:null');
  const atLimit = `/cancel #${installment.orderId}`;
  const before = await asks(world, sari, alone, atLimit, 'Cancel this order?');
  expect(shownBy(before)).not.toContain('second person');
  world.ngorder.control.patch(installment.orderId, { total_amount: '250001' });
  await sets(sari, 'sv:approveAbove:250000');
  // What a Yes takes is decided when it is said, by the order as it was seen; it is looked at once more before it leaves.
  await presses(world, sari, before, 'Yes, cancel order');
  await becomes(world, alone, before, 'Not canceled');
  const anew = await sees(world, alone, 'This takes a second person');
  await presses(world, sari, anew, 'Yes, cancel order');
  await becomes(world, alone, anew, 'Waits for approval');
  const toBudi = await sees(world, await privately(budi), 'Approve: cancel this order');
  expect(shownBy(toBudi)).toContain('above the shop');
  await presses(world, budi, toBudi, 'Yes, approve');
  await becomes(world, alone, anew, 'Approved by Budi');
});

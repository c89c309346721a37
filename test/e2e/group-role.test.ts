// An owner lets everybody in the shop's group work for it: by being in it alone, and for no longer than that.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import type { Chat, Message, User } from '../../src/sandbox/telegram/client/player.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  dataOf,
  openShop,
  presses,
  type ShopWorld,
  sees,
} from './shop-world.ts';

const { orderId } = namedOrders.unpaid;
const stranger = 'you are not in the team';

let world: ShopWorld;
let group: Chat;
let bot: string;
let rina: User;
beforeEach(async () => {
  world = await openShop();
  const { play, sari } = world;
  rina = await play.person({ first_name: 'Rina', language_code: 'en' });
  group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, rina] });
  bot = `@${(await play.state()).bot.username}`;
  await asks(world, sari, group, `/help${bot}`, 'What I can do');
});
afterEach(() => world.close());

const wants = (person: User, answer: string) =>
  asks(world, person, group, `/cancel${bot} ${orderId}`, answer);

/** What the Yes of a question carries. */
const yesOf = (question: Message) => dataOf(question, 'Yes, cancel order');

/** An owner connects the group by hand. */
const connectsGroup = () =>
  asks(world, world.sari, group, `/connect${bot}`, 'This group works for');

async function chooses(person: User, role: string): Promise<string | undefined> {
  const { play } = world;
  const team = await asks(world, person, await play.privateChat(person), '/team', 'Team of');
  return (await play.answerOf(await play.pressData(person, team, `sv:groupRole:${role}`))).text;
}

test('whoever is in the group that was connected has the role there, and is none of the team’s list', async () => {
  await connectsGroup();
  await wants(rina, stranger);
  await chooses(world.sari, 'operator');
  const question = await wants(rina, 'Cancel this order?');
  await presses(world, rina, question, 'Yes, cancel order');
  const canceled = await becomes(world, group, question, 'Canceled by Rina');
  expect((await presses(world, rina, canceled, 'Return')).show_alert).not.toBe(true);
  const { play, sari } = world;
  const alone = await play.privateChat(sari);
  const team = await asks(world, sari, alone, '/team', 'Team of');
  expect(team.text).not.toContain('Rina');
  const activity = await asks(world, sari, alone, '/activity', 'Joined as Operator');
  expect(activity.text).toMatch(/· Rina\nJoined as Operator/);
});

test('who has left the group may do nothing any more, in private neither, until they use it there again', async () => {
  await connectsGroup();
  await chooses(world.sari, 'operator');
  await wants(rina, 'Cancel this order?');
  const { play } = world;
  const alone = await play.privateChat(rina);
  const question = await asks(world, rina, alone, `/cancel ${orderId}`, 'Cancel this order?');
  await play.removeMember(group, rina);
  const late = await play.pressData(rina, question, yesOf(question));
  expect((await play.answerOf(late)).show_alert).toBe(true);
  await asks(world, rina, alone, '/canceled', "for the shop's team");
  expect(actsAtNgorder(world)).toEqual([]);
  await play.addMember(group, rina);
  await presses(world, rina, await wants(rina, 'Cancel this order?'), 'Yes, cancel order');
  await sees(world, group, 'Canceled by Rina');
});

test('whose Yes still waits when they leave has nothing sent', async () => {
  await connectsGroup();
  await chooses(world.sari, 'operator');
  const question = await wants(rina, 'Cancel this order?');
  const { control } = world.ngorder;
  control.fault({ kind: 'delay', operation: ['list', 'orders'], delayMs: 600_000 });
  await presses(world, rina, question, 'Yes, cancel order');
  await control.until(() => control.waiting() > 0);
  await world.play.removeMember(group, rina);
  await expect
    .poll(async () => (await world.play.messages(group)).some((m) => 'left_chat_member' in m))
    .toBe(true);
  control.release();
  const alone = await world.play.privateChat(world.sari);
  const activity = async () =>
    (await asks(world, world.sari, alone, '/activity', 'Activity')).text ?? '';
  await expect.poll(activity).toContain('the right was gone');
  expect(actsAtNgorder(world)).toEqual([]);
});

test('a group where the bot was merely used, another one, and somebody outside of it get nothing by it', async () => {
  await chooses(world.sari, 'operator');
  await wants(rina, stranger);
  await connectsGroup();
  const { play, outsider } = world;
  const alone = await play.privateChat(outsider);
  await asks(world, outsider, alone, `/cancel ${orderId}`, 'ID');
  expect(actsAtNgorder(world)).toEqual([]);
});

test('only an owner chooses it, and what it gave is gone as soon as it is switched off', async () => {
  await connectsGroup();
  await chooses(world.sari, 'viewer');
  await asks(world, rina, group, `/canceled${bot}`, 'Canceled');
  await wants(rina, 'Operator, Manager, Owner');
  await chooses(world.sari, 'null');
  await wants(rina, stranger);
});

test('who leaves is written down as who left, and who is taken out with who did it', async () => {
  await connectsGroup();
  await chooses(world.sari, 'operator');
  await wants(rina, 'Cancel this order?');
  const { play, sari } = world;
  const tono = await play.person({ first_name: 'Tono', language_code: 'en' });
  await play.addMember(group, tono);
  await wants(tono, 'Cancel this order?');
  await play.removeMember(group, rina, { by: rina });
  await play.removeMember(group, tono);
  const alone = await play.privateChat(sari);
  const activity = async () => (await asks(world, sari, alone, '/activity', 'Activity')).text ?? '';
  await expect.poll(activity).toMatch(/· Rina\nLeft the group, and the team with it \(Operator\)/);
  await expect.poll(activity).toMatch(/· Sari Dewi\nRemoved Tono \(Operator\)/);
});

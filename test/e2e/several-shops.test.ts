// One bot, two shops: what is done in one never reaches the other, and everybody sees which one is meant.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chat, Message, Topic, User } from '../../src/sandbox/telegram/client/player.ts';
import {
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

const kawan = 'Toko Kawan';
const sejahtera = 'Toko Sejahtera';

let world: ShopWorld;
let bot: string;
let alone: Chat;
/** A group in which the bot was used before there was a second shop. */
let old: Chat;
/** An operator of the second shop alone. */
let rini: User;

beforeAll(async () => {
  world = await openShop();
  const { play, sari, ngorder } = world;
  bot = `@${(await play.state()).bot.username}`;
  alone = await play.privateChat(sari);
  old = await play.group({ title: 'Lama', type: 'supergroup', members: [sari] });
  await asks(world, sari, old, `/help${bot}`, 'What I can do');
  await asks(world, sari, alone, '/connect', 'Send me');
  await asks(world, sari, alone, ngorder.second.token, `${sejahtera} is connected`);
  rini = await play.person({ first_name: 'Rini', language_code: 'en' });
  const team = await asks(world, sari, alone, '/team', `Team of ${sejahtera}`);
  await presses(world, sari, team, 'Invite');
  await presses(world, sari, team, 'Operator');
  const invitation = shownBy(await becomes(world, alone, team, 'Invitation to'));
  const link = /start=([\w-]+)/.exec(invitation)?.[1];
  await asks(world, rini, await play.privateChat(rini), `/start ${link}`, 'You are Operator');
});
afterAll(() => world.close());

async function works(name: string): Promise<void> {
  const view = await asks(world, world.sari, alone, '/shop', 'Here we work for');
  const label = buttonsOf(view).find(({ text }) => text.endsWith(name))?.text ?? name;
  await presses(world, world.sari, view, label);
  await becomes(world, alone, view, `Here we work for ${name}`);
}

/** The requests since it was last asked, by the shops whose tokens they came with. */
function asked(): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { shop = 'nobody' } of world.ngorder.control.calls())
    counted[shop] = (counted[shop] ?? 0) + 1;
  world.ngorder.control.clearCalls();
  return counted;
}

async function presses2(person: User, message: Message, data: string) {
  return world.play.answerOf(await world.play.pressData(person, message, data));
}

test('a person chooses which of their shops is meant, and lists, questions and results name it', async () => {
  const { sari, ngorder } = world;
  await works(kawan);
  asked();
  const first = await asks(world, sari, alone, '/canceled', `🏪 ${kawan}`);
  await works(sejahtera);
  const second = await asks(world, sari, alone, '/canceled', `🏪 ${sejahtera}`);
  expect(Object.keys(asked()).toSorted()).toEqual([kawan, sejahtera]);

  const question = await asks(world, sari, alone, '/cancel 1338', `🏪 ${sejahtera}`);
  await works(kawan);
  asked();
  await presses(world, sari, question, 'Yes, cancel order');
  const result = await becomes(world, alone, question, '✅');
  expect(shownBy(result)).toContain(`🏪 ${sejahtera}`);
  expect(ngorder.second.control.where(1338)).toBe('CANCEL');
  expect(ngorder.control.where(1338)).toBe('active');
  expect(Object.keys(asked())).toEqual([sejahtera]);

  // Old buttons stay with their shop, whatever was chosen since.
  await presses(world, sari, second, '›');
  await becomes(world, alone, second, 'Page 2');
  expect(asked()).toEqual({ [sejahtera]: expect.any(Number) });
  await works(sejahtera);
  await presses(world, sari, first, '›');
  await becomes(world, alone, first, 'Page 2');
  expect(asked()).toEqual({ [kawan]: expect.any(Number) });
});

test('the main menu works for the shop that it was made for', async () => {
  const { sari } = world;
  await works(kawan);
  const menu = await asks(world, sari, alone, '/start', kawan);
  await works(sejahtera);
  asked();
  await presses(world, sari, menu, 'Canceled orders');
  await sees(world, alone, `🏪 ${kawan}`);
  expect(Object.keys(asked())).toEqual([kawan]);
});

test('two shops under load at once never mix', async () => {
  const { sari, ngorder, play } = world;
  const ids = [...ngorder.control.orders('active')].map(({ order_id }) => order_id);
  const others = new Set(ngorder.second.control.orders('active').map(({ order_id }) => order_id));
  const both = ids.filter((id) => others.has(id)).slice(0, 3);
  const acts: { name: string; message: Message; id: number }[] = [];
  for (const id of both) {
    for (const name of [kawan, sejahtera]) {
      await works(name);
      const message = await asks(world, sari, alone, `/cancel #${id}`, 'Cancel this order?');
      acts.push({ name, message, id });
    }
  }
  const chosen = acts.filter((_, index) => index % 3 !== 0);
  await Promise.all(chosen.map(({ message }) => play.press(sari, message, 'Yes, cancel order')));
  for (const { message, name } of chosen)
    expect(shownBy(await becomes(world, alone, message, '✅'))).toContain(name);
  for (const { name, id } of acts) {
    const { where } = name === kawan ? ngorder.control : ngorder.second.control;
    const isDone = chosen.some((one) => one.id === id && one.name === name);
    expect([name, id, where(id)]).toEqual([name, id, isDone ? 'CANCEL' : 'active']);
  }
});

test('a group works for no shop until a manager has said for which, and then for that one', async () => {
  const { sari, play } = world;
  const group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, rini] });
  asked();
  const old = await asks(world, sari, group, `/help${bot}`, 'What I can do');
  for (const command of ['/canceled', '/cancel 1338', '/export', '/team', '/activity']) {
    const [name, ...words] = command.split(' ');
    const said = [`${name}${bot}`, ...words].join(' ');
    await asks(world, sari, group, said, 'This group works for no shop.');
  }
  for (const data of ['L:C:::1', 'V:i:1339', 'A:d:1339:C:::1'])
    expect((await presses2(sari, old, data)).text).toContain('works for no shop.');
  expect(asked()).toEqual({});

  await asks(world, rini, group, `/connect${bot}`, 'You are Operator here');
  const choice = await asks(world, sari, group, `/connect${bot}`, 'Which shop does this group');
  await presses(world, sari, choice, sejahtera);
  await becomes(world, group, choice, `This group works for ${sejahtera}`);
  await asks(world, rini, group, `/canceled${bot}`, `🏪 ${sejahtera}`);
  expect(Object.keys(asked())).toEqual([sejahtera]);
  await asks(world, rini, group, `/shop${bot}`, `This group works for ${sejahtera}`);
});

test('a group that was used before there was a second shop goes on with the first', async () => {
  asked();
  await asks(world, world.sari, old, `/canceled${bot}`, `🏪 ${kawan}`);
  expect(Object.keys(asked())).toEqual([kawan]);
});

test('a topic has a shop of its own, and the rest of its group another', async () => {
  const { sari, play } = world;
  const forum = await play.group({
    title: 'F',
    type: 'supergroup',
    is_forum: true,
    members: [sari],
  });
  const topic: Topic = await play.topic(forum, 'Kawan', sari);
  const inTopic = { topic: topic.message_thread_id };
  const bind = async (name: string, where: object) => {
    await play.say(sari, forum, `/connect${bot}`, where);
    const choice = await sees(world, forum, /Which shop does this (group|topic) work for/);
    await presses(world, sari, choice, name);
    await becomes(world, forum, choice, `works for ${name}`);
  };
  await bind(sejahtera, {});
  await bind(kawan, inTopic);
  asked();
  await play.say(sari, forum, `/canceled${bot}`, inTopic);
  await sees(world, forum, `🏪 ${kawan}`);
  expect(Object.keys(asked())).toEqual([kawan]);
  await asks(world, sari, forum, `/canceled${bot}`, `🏪 ${sejahtera}`);
  expect(Object.keys(asked())).toEqual([sejahtera]);
});

test('in another shop’s group somebody has the rights of that shop alone', async () => {
  const { sari, play } = world;
  const group = await play.group({ title: 'Kawan', type: 'supergroup', members: [sari, rini] });
  const choice = await asks(world, sari, group, `/connect${bot}`, 'Which shop');
  await presses(world, sari, choice, kawan);
  await becomes(world, group, choice, `works for ${kawan}`);
  const list = await asks(world, sari, group, `/canceled${bot}`, kawan);
  asked();
  for (const command of ['/canceled', '/export', '/team', '/activity'])
    await asks(world, rini, group, `${command}${bot}`, 'no right');
  expect((await presses(world, rini, list, '›')).text).toContain('no right');
  expect((await presses2(rini, list, dataOf(list, '1'))).text).toContain('no right');
  expect(asked()).toEqual({});
});

// In a group phones and addresses are masked; who needs them has them sent to their private chat, and that is noted.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chat, Message, User } from '../../src/sandbox/telegram/client/player.ts';
import { inDatabase } from './in-database.ts';
import { asks, buttonsOf, openShop, presses, type ShopWorld, sees, shownBy } from './shop-world.ts';

const phone = '081298765432';
const label = 'Show phone and address';
let world: ShopWorld;
let group: Chat;
let bot: string;

beforeAll(async () => {
  world = await openShop();
  const { play, sari, budi, outsider } = world;
  group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, budi, outsider] });
  bot = `@${(await play.state()).bot.username}`;
});
afterAll(() => world.close());

/** The card of a canceled order, opened in the group. */
async function cardOf(orderId: number, by: User): Promise<Message> {
  const { play, sari } = world;
  const list = await asks(world, sari, group, `/canceled${bot}`, 'Page 1 of');
  await play.answerOf(await play.pressData(by, list, `O:${orderId}:C:::1`));
  return sees(world, group, `#${orderId}`);
}

/** Who was shown which order, by what the bot has written down. */
function noted(): unknown[] {
  const statement = `select order_id, chat_id from activity where kind = 'reveal'`;
  return inDatabase(world, (database) =>
    database
      .prepare(statement)
      .all()
      .map((row) => ({ ...row })),
  );
}

function phonesIn(messages: readonly Message[]): Message[] {
  return messages.filter((message) => shownBy(message).includes(phone));
}

test('what the group sees masked comes whole to whoever presses, once, and is noted', async () => {
  const { play, sari } = world;
  const alone = await play.privateChat(sari);
  const card = await cardOf(1321, sari);
  expect(shownBy(card)).not.toContain(phone);
  expect((await presses(world, sari, card, label)).text).toBe('#1321: sent to your private chat.');
  const shown = await sees(world, alone, phone);
  expect(shownBy(shown)).toContain('Address: ');
  expect(shownBy(shown)).toContain('[Copy phone]');
  expect((await presses(world, sari, card, label)).text).toContain('sent to your private chat');
  expect(phonesIn(await play.messages(alone))).toHaveLength(1);
  expect(phonesIn(await play.messages(group))).toEqual([]);
  expect(noted()).toEqual([{ order_id: 1321, chat_id: group.id }]);
});

test('of an active order too', async () => {
  const { play, sari } = world;
  const alone = await play.privateChat(sari);
  const list = await asks(world, sari, group, `/canceled${bot}`, 'Page 1 of');
  await play.answerOf(await play.pressData(sari, list, 'C:i:1338'));
  const card = await sees(world, group, '#1338');
  await presses(world, sari, card, label);
  await sees(world, alone, /#1338[\s\S]*Phone: /);
});

test('who has not opened the private chat gets a link that opens it and has it sent there', async () => {
  const { play } = world;
  const rina = await play.person({ first_name: 'Rina', language_code: 'en' });
  await play.addMember(group, rina);
  world.env['OWNER_IDS'] += `,${rina.id}`;
  await world.restart();
  const before = noted().length;
  const card = await cardOf(1321, rina);
  await presses(world, rina, card, label);
  const told = await sees(world, group, 'Rina, open the private chat');
  const [open] = buttonsOf(told);
  expect(noted()).toHaveLength(before);
  const payload = /\?start=([\w-]{1,64})$/.exec(String(open && 'url' in open && open.url))?.[1];
  const alone = await play.privateChat(rina);
  await asks(world, rina, alone, `/start ${payload}`, phone);
  expect(noted()).toHaveLength(before + 1);
});

test('in a topic the way there is shown in the topic', async () => {
  const { play, sari } = world;
  const tono = await play.person({ first_name: 'Tono', language_code: 'en' });
  const forum = await play.group({
    title: 'Forum',
    type: 'supergroup',
    is_forum: true,
    members: [sari, tono],
  });
  world.env['OWNER_IDS'] += `,${tono.id}`;
  await world.restart();
  const topic = await play.topic(forum, 'Batal', sari);
  await play.say(sari, forum, `/canceled${bot}`, { topic: topic.message_thread_id });
  const list = await sees(world, forum, 'Page 1 of');
  await play.answerOf(await play.pressData(tono, list, 'rv:c:1321:C:::1'));
  const told = await sees(world, forum, 'Tono, open the private chat');
  expect(told.message_thread_id).toBe(topic.message_thread_id);
});

test('an order that is gone by now is shown to nobody, and the card stays as it is', async () => {
  const { play, budi, ngorder } = world;
  await play.privateChat(budi);
  const card = await cardOf(1320, budi);
  ngorder.control.move(1320, 'gone');
  const before = noted().length;
  const { text, show_alert } = await presses(world, budi, card, label);
  expect(text).toContain('#1320');
  expect(show_alert).toBe(true);
  expect(noted()).toHaveLength(before);
  const still = (await play.messages(group)).find(
    ({ message_id }) => message_id === card.message_id,
  );
  expect(shownBy(still as Message)).toBe(shownBy(card));
});

test('a stranger, and who has lost the right, learn nothing by a button that stands there', async () => {
  const { play, sari, budi, outsider, ngorder } = world;
  const card = await cardOf(1321, sari);
  world.env['OWNER_IDS'] = String(sari.id);
  await world.restart();
  const before = ngorder.control.calls().length;
  const rows = noted().length;
  for (const person of [outsider, budi]) {
    const alone = await play.privateChat(person);
    expect((await presses(world, person, card, label)).text).toContain('no right');
    expect(phonesIn(await play.messages(alone))).toEqual([]);
  }
  expect(
    ngorder.control
      .calls()
      .slice(before)
      .filter(({ operation }) => operation !== 'shop'),
  ).toEqual([]);
  expect(noted()).toHaveLength(rows);
});

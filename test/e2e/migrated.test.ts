import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Chat, Message, User } from '../../src/sandbox/telegram/client/player.ts';
import { describeOnBothDatabases } from '../store/databases.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  openShopOn,
  presses,
  type ShopWorld,
  sees,
} from './shop-world.ts';

describeOnBothDatabases('a group that becomes a supergroup', (database) => {
  let world: ShopWorld;
  let group: Chat;
  let bot: string;
  beforeEach(async () => {
    world = await openShopOn(database);
    const { play, sari, budi } = world;
    group = await play.group({ title: 'Tim', type: 'group', members: [sari, budi] });
    bot = `@${(await play.state()).bot.username}`;
  });
  afterEach(() => world.close());

  /** What waited in the old group goes by its own order, beside what is new here: so it is tried until it is heard. */
  const answersUntil = async (person: User, chat: Chat, question: Message, orderId: string) => {
    const { play } = world;
    const answered = async () => {
      await play.say(person, chat, orderId, { replyTo: question.message_id });
      const messages = await play.messages(chat);
      return messages.some(({ text }) => text?.includes(`#${orderId}`));
    };
    await expect.poll(answered, { interval: 300 }).toBe(true);
  };

  test('is asked there what it was asked before, and the answer counts', async () => {
    const { play, sari, budi } = world;
    await asks(world, sari, group, `/cancel${bot} 1338`, 'Cancel this order?');
    const supergroup = await play.upgrade(group);
    const anew = await sees(world, supergroup, 'Cancel this order?');
    await presses(world, budi, anew, 'Yes, cancel order');
    await becomes(world, supergroup, anew, 'Canceled by Budi');
    expect(actsAtNgorder(world)).toEqual(['POST /order/cancel {"id":1338}']);
  });

  test('sees the result there of what was under way', async () => {
    const { play, ngorder, sari } = world;
    const question = await asks(world, sari, group, `/cancel${bot} 1338`, 'Cancel this order?');
    ngorder.control.fault({ kind: 'delay', operation: 'cancel', delayMs: 60_000 });
    await presses(world, sari, question, 'Yes, cancel order');
    await ngorder.control.until(() => ngorder.control.waiting() === 1);
    const supergroup = await play.upgrade(group);
    ngorder.control.release();
    await sees(world, supergroup, /Canceled by Sari Dewi|looked up/);
    expect(actsAtNgorder(world)).toHaveLength(1);
  });

  test('gets the Excel there that was on its way', async () => {
    const { play, ngorder, sari } = world;
    const choice = await asks(world, sari, group, `/export${bot}`, 'Excel of canceled orders');
    ngorder.control.fault({ kind: 'delay', operation: 'download', delayMs: 60_000 });
    await presses(world, sari, choice, 'Excel here');
    await ngorder.control.until(() => ngorder.control.waiting() === 1);
    const supergroup = await play.upgrade(group);
    ngorder.control.release();
    await play.waitFor(
      supergroup,
      (messages) =>
        messages.some(({ document }) => document) &&
        !messages.some(({ text }) => text?.startsWith('⏳')),
      { what: 'a document and no sign of work' },
    );
  });

  test('goes on there with a question that the bot asked before it knew', async () => {
    const { play, sari } = world;
    await world.app.stop();
    await play.say(sari, group, `/cancel${bot}`);
    const supergroup = await play.upgrade(group);
    await world.restart();
    const question = await sees(world, supergroup, 'Which order shall be canceled?');
    await answersUntil(sari, supergroup, question, '1338');
  });

  test('gets the answers there to what was still waiting from before, and can go on with them', async () => {
    const { play, sari, budi } = world;
    const question = await asks(world, sari, group, `/cancel${bot} 1341`, 'Cancel this order?');
    await world.app.stop();
    await play.press(budi, question, 'Yes, cancel order');
    await play.say(sari, group, `/cancel${bot} 1338`);
    await play.say(budi, group, `/cancel${bot}`);
    const supergroup = await play.upgrade(group);
    await play.say(sari, supergroup, `/canceled${bot}`);
    await world.restart();
    await sees(world, supergroup, 'Canceled by Budi');
    await sees(world, supergroup, 'Page 1 of');
    const anew = await sees(world, supergroup, /Cancel this order\?[\s\S]*#1338/);
    await presses(world, sari, anew, 'Yes, cancel order');
    await becomes(world, supergroup, anew, 'Canceled by Sari Dewi');
    const typed = await sees(world, supergroup, 'Which order shall be canceled?');
    await answersUntil(budi, supergroup, typed, '1342');
    expect(actsAtNgorder(world)).toEqual([
      'POST /order/cancel {"id":1341}',
      'POST /order/cancel {"id":1338}',
    ]);
  });
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import { describeOnBothDatabases } from '../store/databases.ts';
import { actsAtNgorder, asks, becomes, openShopOn, presses, type ShopWorld } from './shop-world.ts';

/** Until it is released: longer than a slow machine takes for all that happens meanwhile. */
const answerHeldMs = 60_000;

describeOnBothDatabases('a chat that the bot can’t write to', (database) => {
  let world: ShopWorld;
  let group: Chat;
  let bot: string;
  beforeEach(async () => {
    world = await openShopOn(database, { limits: { actMs: answerHeldMs } });
    const { play, sari, budi } = world;
    group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, budi] });
    bot = `@${(await play.state()).bot.username}`;
  });
  afterEach(() => world.close());

  /** Says Yes, and holds Ngorder’s answer until it is released. */
  async function yesWithoutAnswer(chat: Chat, command: string): Promise<Message> {
    const question = await asks(world, world.sari, chat, command, 'Cancel this order?');
    world.ngorder.control.fault({ kind: 'delay', operation: 'cancel', delayMs: answerHeldMs });
    await presses(world, world.sari, question, 'Yes, cancel order');
    await world.ngorder.control.until(() => world.ngorder.control.waiting() === 1);
    return question;
  }

  /** What the bot did in the chat until it has shown somebody else several results. */
  async function callsMeanwhile(chat: Chat, since: number): Promise<string[]> {
    const { play, budi } = world;
    const other = await play.privateChat(budi);
    for (let round = 0; round < 3; round += 1) {
      const question = await asks(world, budi, other, '/cancel 1341', 'Cancel this order?');
      await presses(world, budi, question, 'No, keep it');
      await becomes(world, other, question, 'decided not to cancel');
    }
    const calls = await play.calls({ chat: chat.id, since });
    return calls.map(({ method }) => method);
  }

  test('as the person blocked it between Yes and the result: that is shown when they are back', async () => {
    const { play, ngorder, sari } = world;
    const chat = await play.privateChat(sari);
    const question = await yesWithoutAnswer(chat, '/cancel 1338');
    await play.block(sari);
    // By the end of this the bot has heard of it.
    await callsMeanwhile(chat, Date.now());
    const since = Date.now();
    ngorder.control.release();
    await ngorder.control.until(() => ngorder.control.where(1338) === 'CANCEL');
    expect(await callsMeanwhile(chat, since)).toEqual([]);
    await play.unblock(sari);
    await becomes(world, chat, question, 'Canceled by Sari Dewi');
    expect(actsAtNgorder(world)).toHaveLength(1);
  });

  test('is left alone, and shown all it missed when the bot is back', async () => {
    const { play, ngorder, sari } = world;
    const question = await yesWithoutAnswer(group, `/cancel${bot} 1338`);
    const botUser = (await play.state()).bot;
    await play.removeMember(group, botUser);
    const since = Date.now();
    ngorder.control.release();
    await ngorder.control.until(() => ngorder.control.where(1338) === 'CANCEL');
    const atFirst = await callsMeanwhile(group, since);
    expect(atFirst.length).toBeLessThanOrEqual(2);
    expect(await callsMeanwhile(group, since)).toEqual(atFirst);
    await world.restart();
    expect(await callsMeanwhile(group, since)).toEqual(atFirst);

    await play.addMember(group, botUser);
    await becomes(world, group, question, 'Canceled by Sari Dewi');
    expect(actsAtNgorder(world)).toHaveLength(1);
    await asks(world, sari, group, `/help${bot}`, 'What I can do');
  });

  test('gets the Excel that was on its way when the bot is back', async () => {
    const { play, ngorder, sari } = world;
    const choice = await asks(world, sari, group, `/export${bot}`, 'Excel of canceled orders');
    ngorder.control.fault({ kind: 'delay', operation: 'download', delayMs: answerHeldMs });
    await presses(world, sari, choice, 'Excel here');
    await ngorder.control.until(() => ngorder.control.waiting() === 1);
    const botUser = (await play.state()).bot;
    await play.removeMember(group, botUser);
    const since = Date.now();
    ngorder.control.release();
    const calls = async () =>
      (await play.calls({ chat: group.id, since })).map(({ method }) => method);
    await expect.poll(calls).toContain('sendDocument');
    const atFirst = await callsMeanwhile(group, since);
    expect(await callsMeanwhile(group, since)).toEqual(atFirst);
    expect(atFirst.filter((method) => method !== 'sendChatAction')).toEqual(['sendDocument']);

    await play.addMember(group, botUser);
    await play.waitFor(
      group,
      (messages) =>
        messages.some(({ document }) => document) &&
        !messages.some(({ text }) => text?.startsWith('⏳')),
      { what: 'a document and no sign of work' },
    );
  });
});

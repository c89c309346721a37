import { beforeEach, describe, expect, test } from 'vitest';
import type { Chat } from '../../src/sandbox/telegram/client/player.ts';
import { emptyUnitOfWork } from '../../src/store/inbox/unit-of-work.ts';
import { onSqlite } from '../store/databases.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

const database = onSqlite();
let world: BotWorld;
let chat: Chat;
beforeEach(async () => {
  world = await openBotWorld({ database });
  chat = await world.play.privateChat(world.sari);
});

describe('an update’s unit of work', () => {
  test('gets the language that was chosen and the question that was asked, and nothing else does', async () => {
    const { play, sari, parts } = world;
    const settings = await world.asks(sari, chat, '/settings');
    await world.presses(sari, settings, 'Language');
    await play.press(sari, settings, 'Bahasa Indonesia');
    await play.say(sari, chat, '/cancel');
    const [chosen, asked] = await world.heard();
    if (chosen === undefined || asked === undefined) throw new Error('The bot heard too little');

    const first = emptyUnitOfWork();
    await world.handleInto(chosen, first, 0);
    expect([...first.locales]).toEqual([[chat.id, 'id']]);
    expect([...first.conversations.values()]).toEqual([]);
    expect(await parts.chats.locale(chat.id)).toBeUndefined();

    const second = emptyUnitOfWork();
    await world.handleInto(asked, second, 0);
    expect([...second.locales]).toEqual([]);
    const begun = [...second.conversations].flatMap(([key, state]) => (state ? [key] : []));
    expect(begun).toEqual([`${chat.id}:${sari.id}:`]);
    expect(await parts.conversationStates.read(`${chat.id}:${sari.id}:`)).toBeUndefined();
  });
});

describe('a press that waited for its turn', () => {
  test('has its alert written into the chat too, since it was answered without it', async () => {
    const { play, sari } = world;
    const list = await world.asks(sari, chat, '/canceled');
    for (const [waitedMs, written] of [
      [0, false],
      [5000, true],
    ] as const) {
      await play.pressData(sari, list, 'junk');
      const [pressed] = await world.heard();
      if (pressed === undefined) throw new Error('The bot heard of no press');
      await world.handleInto(pressed, emptyUnitOfWork(), waitedMs);
      const last = (await play.messages(chat)).at(-1);
      expect(last?.text?.includes('from an older message')).toBe(written);
    }
  });
});

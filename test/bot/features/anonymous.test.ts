// Who writes a command in a group's or a channel's name is told why nothing happens, and who needn't know is not.

import type { Update } from 'grammy/types';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Chat } from '../../../src/sandbox/telegram/client/player.ts';
import { onSqlite } from '../../store/databases.ts';
import { type BotWorld, openBotWorld } from '../bot-world.ts';

const database = onSqlite();
let world: BotWorld;
let group: Chat;
let bot: string;
beforeEach(async () => {
  world = await openBotWorld({ database });
  const { play, sari, outsider } = world;
  group = await play.group({
    title: 'Tim',
    type: 'supergroup',
    members: [outsider, sari],
    bot_is_admin: true,
  });
  await play.setStatus(group, sari, { status: 'administrator' });
  bot = (await play.state()).bot.username ?? '';
});

/** What the bot has said in the group. */
async function said(): Promise<string[]> {
  await world.handleAll();
  const messages = await world.play.messages(group);
  return messages
    .filter(({ from }) => from?.is_bot && from.username === bot)
    .map(({ text }) => text ?? '');
}

/** Sari writes something in the group's name. */
function writes(text: string): Promise<unknown> {
  return world.play.say(world.sari, group, text, { anonymous: true });
}

/** The same, in a channel's name. */
function channelWrites(text: string): Promise<void> {
  const length = text.split(' ')[0]?.length ?? 0;
  const update = {
    update_id: 4_000_000,
    message: {
      message_id: 4000,
      date: 1,
      chat: { id: group.id, type: 'supergroup', title: 'Tim' },
      from: { id: 136_817_688, is_bot: true, first_name: 'Channel' },
      sender_chat: { id: -100_777, type: 'channel', title: 'Toko' },
      text,
      entities: [{ type: 'bot_command', offset: 0, length }],
    },
  };
  return world.handle(update as Update);
}

describe('an owner who writes as the group', () => {
  test('is told what to do, once in a while', async () => {
    await writes(`/cancel@${bot} 1338`);
    await writes(`/batal@${bot} 1338`);
    expect(await said()).toEqual([expect.stringContaining('Turn off “Remain anonymous”')]);
    expect(world.ngorder['first']?.control.calls()).toEqual([]);
  });

  test('is told so for a bare command where the team has used the bot before', async () => {
    const { play, sari } = world;
    await writes('/cancel 1338');
    expect(await said()).toEqual([]);
    await play.say(sari, group, `/help@${bot}`, { anonymous: false });
    expect(await said()).toHaveLength(2);
    await writes('/cancel 1338');
    expect((await said()).at(-1)).toContain('anonymous admin');
  });

  test('is told so in the language of the group', async () => {
    const { play, sari, parts } = world;
    await play.say(sari, group, `/settings@${bot}`, { anonymous: false });
    await world.handleAll();
    const menu = (await play.messages(group)).at(-1);
    if (menu === undefined) throw new Error('There is no menu');
    await world.presses(sari, menu, 'Language');
    await world.presses(sari, menu, 'Bahasa Indonesia');
    expect((await parts.chats.about(group.id)).locale).toBe('id');
    await writes(`/batal@${bot} 1338`);
    expect((await said()).at(-1)).toContain('Tetap anonim');
  });

  test.each(['hello', '/nosuchcommand', '/cancel@another_bot 1338'])(
    'is left alone when they write %s',
    async (text) => {
      await world.play.say(world.sari, group, `/help@${bot}`, { anonymous: false });
      const before = await said();
      await writes(text);
      expect(await said()).toEqual(before);
    },
  );
});

describe('somebody who writes as a channel', () => {
  test('is told what to do', async () => {
    await channelWrites(`/cancel@${bot} 1338`);
    expect(await said()).toEqual([expect.stringContaining('writing as a channel')]);
  });

  test('is left alone where nobody of the team has been', async () => {
    await channelWrites('/cancel 1338');
    expect(await said()).toEqual([]);
  });
});

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
function channelWrites(text: string, more: object = {}): Promise<void> {
  return arrives(text, {
    from: { id: 136_817_688, is_bot: true, first_name: 'Channel' },
    sender_chat: { id: -100_777, type: 'channel', title: 'Toko' },
    ...more,
  });
}

/** A command comes in the group from whom the sandbox doesn't have. */
function arrives(text: string, sender: object): Promise<void> {
  const length = text.split(' ')[0]?.length ?? 0;
  const update = {
    update_id: 4_000_000,
    message: {
      message_id: 4000,
      date: 1,
      chat: { id: group.id, type: 'supergroup', title: 'Tim' },
      text,
      entities: [{ type: 'bot_command', offset: 0, length }],
      ...sender,
    },
  };
  return world.handle(update as Update);
}

/** A press as Telegram would tell of it, on a message that stands in the group. */
async function presses(from: object, data: string): Promise<unknown> {
  const before = (await world.play.calls()).length;
  const message = { message_id: 1, date: 1, chat: { id: group.id, type: 'supergroup' } };
  await world.handle({
    update_id: 4_000_001,
    callback_query: { id: '4711', from, message, chat_instance: '1', data },
  } as Update);
  const calls = (await world.play.calls()).slice(before);
  return calls.find(({ method }) => method === 'answerCallbackQuery')?.params['text'];
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

  test('is told so when they answer what they were asked by name', async () => {
    const { play, sari } = world;
    await play.say(sari, group, `/cancel@${bot}`, { anonymous: false });
    await world.handleAll();
    const question = (await play.messages(group)).findLast(({ from }) => from?.is_bot);
    await play.say(sari, group, '1338', { anonymous: true, replyTo: question?.message_id ?? 0 });
    expect((await said()).at(-1)).toContain('anonymous admin');
    expect(world.ngorder['first']?.control.calls()).toEqual([]);
  });

  test('is told so when they mend a command by editing it', async () => {
    const from = { id: 1_087_968_824, is_bot: true, first_name: 'Group' };
    const edited = { from, sender_chat: { id: group.id, type: 'supergroup' }, edit_date: 2 };
    await arrives(`/cancel@${bot} 1338`, edited);
    expect(await said()).toEqual([expect.stringContaining('anonymous admin')]);
  });

  test('presses nothing under that name, whatever the button is for', async () => {
    const from = { id: 1_087_968_824, is_bot: true, first_name: 'Group' };
    for (const data of ['L:C:::1', 'V:i:1338', 'A:d:1339:C:::1', 'no button'])
      expect(await presses(from, data)).toContain('Turn off “Remain anonymous”');
    expect(world.ngorder['first']?.control.calls()).toEqual([]);
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

  test('is told so also where somebody in the group was told how to stop being anonymous', async () => {
    await writes(`/cancel@${bot} 1338`);
    await channelWrites(`/cancel@${bot} 1338`);
    expect(await said()).toHaveLength(2);
  });

  test('is left alone where a post of the group’s channel only looks like a command', async () => {
    const telegram = { id: 777_000, is_bot: false, first_name: 'Telegram' };
    await channelWrites(`/cancel@${bot} 1338`, { from: telegram, is_automatic_forward: true });
    expect(await said()).toEqual([]);
    expect(world.ngorder['first']?.control.calls()).toEqual([]);
  });

  test('is left alone where nobody of the team has been', async () => {
    await channelWrites('/cancel 1338');
    expect(await said()).toEqual([]);
  });
});

describe('another bot', () => {
  const from = { id: 4242, is_bot: true, first_name: 'Bot', username: 'another_bot' };

  test('is not answered, whatever it writes or presses, even if somebody has made it a member', async () => {
    world.members.add(from.id);
    await arrives(`/cancel@${bot} 1338`, { from });
    await arrives(`/help@${bot}`, { from, edit_date: 2 });
    expect(await presses(from, 'L:C:::1')).toBeUndefined();
    expect(await said()).toEqual([]);
    expect(world.ngorder['first']?.control.calls()).toEqual([]);
  });
});

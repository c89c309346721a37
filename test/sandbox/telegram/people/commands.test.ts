import { beforeEach, describe, expect, test } from 'vitest';
import type { Chat } from '../../../../src/sandbox/telegram/client/player.ts';
import { setStage } from '../stage.ts';

const stage = setStage();
let group: Chat;

beforeEach(async () => {
  const { player, ana } = stage;
  group = await player.group({ title: 'Toko', type: 'supergroup', members: [ana] });
});

/** Sets one command for a scope, named after it. */
const set = async (command: string, scope: object, language_code = '') => {
  const commands = [{ command, description: '-' }];
  expect(await stage.call('setMyCommands', { commands, scope, language_code })).toMatchObject({
    ok: true,
  });
};

describe('the commands that an app offers', () => {
  test('are those of the narrowest scope', async () => {
    const { player, ana, chat } = stage;
    const budi = await player.person({ first_name: 'Budi' });
    await player.addMember(group, budi);
    const seen = async (who = ana, where = group) =>
      (await player.commandsFor(who, where)).map(({ command }) => command).join();

    expect(await seen()).toBe('');
    await set('default', { type: 'default' });
    expect(await seen(ana, chat)).toBe('default');
    await set('private', { type: 'all_private_chats' });
    await set('groups', { type: 'all_group_chats' });
    expect([await seen(), await seen(ana, chat)]).toEqual(['groups', 'private']);
    await set('administrators', { type: 'all_chat_administrators' });
    expect([await seen(), await seen(budi)]).toEqual(['administrators', 'groups']);
    await set('here', { type: 'chat', chat_id: group.id });
    await set('alone', { type: 'chat', chat_id: chat.id });
    expect([await seen(), await seen(ana, chat)]).toEqual(['here', 'alone']);
    await set('ours', { type: 'chat_administrators', chat_id: group.id });
    expect([await seen(), await seen(budi)]).toEqual(['ours', 'here']);
    await set('his', { type: 'chat_member', chat_id: group.id, user_id: budi.id });
    expect([await seen(), await seen(budi)]).toEqual(['ours', 'his']);
  });

  test('are in the language of the person, before those in none, within each scope', async () => {
    const { player, ana, chat } = stage;
    const seen = async () => (await player.commandsFor(ana, chat))[0]?.command;
    await set('bawaan', { type: 'default' }, 'id');
    await set('default', { type: 'default' });
    expect(await seen()).toBe('default');
    await player.change(ana, { language_code: 'id' });
    expect(await seen()).toBe('bawaan');
    await set('private', { type: 'all_private_chats' });
    expect(await seen()).toBe('private');
    await set('pribadi', { type: 'all_private_chats' }, 'id');
    expect(await seen()).toBe('pribadi');
  });

  test('are asked for by somebody who is there, in a chat that is', async () => {
    const { player, ana, chat } = stage;
    await expect(player.commandsFor({ ...ana, id: 9 }, chat)).rejects.toThrow('no person 9');
    await expect(player.commandsFor(ana, { ...chat, id: 9 })).rejects.toThrow('no chat 9');
  });
});

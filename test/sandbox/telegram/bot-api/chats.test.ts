import { describe, expect, it, test } from 'vitest';
import type { ChatMember } from '../../../../src/sandbox/telegram/types.ts';
import { setStage } from '../stage.ts';

const stage = setStage();

test('getChat tells of a chat what a message tells, and more', async () => {
  const result = await stage.result('getChat', { chat_id: stage.chat.id });
  expect(result).toMatchObject({ ...stage.chat, accent_color_id: 0 });
});

test('getChat tells of the bot itself, and of somebody who shares a group with it', async () => {
  const { player, ana, sandbox } = stage;
  const { bot } = sandbox.world;
  const budi = await player.person({ first_name: 'Budi', username: 'budi_packs' });
  const about = (chat_id: number) => stage.call('getChat', { chat_id });
  expect(await about(bot.id)).toMatchObject({
    result: { id: bot.id, type: 'private', first_name: bot.first_name, username: bot.username },
  });
  expect(await about(budi.id)).toMatchObject({ description: 'Bad Request: chat not found' });
  await player.group({ title: 'Tim', type: 'group', members: [ana, budi] });
  expect(await about(budi.id)).toMatchObject({
    result: { id: budi.id, first_name: 'Budi', active_usernames: ['budi_packs'] },
  });
  expect(await stage.call('sendMessage', { chat_id: budi.id, text: 'hi' })).toMatchObject({
    description: "Forbidden: bot can't initiate conversation with a user",
  });
});

describe("a group's title", () => {
  const group = (bot_is_admin: boolean) =>
    stage.player.group({ title: 'Tim', type: 'supergroup', members: [stage.ana], bot_is_admin });

  test('is changed by a bot that is an administrator, which is told of it', async () => {
    const team = await group(true);
    await stage.result('getUpdates', { offset: -1 });
    await stage.result('setChatTitle', { chat_id: team.id, title: ' Tim Toko ' });
    expect(await stage.result('getChat', { chat_id: team.id })).toMatchObject({
      title: 'Tim Toko',
    });
    const updates = await stage.player.updates({ chat: team.id });
    expect(updates.at(-1)?.update).toMatchObject({
      message: { new_chat_title: 'Tim Toko', chat: { title: 'Tim Toko' } },
    });
  });

  test('is changed by its owner, and the bot is told', async () => {
    const team = await group(false);
    await stage.player.rename(team, 'Tim Toko');
    const updates = await stage.player.updates({ chat: team.id });
    expect(updates.at(-1)?.update).toMatchObject({
      message: { new_chat_title: 'Tim Toko', from: { id: stage.ana.id } },
    });
  });

  test('stays with a bot without rights, without a new one, and in a private chat', async () => {
    const team = await group(false);
    const refusal = async (chat_id: number, title: string) =>
      (await stage.call('setChatTitle', { chat_id, title })).description;
    expect(await refusal(team.id, 'X')).toBe('Bad Request: not enough rights to change chat title');
    expect(await refusal(team.id, ' ')).toBe('Bad Request: title must be non-empty');
    expect(await refusal(stage.chat.id, 'X')).toBe("Bad Request: can't change private chat title");
  });
});

test('members and administrators are who they are', async () => {
  const { player, ana, sandbox } = stage;
  const budi = await player.person({ first_name: 'Budi' });
  const team = await player.group({ title: 'Tim', type: 'supergroup', members: [ana, budi] });
  const standing = async (user_id: number) =>
    (await stage.result<ChatMember>('getChatMember', { chat_id: team.id, user_id })).status;
  expect(await standing(ana.id)).toBe('creator');
  expect(await standing(budi.id)).toBe('member');
  expect(await standing(sandbox.world.bot.id)).toBe('member');
  const result = await stage.result('getChatAdministrators', { chat_id: team.id });
  expect(result).toMatchObject([{ user: { id: ana.id }, status: 'creator' }]);
  expect(await stage.result('getChatMemberCount', { chat_id: team.id })).toBe(3);
});

it.each<[string, Record<string, unknown>, string]>([
  ['getChat', {}, 'chat_id is empty'],
  ['getChat', { chat_id: -5 }, 'chat not found'],
  ['getChatMember', { user_id: 0 }, 'invalid user_id specified'],
  ['sendChatAction', { action: 'dancing' }, 'wrong parameter action in request'],
  ['getFile', { file_id: 'x' }, 'invalid file_id'],
])('%s with %j is refused: %s', async (method, params, why) => {
  expect(await stage.call(method, params)).toMatchObject({ description: `Bad Request: ${why}` });
});

test('a private chat has no administrators', async () => {
  const chat_id = stage.chat.id;
  expect(await stage.call('getChatAdministrators', { chat_id })).toMatchObject({
    description: 'Bad Request: there are no administrators in the private chat',
  });
});

test('a bot that was blocked or thrown out may not write', async () => {
  const { call, player, ana, chat, sandbox } = stage;
  const team = await player.group({ title: 'Tim', type: 'supergroup', members: [ana] });
  const { chats, bot } = sandbox.world;
  chats.get(team.id)?.members.set(bot.id, 'kicked');
  const kept = chats.get(chat.id);
  if (kept) kept.blocked = true;
  expect(await call('sendMessage', { chat_id: team.id, text: 'hi' })).toMatchObject({
    error_code: 403,
    description: 'Forbidden: bot was kicked from the supergroup chat',
  });
  expect(await call('sendMessage', { chat_id: chat.id, text: 'hi' })).toMatchObject({
    error_code: 403,
    description: 'Forbidden: bot was blocked by the user',
  });
});

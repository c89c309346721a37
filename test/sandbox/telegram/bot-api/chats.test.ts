import { expect, it, test } from 'vitest';
import type { ChatMember } from '../../../../src/sandbox/telegram/types.ts';
import { setStage } from '../stage.ts';

const stage = setStage();

test('getChat tells of a chat what a message tells, and more', async () => {
  const result = await stage.result('getChat', { chat_id: stage.chat.id });
  expect(result).toMatchObject({ ...stage.chat, accent_color_id: 0 });
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
  const { rooms, bot } = sandbox.world;
  rooms.get(team.id)?.members.set(bot.id, 'kicked');
  const room = rooms.get(chat.id);
  if (room) room.blocked = true;
  expect(await call('sendMessage', { chat_id: team.id, text: 'hi' })).toMatchObject({
    error_code: 403,
    description: 'Forbidden: bot was kicked from the supergroup chat',
  });
  expect(await call('sendMessage', { chat_id: chat.id, text: 'hi' })).toMatchObject({
    error_code: 403,
    description: 'Forbidden: bot was blocked by the user',
  });
});

import { beforeEach, describe, expect, it, test } from 'vitest';
import type { Chat, Message } from '../../../../src/sandbox/telegram/client/player.ts';
import { setStage } from '../stage.ts';
import { updatesOf } from '../updates-of.ts';

const stage = setStage();
let team: Chat;

beforeEach(async () => {
  const { player, ana } = stage;
  const group = { title: 'Tim', type: 'supergroup', members: [ana], bot_is_admin: true } as const;
  team = await player.group(group);
});

const send = (text: string, chat = team) => stage.result('sendMessage', { chat_id: chat.id, text });
const pin = (message_id: number, chat = team) =>
  stage.call('pinChatMessage', { chat_id: chat.id, message_id });
const pinned = async () =>
  (await stage.result<{ pinned_message?: Message }>('getChat', { chat_id: team.id })).pinned_message
    ?.text;

describe('a pinned message', () => {
  test('is told in the chat, to the bot too, and by getChat', async () => {
    const { message_id } = await send('Rules');
    await updatesOf(stage);
    expect(await pin(message_id)).toEqual({ ok: true, result: true });
    const service = {
      from: { id: stage.sandbox.world.bot.id },
      pinned_message: { message_id, text: 'Rules' },
    };
    expect((await stage.player.messages(team)).at(-1)).toMatchObject(service);
    expect(await updatesOf(stage)).toMatchObject([{ message: service }]);
    expect(await pinned()).toBe('Rules');
    expect(await stage.player.chat(team)).toMatchObject({ pinned_message_ids: [message_id] });
  });

  test('gives way to the one before it when it is unpinned or deleted', async () => {
    for (const text of ['first', 'second', 'third']) await pin((await send(text)).message_id);
    expect(await pinned()).toBe('third');
    await stage.result('unpinChatMessage', { chat_id: team.id });
    expect(await pinned()).toBe('second');
    const [, second] = (await stage.player.chat(team)).pinned_message_ids;
    await stage.result('deleteMessage', { chat_id: team.id, message_id: second });
    expect(await pinned()).toBe('first');
    await stage.result('unpinAllChatMessages', { chat_id: team.id });
    expect(await pinned()).toBeUndefined();
  });

  test('in a private chat needs no right, in a group it does', async () => {
    const { player, chat, sandbox } = stage;
    const { message_id } = await send('hi', chat);
    expect(await pin(message_id, chat)).toMatchObject({ ok: true });
    const inGroup = await send('hi');
    await player.setStatus(team, sandbox.world.bot, { status: 'member' });
    const why = 'Bad Request: not enough rights to manage pinned messages in the chat';
    expect(await pin(inGroup.message_id)).toMatchObject({ error_code: 400, description: why });
    expect(await pinned()).toBeUndefined();
  });

  it.each([
    ['pinChatMessage', { message_id: 999 }, 'message to pin not found'],
    ['unpinChatMessage', { message_id: 999 }, 'message to unpin not found'],
    ['unpinChatMessage', {}, 'message to unpin not found'],
  ])('is refused by %s with %j: %s', async (method, params, why) => {
    expect(await stage.call(method, { chat_id: team.id, ...params })).toMatchObject({
      description: `Bad Request: ${why}`,
    });
  });
});

import { describe, expect, test } from 'vitest';
import { setStage } from '../stage.ts';
import { updatesOf } from '../updates-of.ts';

const stage = setStage();

async function upgraded() {
  const { player, ana } = stage;
  const group = await player.group({ title: 'Tim', type: 'group', members: [ana] });
  const sent = await stage.result('sendMessage', { chat_id: group.id, text: 'hi' });
  await updatesOf(stage);
  return { group, sent, supergroup: await player.upgrade(group) };
}

describe('a group that becomes a supergroup', () => {
  test('tells the bot in both chats', async () => {
    const { group, supergroup } = await upgraded();
    expect(supergroup).toMatchObject({ type: 'supergroup', title: 'Tim' });
    expect(await updatesOf(stage)).toMatchObject([
      {
        my_chat_member: {
          chat: { id: supergroup.id },
          old_chat_member: { status: 'left' },
          new_chat_member: { status: 'member' },
        },
      },
      { message: { chat: { id: group.id }, migrate_to_chat_id: supergroup.id } },
      { message: { chat: { id: supergroup.id }, migrate_from_chat_id: group.id } },
    ]);
    expect(await stage.player.chat(supergroup)).toMatchObject({
      members: [stage.ana.id, stage.sandbox.world.bot.id],
      standings: [{ status: 'creator' }, { status: 'member' }],
    });
  });

  test('refuses the bot at the old address and names the new one', async () => {
    const { group, sent, supergroup } = await upgraded();
    const moved = {
      ok: false,
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: supergroup.id },
    };
    const chat_id = group.id;
    expect(await stage.call('sendMessage', { chat_id, text: 'hi' })).toEqual(moved);
    expect(await stage.call('getChatMemberCount', { chat_id })).toEqual(moved);
    const { message_id } = sent;
    expect(await stage.call('deleteMessage', { chat_id, message_id })).toEqual(moved);
    expect(await stage.call('editMessageText', { chat_id, message_id, text: 'a' })).toMatchObject({
      description: "Bad Request: message can't be edited",
    });
    expect(await stage.call('getChat', { chat_id })).toMatchObject({ ok: true });
    const { ok } = await stage.call('sendMessage', { chat_id: supergroup.id, text: 'hi' });
    expect(ok).toBe(true);
  });

  test('is closed to its people, and upgraded once', async () => {
    const { group, supergroup } = await upgraded();
    const { player, ana } = stage;
    await expect(player.say(ana, group, 'hi')).rejects.toThrow(String(supergroup.id));
    await expect(player.upgrade(group)).rejects.toThrow('409');
    await expect(player.upgrade(supergroup)).rejects.toThrow('a supergroup already');
    expect(await player.say(ana, supergroup, 'hi')).toMatchObject({ text: 'hi' });
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import type { Chat, Topic } from '../../../../src/sandbox/telegram/client/player.ts';
import { setStage } from '../stage.ts';
import { updatesOf } from '../updates-of.ts';

const stage = setStage();
let forum: Chat;
let topic: Topic;

beforeEach(async () => {
  const { player, ana } = stage;
  const group = { title: 'Toko', type: 'supergroup', members: [ana], is_forum: true } as const;
  forum = await player.group(group);
  topic = await player.topic(forum, 'Retur');
});

describe('a group with topics', () => {
  test('says so, and what its topics are', async () => {
    expect(forum).toMatchObject({ is_forum: true });
    expect(await stage.player.chat(forum)).toMatchObject({
      topics: [{ message_thread_id: topic.message_thread_id, name: 'Retur' }],
    });
    expect((await updatesOf(stage)).at(-1)).toMatchObject({
      message: {
        message_id: topic.message_thread_id,
        message_thread_id: topic.message_thread_id,
        is_topic_message: true,
        forum_topic_created: { name: 'Retur', icon_color: topic.icon_color },
        chat: { is_forum: true },
      },
    });
  });

  test('shows in which topic somebody wrote', async () => {
    const { player, ana } = stage;
    const place = { topic: topic.message_thread_id };
    const inTopic = await player.say(ana, forum, '/start@ngorder_sandbox_bot', place);
    expect(inTopic).toMatchObject({
      message_thread_id: topic.message_thread_id,
      is_topic_message: true,
      reply_to_message: { forum_topic_created: { name: 'Retur' } },
    });
    const inGeneral = await player.say(ana, forum, 'hi');
    expect(inGeneral).not.toHaveProperty('message_thread_id');
    expect(inGeneral).not.toHaveProperty('is_topic_message');
    const reply = await player.say(ana, forum, 'hm', { replyTo: inTopic.message_id });
    expect(reply).toMatchObject({
      message_thread_id: topic.message_thread_id,
      reply_to_message: { message_id: inTopic.message_id },
    });
    await expect(player.say(ana, forum, 'hi', { topic: 999 })).rejects.toThrow('no topic 999');
  });

  test('takes what the bot sends into a topic, or in reply to somebody in it', async () => {
    const { player, ana } = stage;
    const chat_id = forum.id;
    const { message_thread_id } = topic;
    const named = { chat_id, message_thread_id, text: 'hi' };
    expect(await stage.result('sendMessage', named)).toMatchObject({
      message_thread_id,
      is_topic_message: true,
    });
    const asked = await player.say(ana, forum, 'order?', { topic: message_thread_id });
    const reply_parameters = { message_id: asked.message_id };
    expect(
      await stage.result('sendMessage', { chat_id, text: 'yes', reply_parameters }),
    ).toMatchObject({ message_thread_id });
  });

  test('refuses the bot a topic that is none', async () => {
    const unknown = { chat_id: forum.id, message_thread_id: 999, text: 'hi' };
    expect(await stage.call('sendMessage', unknown)).toMatchObject({
      error_code: 400,
      description: 'Bad Request: message thread not found',
    });
    const general = { ...unknown, message_thread_id: 1 };
    expect(await stage.call('sendMessage', general)).toMatchObject({ error_code: 400 });
  });

  test('lets the bot begin topics as an administrator', async () => {
    const chat_id = forum.id;
    expect(await stage.call('createForumTopic', { chat_id, name: 'Stok' })).toMatchObject({
      description: 'Bad Request: not enough rights to create a topic',
    });
    await stage.player.setStanding(forum, stage.sandbox.world.bot, { status: 'administrator' });
    const { message_thread_id } = await stage.result<Topic>('createForumTopic', {
      chat_id,
      name: 'Stok',
      icon_color: 0x6fb9f0,
    });
    expect((await stage.player.chat(forum)).topics).toContainEqual({
      message_thread_id,
      name: 'Stok',
      icon_color: 0x6fb9f0,
    });
  });
});

test('in a group without topics a topic is overlooked by the bot and refused to people', async () => {
  const { player, ana } = stage;
  const plain = await player.group({ title: 'Tim', type: 'supergroup', members: [ana] });
  const sent = { chat_id: plain.id, message_thread_id: 7, text: 'hi' };
  expect(await stage.result('sendMessage', sent)).not.toHaveProperty('message_thread_id');
  await expect(player.topic(plain, 'Retur')).rejects.toThrow('no topics');
  const wanted = { title: 'Tim', type: 'group', members: [ana], is_forum: true } as const;
  await expect(player.group(wanted)).rejects.toThrow('Only a supergroup has topics');
});

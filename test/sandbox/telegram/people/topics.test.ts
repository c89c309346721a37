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

  test('takes nothing from the bot into a topic that is closed, until it is open again', async () => {
    const { player, ana } = stage;
    const { message_thread_id } = topic;
    const chat_id = forum.id;
    const sent = { chat_id, message_thread_id, text: 'hi' };
    const { message_id } = await stage.result('sendMessage', sent);
    const asked = await player.say(ana, forum, 'order?', { topic: message_thread_id });
    const closed = await player.closeTopic(forum, topic);
    expect(closed.topics).toMatchObject([{ message_thread_id, is_closed: true }]);
    const refused = { error_code: 400, description: 'Bad Request: TOPIC_CLOSED' };
    expect(await stage.call('sendMessage', sent)).toMatchObject(refused);
    const reply = { chat_id, text: 'yes', reply_parameters: { message_id: asked.message_id } };
    expect(await stage.call('sendMessage', reply)).toMatchObject(refused);
    const document = (await stage.upload('a.txt')).document?.file_id;
    expect(await stage.call('sendDocument', { ...sent, document })).toMatchObject(refused);
    expect(await stage.call('sendMessage', { chat_id, text: 'in General' })).toMatchObject({
      ok: true,
    });
    await player.reopenTopic(forum, topic);
    expect(await stage.call('sendMessage', sent)).toMatchObject({ ok: true });
    expect(await stage.call('deleteMessage', { chat_id, message_id })).toMatchObject({ ok: true });
  });

  test('lets the bot change what it wrote in a topic that is closed, and buttons there work', async () => {
    const { player, ana } = stage;
    const { message_thread_id } = topic;
    const button = { text: 'Yes', callback_data: 'yes' };
    const reply_markup = { inline_keyboard: [[button]] };
    const sent = { chat_id: forum.id, message_thread_id, text: 'Sure?', reply_markup };
    const question = await stage.result('sendMessage', sent);
    await player.closeTopic(forum, topic);
    expect(await player.press(ana, question, 'Yes')).toHaveProperty('id');
    const { message_id } = question;
    const change = { chat_id: forum.id, message_id, text: 'Done' };
    expect(await stage.result('editMessageText', change)).toMatchObject({ text: 'Done' });
  });

  test('closes General by itself', async () => {
    const { player } = stage;
    expect(await player.closeTopic(forum)).toMatchObject({ is_general_closed: true });
    const chat_id = forum.id;
    expect(await stage.call('sendMessage', { chat_id, text: 'hi' })).toMatchObject({
      description: 'Bad Request: TOPIC_CLOSED',
    });
    const { message_thread_id } = topic;
    const elsewhere = { chat_id, message_thread_id, text: 'hi' };
    expect(await stage.call('sendMessage', elsewhere)).toMatchObject({ ok: true });
  });

  test('tells the bot that a topic was closed and reopened', async () => {
    const { player, ana } = stage;
    await player.closeTopic(forum, topic);
    await player.reopenTopic(forum, topic);
    await player.closeTopic(forum);
    const { message_thread_id } = topic;
    const [closed, reopened, general] = (await updatesOf(stage)).slice(-3);
    const inTopic = { from: { id: ana.id }, message_thread_id, is_topic_message: true };
    expect(closed).toMatchObject({ message: { ...inTopic, forum_topic_closed: {} } });
    expect(reopened).toMatchObject({ message: { ...inTopic, forum_topic_reopened: {} } });
    expect(general?.message).toHaveProperty('forum_topic_closed', {});
    expect(general?.message).not.toHaveProperty('message_thread_id');
  });

  test('stays open to administrators and to whoever began it, and only they close it', async () => {
    const { player, ana } = stage;
    const budi = await player.person({ first_name: 'Budi' });
    const citra = await player.person({ first_name: 'Citra' });
    for (const person of [budi, citra]) await player.addMember(forum, person);
    const his = await player.topic(forum, 'Stok', budi);
    await expect(player.closeTopic(forum, his, citra)).rejects.toThrow('Only an administrator');
    await player.closeTopic(forum, his, budi);
    await expect(player.closeTopic(forum, his)).rejects.toThrow('closed already');
    const place = { topic: his.message_thread_id };
    await expect(player.say(citra, forum, 'hi', place)).rejects.toThrow('topic is closed');
    for (const person of [ana, budi])
      expect(await player.say(person, forum, 'hi', place)).toHaveProperty('message_id');
    const { bot } = stage.sandbox.world;
    await player.setStatus(forum, bot, { status: 'administrator' });
    const sent = { chat_id: forum.id, message_thread_id: his.message_thread_id, text: 'hi' };
    expect(await stage.call('sendMessage', sent)).toMatchObject({ ok: true });
    const none = { ...his, message_thread_id: 999 };
    await expect(player.closeTopic(forum, none)).rejects.toThrow('no topic 999');
    const plain = await player.group({ title: 'Tim', type: 'supergroup', members: [ana] });
    await expect(player.closeTopic(plain)).rejects.toThrow('no topics');
  });

  test('lets the bot begin topics as an administrator', async () => {
    const chat_id = forum.id;
    expect(await stage.call('createForumTopic', { chat_id, name: 'Stok' })).toMatchObject({
      description: 'Bad Request: not enough rights to create a topic',
    });
    await stage.player.setStatus(forum, stage.sandbox.world.bot, { status: 'administrator' });
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

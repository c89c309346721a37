import { beforeEach, describe, expect, test } from 'vitest';
import type { Chat, User } from '../../../../src/sandbox/telegram/client/player.ts';
import { setStage } from '../stage.ts';
import { updatesOf } from '../updates-of.ts';

const stage = setStage();
const withMembers = ['message', 'my_chat_member', 'chat_member'];
let budi: User;
let bot: User;

beforeEach(async () => {
  budi = await stage.player.person({ first_name: 'Budi' });
  bot = stage.sandbox.world.bot;
});

async function openTeam(type: 'group' | 'supergroup', bot_is_admin = false): Promise<Chat> {
  const team = await stage.player.group({ title: 'Tim', type, members: [stage.ana], bot_is_admin });
  await updatesOf(stage, withMembers);
  return team;
}

describe('who comes and goes', () => {
  test('is a service message that the bot hears', async () => {
    const team = await openTeam('group');
    await stage.player.addMember(team, budi);
    await stage.player.removeMember(team, budi);
    expect(await updatesOf(stage)).toMatchObject([
      { message: { from: { id: stage.ana.id }, new_chat_members: [budi] } },
      { message: { from: { id: stage.ana.id }, left_chat_member: budi } },
    ]);
    expect(await stage.player.chat(team)).toMatchObject({ members: [stage.ana.id, bot.id] });
  });

  test('is told to an administrator as a change of its standing too', async () => {
    const team = await openTeam('supergroup', true);
    await stage.player.addMember(team, budi);
    await stage.player.setStatus(team, budi, { status: 'administrator' });
    await stage.player.removeMember(team, budi, { by: budi });
    const told = await updatesOf(stage, withMembers);
    const changes = told.flatMap(({ chat_member: change }) =>
      change ? [[change.old_chat_member.status, change.new_chat_member.status]] : [],
    );
    expect(changes).toEqual([
      ['left', 'member'],
      ['member', 'administrator'],
      ['administrator', 'left'],
    ]);
  });

  test('is no change of standing for a bot that is a plain member', async () => {
    const team = await openTeam('supergroup');
    await stage.player.addMember(team, budi);
    const told = await updatesOf(stage, withMembers);
    expect(told.map(Object.keys)).toEqual([['update_id', 'message']]);
  });

  test('may be the bot: thrown out it can do nothing, brought back it can', async () => {
    const team = await openTeam('supergroup');
    await stage.player.removeMember(team, bot);
    expect(await updatesOf(stage)).toMatchObject([
      { message: { left_chat_member: { id: bot.id } } },
      {
        my_chat_member: {
          from: { id: stage.ana.id },
          old_chat_member: { status: 'member' },
          new_chat_member: { status: 'kicked', until_date: 0 },
        },
      },
    ]);
    expect(await stage.player.chat(team)).toMatchObject({ bot_is_member: false });
    expect(await stage.call('sendMessage', { chat_id: team.id, text: 'hi' })).toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was kicked from the supergroup chat',
    });
    await stage.player.say(stage.ana, team, '/start@ngorder_sandbox_bot');
    expect(await updatesOf(stage)).toEqual([]);
    await stage.player.addMember(team, bot);
    expect(await updatesOf(stage)).toMatchObject([
      { my_chat_member: { new_chat_member: { status: 'member' } } },
      { message: { new_chat_members: [{ id: bot.id }] } },
    ]);
    expect(await stage.call('sendMessage', { chat_id: team.id, text: 'hi' })).toMatchObject({
      ok: true,
    });
  });

  test('may be the bot by itself', async () => {
    const team = await openTeam('group');
    expect(await stage.result('leaveChat', { chat_id: team.id })).toBe(true);
    expect(await stage.call('sendMessage', { chat_id: team.id, text: 'hi' })).toMatchObject({
      description: 'Forbidden: bot is not a member of the group chat',
    });
    expect(await stage.call('leaveChat', { chat_id: team.id })).toMatchObject({
      description: 'Bad Request: USER_NOT_PARTICIPANT',
    });
    expect(await stage.call('leaveChat', { chat_id: stage.chat.id })).toMatchObject({
      description: "Bad Request: chat member status can't be changed in private chats",
    });
  });

  test('is refused when it makes no sense, and nothing changes', async () => {
    const { player, ana, chat } = stage;
    const team = await openTeam('group');
    const before = await player.state();
    await expect(player.addMember(team, ana)).rejects.toThrow('Ana is in this group');
    await expect(player.removeMember(team, budi)).rejects.toThrow("Budi isn't in this group");
    await expect(player.removeMember(team, ana)).rejects.toThrow('Ana owns this group');
    await expect(player.addMember(chat, budi)).rejects.toThrow('A private chat is no group');
    await expect(player.setStatus(team, budi, { status: 'member' })).rejects.toThrow("isn't in");
    expect(await player.state()).toEqual(before);
    expect(await updatesOf(stage)).toEqual([]);
  });
});

describe('an administrator', () => {
  test('is named among them, the bot included', async () => {
    const team = await openTeam('supergroup', true);
    await stage.player.addMember(team, budi);
    await stage.player.setStatus(team, budi, { status: 'administrator', is_anonymous: true });
    expect(await stage.result('getChatAdministrators', { chat_id: team.id })).toMatchObject([
      { user: { id: stage.ana.id }, status: 'creator', is_anonymous: false },
      { user: { id: bot.id }, status: 'administrator', is_anonymous: false },
      {
        user: { id: budi.id },
        status: 'administrator',
        is_anonymous: true,
        can_pin_messages: true,
      },
    ]);
  });

  test('can write in the name of the group', async () => {
    const { player, ana } = stage;
    const team = await openTeam('supergroup');
    await player.addMember(team, budi);
    await updatesOf(stage);
    await expect(player.say(budi, team, 'hi', { anonymous: true })).rejects.toThrow(
      'administrator',
    );
    await player.setStatus(team, budi, { status: 'administrator', is_anonymous: true });
    await player.say(budi, team, '/list@ngorder_sandbox_bot');
    await player.say(budi, team, '/list@ngorder_sandbox_bot', { anonymous: false });
    await player.say(ana, team, '/list@ngorder_sandbox_bot', { anonymous: true });
    const group = {
      from: { id: 1087968824, is_bot: true, username: 'GroupAnonymousBot' },
      sender_chat: { id: team.id, type: 'supergroup', title: 'Tim' },
    };
    expect(await updatesOf(stage)).toMatchObject([
      { message: group },
      { message: { from: { id: budi.id } } },
      { message: group },
    ]);
    const nobody = { chat_id: team.id, user_id: group.from.id };
    expect(await stage.result('getChatMember', nobody)).toMatchObject({ status: 'left' });
  });
});

describe('a person who blocks the bot', () => {
  test('hears nothing from it until they let it speak again', async () => {
    const { player, ana, chat, call } = stage;
    await player.block(ana);
    expect(await call('sendMessage', { chat_id: chat.id, text: 'hi' })).toEqual({
      ok: false,
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    expect(await player.state()).toMatchObject({ blocked: [ana.id] });
    await expect(player.say(ana, chat, 'hi')).rejects.toThrow('blocked');
    await expect(player.block(ana)).rejects.toThrow('409');
    await player.unblock(ana);
    expect(await call('sendMessage', { chat_id: chat.id, text: 'hi' })).toMatchObject({ ok: true });
    expect(await updatesOf(stage)).toMatchObject([
      { my_chat_member: { chat: { id: ana.id }, new_chat_member: { status: 'kicked' } } },
      { my_chat_member: { chat: { id: ana.id }, new_chat_member: { status: 'member' } } },
    ]);
  });
});

test('a person can have another name and language, or none', async () => {
  const { player, ana, chat } = stage;
  await player.change(ana, { first_name: 'Ani', language_code: 'id', username: null });
  await player.say(ana, chat, 'hi');
  expect(await updatesOf(stage)).toMatchObject([
    { message: { from: { id: ana.id, is_bot: false, first_name: 'Ani', language_code: 'id' } } },
  ]);
  expect(await player.user(ana.id)).not.toHaveProperty('username');
  expect(await player.chat(chat)).toMatchObject({ first_name: 'Ani' });
});

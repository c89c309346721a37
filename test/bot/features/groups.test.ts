// A group that the bot comes into is told what it can do there and how to call it: once, and only by the team.

import type { Update } from 'grammy/types';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Chat, User } from '../../../src/sandbox/telegram/client/player.ts';
import { onSqlite } from '../../store/databases.ts';
import { type BotWorld, openBotWorld } from '../bot-world.ts';

const database = onSqlite();
let world: BotWorld;
let me: User;
beforeEach(async () => {
  world = await openBotWorld({ database });
  me = (await world.play.state()).bot;
});

/** What the bot has said in a chat, once it has heard all there is. */
async function saidIn(chat: Chat): Promise<string[]> {
  await world.handleAll();
  const messages = await world.play.messages(chat);
  return messages.filter(({ from }) => from?.id === me.id).map(({ text }) => text ?? '');
}

const kinds = ['group', 'supergroup'] as const;
const greeting = expect.stringContaining('Hello, team of Toko first!');

describe.each(kinds)('a %s that somebody of the team', (type) => {
  test('makes with the bot in it is greeted in two lines, with a way to call it that always works', async () => {
    const { play, sari } = world;
    const group = await play.group({ title: 'Tim', type, members: [sari] });
    const [said = '', ...more] = await saidIn(group);
    expect(more).toEqual([]);
    const [hello, calling, ...rest] = said.split('\n');
    expect(hello).toEqual(greeting);
    expect(hello).toContain('phones and addresses are masked');
    expect(calling).toContain(`/cancel@${me.username}`);
    expect(rest).toEqual([]);
  });

  test('lets the bot into later is greeted', async () => {
    const { play, sari } = world;
    const group = await play.group({ title: 'Tim', type, members: [sari] });
    await play.removeMember(group, me);
    // Whatever the bot could have heard of its first time there.
    await world.heard();
    await play.addMember(group, me);
    expect(await saidIn(group)).toEqual([greeting]);
  });

  test('removes the bot from and lets it into again is greeted once each time', async () => {
    const { play, sari } = world;
    const group = await play.group({ title: 'Tim', type, members: [sari] });
    expect(await saidIn(group)).toHaveLength(1);
    await play.removeMember(group, me);
    await world.handleAll();
    await play.addMember(group, me);
    expect(await saidIn(group)).toEqual([greeting, greeting]);
  });

  test('makes the bot an administrator of hears that the bare command is enough', async () => {
    const { play, sari } = world;
    const group = await play.group({ title: 'Tim', type, members: [sari], bot_is_admin: true });
    const [said = ''] = await saidIn(group);
    expect(said).toContain('Call me with /cancel;');
    expect(said).not.toContain(`@${me.username}`);
  });

  test('has greeted by the bot is told nothing twice, whatever comes after', async () => {
    const { play, sari } = world;
    const group = await play.group({ title: 'Tim', type, members: [sari] });
    await saidIn(group);
    await play.setStatus(group, me, { status: 'administrator' });
    await play.setStatus(group, me, { status: 'member' });
    expect(await saidIn(group)).toHaveLength(1);
    await play.say(sari, group, `/help@${me.username}`);
    expect(await saidIn(group)).toEqual([greeting, expect.stringContaining('What I can do')]);
  });

  test('is told of only later, by an update that comes again, is greeted once', async () => {
    const { play, sari } = world;
    const group = await play.group({ title: 'Tim', type, members: [sari] });
    const updates = await world.heard();
    for (const update of [...updates, ...updates]) await world.handle(update);
    expect(await saidIn(group)).toHaveLength(1);
  });
});

describe.each(kinds)('a %s that a stranger lets the bot into', (type) => {
  test('hears nothing until somebody of the team uses the bot there', async () => {
    const { play, sari, outsider } = world;
    const group = await play.group({ title: 'Lain', type, members: [outsider, sari] });
    expect(await saidIn(group)).toEqual([]);
    await play.say(sari, group, `/help@${me.username}`);
    expect(await saidIn(group)).toEqual([
      expect.stringContaining('Everybody in this group sees'),
      expect.stringContaining('What I can do'),
    ]);
  });
});

test('a stranger’s group in which somebody of the team makes the bot an administrator is greeted', async () => {
  const { play, outsider, sari } = world;
  const group = await play.group({ title: 'Tim', type: 'supergroup', members: [outsider, sari] });
  expect(await saidIn(group)).toEqual([]);
  world.members.delete(sari.id);
  world.members.add(outsider.id);
  await play.setStatus(group, me, { status: 'administrator' });
  expect(await saidIn(group)).toEqual([greeting]);
});

describe('a group that becomes a supergroup', () => {
  test('is not greeted again there', async () => {
    const { play, sari } = world;
    const group = await play.group({ title: 'Tim', type: 'group', members: [sari] });
    await saidIn(group);
    const supergroup = await play.upgrade(group);
    expect(await saidIn(supergroup)).toEqual([]);
  });

  test('is not greeted again there whichever of its updates comes first', async () => {
    const { play, sari } = world;
    const group = await play.group({ title: 'Tim', type: 'group', members: [sari] });
    await saidIn(group);
    const supergroup = await play.upgrade(group);
    for (const update of (await world.heard()).toReversed()) await world.handle(update);
    expect(await saidIn(supergroup)).toEqual([]);
  });

  test('keeps no other supergroup from being greeted', async () => {
    const { play, sari } = world;
    await saidIn(await play.group({ title: 'Tim', type: 'group', members: [sari] }));
    const other = await play.group({ title: 'Gudang', type: 'supergroup', members: [sari] });
    expect(await saidIn(other)).toEqual([greeting]);
  });
});

test('a channel that somebody of the team lets the bot into hears nothing', async () => {
  const { handle, sari, play, failures } = world;
  const chat = { id: -1_002_222_222_222, type: 'channel', title: 'Toko' };
  const user = { id: me.id, is_bot: true, first_name: 'Bot' };
  const before = (await play.calls()).length;
  await handle({
    update_id: 5_000_000,
    my_chat_member: {
      chat,
      from: sari,
      date: 1,
      old_chat_member: { user, status: 'left' },
      new_chat_member: { user, status: 'administrator' },
    },
  } as unknown as Update);
  expect((await play.calls()).slice(before)).toEqual([]);
  expect(failures).toEqual([]);
});

test('a group that takes no message is greeted to the person who let the bot in, with the reason', async () => {
  const { play, sari } = world;
  const alone = await play.privateChat(sari);
  const refused = {
    code: 400,
    description: 'Bad Request: not enough rights to send text messages',
  };
  await play.fault({ method: 'sendMessage', kind: 'refuse', ...refused });
  await play.group({ title: 'Tim', type: 'group', members: [sari] });
  const [said = ''] = await saidIn(alone);
  expect(said).toMatch(/Hello, team of[\s\S]*I can’t send that to the group/);
});

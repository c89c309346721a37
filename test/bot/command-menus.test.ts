// What a slash offers: to each member of the team what they may do, in the language of the chat; to others how to begin.

import { beforeEach, describe, expect, test } from 'vitest';
import { features } from '../../src/bot/bot.ts';
import { createCommandMenus } from '../../src/bot/command-menus.ts';
import { commandsOf } from '../../src/bot/feature.ts';
import type { Chat, User } from '../../src/sandbox/telegram/client/player.ts';
import { onSqlite } from '../store/databases.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

const database = onSqlite();
let world: BotWorld;
let chat: Chat;
beforeEach(async () => {
  world = await openBotWorld({ database });
  chat = await world.play.privateChat(world.sari);
});

async function offered(person: User, where: Chat): Promise<string[]> {
  return (await world.play.commandsFor(person, where)).map(({ command }) => command);
}

function becomesOffered(person: User, where: Chat, commands: readonly string[]) {
  return expect.poll(() => offered(person, where)).toEqual(commands);
}

const inMenu = commandsOf(features).filter(({ menu }) => menu !== undefined);
const inEnglish = inMenu.map(({ name }) => name.en);
const inIndonesian = inMenu.map(({ name }) => name.id);

/** Sari chooses Indonesian for a chat. */
async function choosesIndonesian(where: Chat): Promise<void> {
  const { sari, play } = world;
  const { bot } = await play.state();
  const menu = await world.asks(sari, where, `/settings@${bot.username}`);
  await world.presses(sari, menu, 'Language');
  await world.presses(sari, menu, 'Bahasa Indonesia');
}

const publish = () => world.parts.commandMenus.publish(world.parts.chats.locale);

describe('once the bot runs', () => {
  test('a member is offered what they may do before the first word, and nobody else more than how to begin', async () => {
    const { play, sari, outsider } = world;
    const theirs = await play.privateChat(outsider);
    const group = await play.group({ title: 'Lain', type: 'group', members: [outsider] });
    await publish();
    expect(await offered(sari, chat)).toEqual(inEnglish);
    expect(await offered(outsider, theirs)).toEqual(['start']);
    expect(await offered(outsider, group)).toEqual(['start']);
  });

  test('who reads Telegram in the other language is told how to begin in that', async () => {
    const { play } = world;
    const siti = await play.person({ first_name: 'Siti', language_code: 'id' });
    const theirs = await play.privateChat(siti);
    await publish();
    expect(await play.commandsFor(siti, theirs)).toEqual([
      { command: 'start', description: 'Mulai' },
    ]);
  });

  test('Telegram is told nothing that it knows', async () => {
    await publish();
    const before = (await world.play.calls()).length;
    await publish();
    const since = (await world.play.calls()).slice(before).map(({ method }) => method);
    expect(since).not.toContain('setMyCommands');
  });
});

describe('a member of the team', () => {
  test('is offered the other language in a chat that has chosen it', async () => {
    await publish();
    await choosesIndonesian(chat);
    await becomesOffered(world.sari, chat, inIndonesian);
  });

  test('is not offered what they may not do', async () => {
    world.forbidden.add('cancel');
    await world.asks(world.sari, chat, '/help');
    await becomesOffered(
      world.sari,
      chat,
      inEnglish.filter((command) => command !== 'cancel'),
    );
  });

  test('is offered a right that was given meanwhile, some minutes later at the next word', async () => {
    const { parts, forbidden, sari, api } = world;
    let ms = 0;
    const menus = createCommandMenus({
      ...parts,
      api,
      commands: commandsOf(features),
      team: { ...parts.team, everybody: async () => [sari.id] },
      now: () => ms,
    });
    forbidden.add('cancel');
    await menus.keepUp(chat.id, sari.id, 'en');
    forbidden.clear();
    await menus.keepUp(chat.id, sari.id, 'en');
    expect(await offered(sari, chat)).not.toContain('cancel');
    ms += 10 * 60_000;
    await menus.keepUp(chat.id, sari.id, 'en');
    expect(await offered(sari, chat)).toContain('cancel');
  });

  test('who was a stranger a moment ago is offered the commands as soon as they are one', async () => {
    const { outsider, members, play } = world;
    const theirs = await play.privateChat(outsider);
    await world.asks(outsider, theirs, '/help');
    members.add(outsider.id);
    await world.asks(outsider, theirs, '/help');
    await becomesOffered(outsider, theirs, inEnglish);
  });

  test('who is one no longer is offered nothing more than others, once they write', async () => {
    const { sari, members, play } = world;
    await publish();
    members.delete(sari.id);
    await play.say(sari, chat, '/help');
    await world.handleAll();
    await becomesOffered(sari, chat, ['start']);
  });
});

describe.each(['group', 'supergroup'] as const)('in a %s', (type) => {
  test('everybody of the team is offered the commands as soon as the bot comes in, and others are not', async () => {
    const { play, sari, outsider, members } = world;
    const budi = await play.person({ first_name: 'Budi' });
    members.add(budi.id);
    const group = await play.group({ title: 'Tim', type, members: [sari, budi, outsider] });
    await world.handleAll();
    await becomesOffered(sari, group, inEnglish);
    await becomesOffered(budi, group, inEnglish);
    await publish();
    expect(await offered(outsider, group)).toEqual(['start']);
  });

  test('one chooses a language and all of the team are offered it', async () => {
    const { play, sari, members } = world;
    const budi = await play.person({ first_name: 'Budi' });
    members.add(budi.id);
    const group = await play.group({ title: 'Tim', type, members: [sari, budi] });
    await choosesIndonesian(group);
    await becomesOffered(budi, group, inIndonesian);
    await becomesOffered(sari, group, inIndonesian);
  });
});

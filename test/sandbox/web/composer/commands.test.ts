import { expect, test } from 'vitest';
import { addressed, commandsFor } from '../../../../src/sandbox/web/composer/command-list.ts';
import { commandScopes } from '../../../../src/sandbox/web/composer/command-scopes.ts';
import type { Chat, User } from '../../../../src/sandbox/web/world/telegram.ts';

const sari: User = { id: 2, is_bot: false, first_name: 'Sari', language_code: 'id' };
const open = {
  members: [1, 2],
  standings: [],
  bot_is_member: true,
  topics: [],
  pinned_message_ids: [],
} satisfies Partial<Chat>;
const group: Chat = { id: -100, type: 'supergroup', title: 'Tim Toko', ...open };
const herChat: Chat = { id: 2, type: 'private', first_name: 'Sari', ...open };

const commands = ['cancel', 'canceled', 'export'].map((command) => ({ command, description: '-' }));
const offered = (typed: string): string[] =>
  commandsFor(typed, commands).map(({ command }) => command);

test('commands are offered while their name is being typed, and not after it', () => {
  expect(offered('/')).toEqual(['cancel', 'canceled', 'export']);
  expect(offered('/CAN')).toEqual(['cancel', 'canceled']);
  expect(offered('/cancel@some')).toEqual(['cancel', 'canceled']);
  expect(offered('/cancel 1338')).toEqual([]);
  expect(offered('see /cancel')).toEqual([]);
  expect(offered('')).toEqual([]);
});

test('a command carries the name of the bot in groups, once', () => {
  expect(addressed('cancel', 'supergroup', 'ngorder_bot')).toBe('/cancel@ngorder_bot');
  expect(addressed('/cancel@ngorder_bot', 'group', 'ngorder_bot')).toBe('/cancel@ngorder_bot');
  expect(addressed('/cancel', 'private', 'ngorder_bot')).toBe('/cancel');
});

test('the narrowest commands count, those in the language of the person first', () => {
  expect(commandScopes(herChat, sari)).toEqual([
    { scope: 'chat', chat_id: 2, language_code: 'id' },
    { scope: 'chat', chat_id: 2 },
    { scope: 'all_private_chats', language_code: 'id' },
    { scope: 'all_private_chats' },
    { scope: 'default', language_code: 'id' },
    { scope: 'default' },
  ]);
  const { language_code: _, ...withoutLanguage } = sari;
  expect(commandScopes(group, withoutLanguage)).toEqual([
    { scope: 'chat_member', chat_id: -100, user_id: 2 },
    { scope: 'chat', chat_id: -100 },
    { scope: 'all_group_chats' },
    { scope: 'default' },
  ]);
});

test('administrators have lists of their own, each before the one for everybody there', () => {
  const standings: Chat['standings'] = [{ id: sari.id, status: 'administrator' }];
  const { language_code: _, ...withoutLanguage } = sari;
  expect(commandScopes({ ...group, standings }, withoutLanguage).map(({ scope }) => scope)).toEqual(
    [
      'chat_member',
      'chat_administrators',
      'chat',
      'all_chat_administrators',
      'all_group_chats',
      'default',
    ],
  );
});

import { expect, test } from 'vitest';
import { addressed, commandsFor } from '../../../../src/sandbox/web/composer/command-list.ts';

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

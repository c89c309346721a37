import { readFileSync } from 'node:fs';
import type { Message } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import { features } from '../../src/bot/bot.ts';
import { namesOf, readCommand } from '../../src/bot/commands.ts';
import { commandsOf } from '../../src/bot/feature.ts';

/** A message that begins with a command as Telegram marks it. */
function written(text: string, field: 'text' | 'caption' = 'text'): Message {
  const [command = ''] = text.split(/\s/);
  const entities = [{ type: 'bot_command', offset: 0, length: command.length }];
  return { [field]: text, [field === 'text' ? 'entities' : 'caption_entities']: entities } as never;
}

describe('a command that somebody writes', () => {
  test.each([
    ['/cancel 1338', { name: 'cancel', words: '1338', named: false }],
    ['/Cancel 1338', { name: 'cancel', words: '1338', named: false }],
    ['/BATAL', { name: 'batal', words: '', named: false }],
    ['/cancel@shop_bot 1338', { name: 'cancel', words: '1338', named: true }],
    ['/cancel@Shop_Bot   PO 10735 ', { name: 'cancel', words: 'PO 10735', named: true }],
    [
      '/canceled\nrejected 1-15 Jan',
      { name: 'canceled', words: 'rejected 1-15 Jan', named: false },
    ],
  ])('%j is read', (text, read) => {
    expect(readCommand(written(text), 'shop_bot')).toEqual(read);
    expect(readCommand(written(text, 'caption'), 'shop_bot')).toEqual(read);
  });

  test.each([
    '/cancel\u00a01338',
    '/cancel \t 1338\n',
    '/cancel\n1338',
    '\u200b/cancel 1338',
    '\u2060 /Cancel 1338\u200b',
  ])('with unusual white space is read too: %j', (text) => {
    const offset = text.indexOf('/');
    const entities = [{ type: 'bot_command', offset, length: '/cancel'.length }];
    const read = readCommand({ text, entities } as never, 'shop_bot');
    expect(read?.name).toBe('cancel');
    expect(read?.words.replaceAll('\u200b', '')).toBe('1338');
  });

  test('is none when it is for another bot, further down, or not marked as one', () => {
    expect(readCommand(written('/cancel@other_bot 1338'), 'shop_bot')).toBeUndefined();
    const later = {
      text: 'see /cancel',
      entities: [{ type: 'bot_command', offset: 4, length: 7 }],
    };
    expect(readCommand(later as never, 'shop_bot')).toBeUndefined();
    expect(readCommand({ text: '/cancel' } as never, 'shop_bot')).toBeUndefined();
    expect(readCommand(undefined, 'shop_bot')).toBeUndefined();
  });
});

describe('the commands of all features', () => {
  const names = commandsOf(features).flatMap(namesOf);

  test('can be set at Telegram', () => {
    for (const name of names) expect(name).toMatch(/^[a-z0-9_]{1,32}$/);
    expect(new Set(names).size).toBe(names.length);
  });

  test('stand in the README, by every name', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    for (const name of names) expect(readme).toMatch(new RegExp(`\`/${name}[ \`]`));
  });
});

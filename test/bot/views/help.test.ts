import { describe, expect, test } from 'vitest';
import { features } from '../../../src/bot/bot.ts';
import { namesOf } from '../../../src/bot/commands.ts';
import { commandsOf } from '../../../src/bot/feature.ts';
import { greetingView } from '../../../src/bot/views/help.ts';
import { enInGroup, idInGroup } from './sendable.ts';

const commands = commandsOf(features);
const bot = 'toko_081234567890_bot';

describe.each([
  ['Indonesian', idInGroup],
  ['English', enInGroup],
])('the greeting of a group in %s', (_, localizer) => {
  const greeting = (hearsAll: boolean) =>
    greetingView('Toko Kawan', commands, { bot, hearsAll }, localizer).text;

  test('is two lines, with commands of that language alone', () => {
    for (const hearsAll of [true, false]) {
      const text = greeting(hearsAll);
      expect(text.split('\n')).toHaveLength(2);
      expect(text).toContain('Toko Kawan');
      const other = localizer.locale === 'id' ? 'en' : 'id';
      for (const command of commands) {
        if (command.name.en !== command.name.id) {
          expect(text).not.toMatch(new RegExp(`/${command.name[other]}\\b`));
        }
      }
    }
  });

  test('names a way to call the bot that privacy mode lets through, whatever the bot is called', () => {
    const names = commands.flatMap(namesOf);
    const [, named] = /\/(\w+)@toko_081234567890_bot\b/.exec(greeting(false)) ?? [];
    expect(names).toContain(named);
    expect(greeting(true)).not.toContain('@');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  fieldsCarriedOut,
  parametersCarriedOut,
  updatesCarriedOut,
} from '../../../../src/sandbox/telegram/bot-api/coverage.ts';
import { readmeFile, withCoverage } from './coverage-table.ts';
import { factsFile, factsOfTypes, updatesOfTypes } from './facts.ts';
import { readInstalledTypes } from './installed-types.ts';

const facts = factsOfTypes();
const updates = updatesOfTypes();

/** Former names that Telegram still takes, and that the reference no longer has. */
const former = ['reply_to_message_id', 'allow_sending_without_reply', 'disable_web_page_preview'];

describe("the sandbox's facts about the Bot API", () => {
  test('are those of the installed grammY types', () => {
    expect(JSON.parse(readFileSync(factsFile, 'utf8'))).toEqual(facts);
  });

  test('know every method, and every parameter and field that the sandbox carries out', () => {
    expect(Object.keys(facts.methods).length).toBeGreaterThan(180);
    const undocumented = Object.entries(parametersCarriedOut).flatMap(([method, names]) => {
      const shape = facts.methods[method] ?? {};
      return names.filter((name) => !(name in shape || `${name}?` in shape));
    });
    expect([...new Set(undocumented)].sort()).toEqual([...former].sort());
    const unknown = Object.entries(fieldsCarriedOut).flatMap(([type, names]) => {
      const definition = facts.types[type];
      const shape = definition && 'fields' in definition ? definition.fields : {};
      return names.filter((name) => !(name in shape || `${name}?` in shape));
    });
    expect(unknown).toEqual([]);
    expect(updates).toEqual(expect.arrayContaining([...updatesCarriedOut]));
  });

  test('are made of types that were read whole', () => {
    const { methods, interfaces } = readInstalledTypes();
    expect(methods.get('sendMessage')?.map(({ name }) => name)).toContain('reply_markup');
    expect(methods.get('getMe')).toEqual([]);
    expect(interfaces.get('ReplyParameters')?.length).toBeGreaterThan(8);
    expect(interfaces.get('InlineKeyboardButton.UrlButton')?.map(({ name }) => name)).toContain(
      'text',
    );
    const unreadable = Object.values(facts.types).flatMap((definition) =>
      'fields' in definition
        ? Object.keys(definition.fields).filter((name) => definition.fields[name]?.length === 0)
        : definition.oneOf.filter((type) => !Object.hasOwn(facts.types, type)),
    );
    expect(unreadable).toEqual([]);
  });

  test('make the table of coverage in the README', () => {
    expect(readFileSync(readmeFile, 'utf8')).toBe(withCoverage(facts, updates));
  });
});

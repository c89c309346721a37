import { GrammyError } from 'grammy';
import { describe, expect, test } from 'vitest';
import {
  cannotBeEdited,
  isChatGone,
  isRefusal,
  isTooLarge,
  isTransient,
  mayNotWrite,
} from '../../src/telegram/errors.ts';

describe('of what a call is refused with', () => {
  const errorOf = (method: string, error_code: number, description: string) =>
    new GrammyError('refused', { ok: false, error_code, description }, method, {});
  const predicates = {
    isChatGone,
    mayNotWrite,
    cannotBeEdited,
    isTooLarge,
    isTransient,
    isRefusal,
  };
  const whatIs = (error: unknown) =>
    Object.entries(predicates)
      .filter(([, holds]) => holds(error))
      .map(([name]) => name);

  test.each([
    ['sendMessage', 403, 'Forbidden: bot was blocked by the user', ['isChatGone', 'isRefusal']],
    ['sendMessage', 400, 'Bad Request: CHAT_RESTRICTED', ['mayNotWrite', 'isRefusal']],
    ['sendMessage', 400, 'Bad Request: TOPIC_CLOSED', ['mayNotWrite', 'isRefusal']],
    ['editMessageText', 400, 'Bad Request: MESSAGE_ID_INVALID', ['cannotBeEdited', 'isRefusal']],
    ['sendDocument', 413, 'Request Entity Too Large', ['isTooLarge', 'isRefusal']],
    ['sendMessage', 429, 'Too Many Requests: retry after 60', ['isTransient']],
    ['sendMessage', 502, 'Bad Gateway', ['isTransient']],
  ])('%s %i %s is %o', (method, code, description, expected) => {
    expect(whatIs(errorOf(method, code, description))).toEqual(expected);
  });

  test('a mistake of the bot is none of these', () => {
    expect(whatIs(new TypeError('of the bot'))).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { outcomeText } from '../../../../../src/sandbox/web/backstage/wire/outcome-text.ts';
import {
  filtered,
  lineOfBotCall,
  lineOfUpdate,
  linesKept,
  tied,
  type WireLine,
  withLines,
} from '../../../../../src/sandbox/web/backstage/wire/wire.ts';
import { texts } from '../../../../../src/sandbox/web/i18n/texts.ts';
import { asked, called, pressed, pressId, written } from './lines.ts';

const outcomeOf = ({ outcome }: WireLine): string => outcomeText(outcome, texts.en.backstage.wire);

const causes = (lines: readonly WireLine[]) => lines.map(({ cause }) => cause);

describe('what follows an update', () => {
  test('is guessed by chat and time', () => {
    const [sari, budi] = [written(1000, 1, '/cancel 1338'), written(1001, 2, '/canceled')];
    const lines = tied([
      sari,
      budi,
      called(1010, 'sendMessage', { chat_id: 1 }),
      called(1011, 'sendMessage', { chat_id: 2 }),
      asked(1012, '/order'),
    ]);
    expect(causes(lines).slice(2)).toEqual([
      { updateId: sari.cause?.updateId, certain: false },
      { updateId: budi.cause?.updateId, certain: false },
      { updateId: budi.cause?.updateId, certain: false },
    ]);
  });

  test('is certain where the call names the press that it answers', () => {
    const press = pressed(1000, 1, 'yes');
    const answer = called(1005, 'answerCallbackQuery', {
      chat_id: 1,
      params: { callback_query_id: pressId(press) },
    });
    const lines = tied([press, written(1001, 1, 'and more'), answer]);
    expect(lines[2]?.cause).toEqual({ updateId: press.cause?.updateId, certain: true });
  });

  test('is nothing that belongs to no chat, or comes long after', () => {
    const lines = tied([
      called(900, 'sendMessage', { chat_id: 1 }),
      written(1000, 1, 'halo'),
      called(1001, 'setMyCommands'),
      asked(1002, '/shop'),
      called(100_000, 'sendMessage', { chat_id: 1 }),
      asked(100_001, '/order'),
    ]);
    expect(causes(lines).filter((cause) => cause !== undefined)).toHaveLength(1);
  });
});

describe('the lines', () => {
  test('say who wrote what, and of a message without words what it holds', () => {
    const chat = { id: -5, type: 'group' as const, title: 'x' };
    const from = { id: 1, is_bot: false, first_name: 'Sari' };
    const message = { message_id: 1, date: 0, chat, from, left_chat_member: from };
    const update = { update_id: 5, message: message as never };
    expect(lineOfUpdate({ at: 1, chat_id: -5, update }).about).toBe('Sari: left_chat_member');
    expect(written(1, 1, 'halo').about).toBe('Person 1: halo');
    expect(pressed(1, 1, 'yes')).toMatchObject({ pressedBy: 'Person 1', about: 'yes' });
  });

  test('stand in the order of their beginning, and a request that ends stays where it is', () => {
    const slow = asked(1000, '/order', { number: 9_000_000, ms: undefined } as never);
    const lines = withLines([], [called(1002, 'getMe'), slow]);
    expect(lines.map(outcomeOf)).toEqual(['under way', '200']);
    const after = withLines(lines, [asked(1000, '/order', { number: 9_000_000, ms: 40 })]);
    expect(after.map((line) => [outcomeOf(line), line.ms])).toEqual([
      ['200', 40],
      ['200', 1],
    ]);
    expect(after[1]).toBe(lines[1]);
  });

  test('are the last thousand', () => {
    const many = Array.from({ length: linesKept + 50 }, (_, at) => called(at, 'getMe'));
    const lines = withLines([], many);
    expect(lines).toHaveLength(linesKept);
    expect(lines[0]?.at).toBe(50);
  });

  test('leave out polls that went well, and show those that did not', () => {
    const poll = { id: 1, at: 1, method: 'getUpdates', params: {}, ms: 1 };
    expect(lineOfBotCall({ ...poll, status: 200, response: {} })).toBeUndefined();
    const description = 'Conflict: terminated by other getUpdates request';
    const failed = lineOfBotCall({ ...poll, status: 409, response: { description } });
    expect(failed?.failed).toBe(true);
    expect(failed && outcomeOf(failed)).toBe(`409 · ${description}`);
  });
});

describe('one finds', () => {
  const update = written(1000, 1, '/cancel 1338');
  const lines = tied([
    update,
    asked(1001, '/order', { query: { keyword: '1338' } }),
    called(1002, 'sendMessage', { chat_id: 1, params: { text: 'Cancel this order?' } }),
    written(2000, 2, 'halo'),
    called(2001, 'sendMessage', { chat_id: 2, params: { text: 'Halo, Budi' } }),
  ]);
  const titles = (found: WireLine[]) => found.map(({ title }) => title);
  const all = { chatId: undefined, updateId: undefined, text: '' };

  test('everything, newest first', () => {
    expect(filtered(lines, all)).toEqual([...lines].reverse());
  });

  test('what belongs to a chat, the requests to Ngorder that follow it included', () => {
    expect(titles(filtered(lines, { ...all, chatId: 1 }))).toEqual([
      'sendMessage',
      'GET /order',
      'message',
    ]);
  });

  test('what belongs to an update', () => {
    const updateId = update.cause?.updateId;
    expect(titles(filtered(lines, { ...all, updateId }))).toHaveLength(3);
  });

  test('a text anywhere in the JSON, whatever its case', () => {
    expect(titles(filtered(lines, { ...all, text: 'halo, BUDI' }))).toEqual(['sendMessage']);
    expect(titles(filtered(lines, { ...all, text: 'nowhere' }))).toEqual([]);
  });
});

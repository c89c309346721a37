import { describe, expect, it, test } from 'vitest';
import { settle } from '../../../../src/sandbox/telegram/formatting/formatting.ts';
import { parseHtml } from '../../../../src/sandbox/telegram/formatting/html.ts';

const sent = (html: string) => settle(parseHtml(html));

describe('the text of a message', () => {
  test('is trimmed, and its formatting moves along', () => {
    expect(sent(' \n hi <b>you</b> \n')).toEqual({
      text: 'hi you',
      entities: [{ type: 'bold', offset: 3, length: 3 }],
    });
  });

  test('keeps the space that a format begins with', () => {
    expect(sent(' hi').text).toBe('hi');
    expect(sent('<u> hi</u>').text).toBe(' hi');
  });

  test('loses carriage returns and marks that turn its direction', () => {
    expect(sent('a\r\n\u202eb\tc <b>d</b>')).toEqual({
      text: 'a\nb c d',
      entities: [{ type: 'bold', offset: 6, length: 1 }],
    });
  });

  it.each([
    ['/cancel 1338', ['bot_command', '/cancel']],
    ['/cancel@my_bot 5', ['bot_command', '/cancel@my_bot']],
    ['see @ana_packs!', ['mention', '@ana_packs']],
    ['see https://ngorder.id/a?b=1.', ['url', 'https://ngorder.id/a?b=1']],
    ['see ngorder.id now', ['url', 'ngorder.id']],
    ['mail ana@toko.co.id', ['email', 'ana@toko.co.id']],
    ['call +62 812 3456 789', ['phone_number', '+62 812 3456 789']],
    ['#1338 #promo', ['hashtag', '#promo']],
    ['pay $USD', ['cashtag', '$USD']],
  ])('"%s" has %j in it by itself', (text, [type, covered]) => {
    const { entities } = settle({ text, entities: [] });
    const found = entities.map((entity) => [
      entity.type,
      text.slice(entity.offset, entity.offset + entity.length),
    ]);
    expect(found).toEqual([[type, covered]]);
  });

  it.each(['1/2', 'a/b', 'PO 10735', 'Rp 110.376', '18 Jan 2021, 10.37', '@ab'])(
    '"%s" has nothing in it by itself',
    (text) => expect(settle({ text, entities: [] }).entities).toEqual([]),
  );

  test('has nothing else where code is', () => {
    expect(sent('<b>a <code>/b</code> c</b>').entities).toEqual([
      { type: 'bold', offset: 0, length: 2 },
      { type: 'code', offset: 2, length: 2 },
      { type: 'bold', offset: 4, length: 2 },
    ]);
  });
});

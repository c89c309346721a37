import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseHtml } from '../../../../src/sandbox/telegram/formatting/html.ts';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe('parse_mode HTML', () => {
  test('any text that is escaped comes back equal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(parseHtml(escaped(text))).toEqual({ text, entities: [] });
      }),
    );
  });

  test('any escaped text in bold is bold from end to end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const entity = { type: 'bold', offset: 3, length: text.length };
        expect(parseHtml(`😀 <b>${escaped(text)}</b>`).entities).toEqual([entity]);
      }),
    );
  });

  test('any text is either parsed or refused with a reason', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>/&;ab ="\'#') }), (html) => {
        try {
          expect(parseHtml(html).text.length).toBeLessThanOrEqual(html.length);
        } catch (error) {
          expect(String(error)).toMatch(/can't parse entities: .+/);
        }
      }),
    );
  });

  it.each([
    ['<b>x</b><strong>x</strong>', ['bold', 'bold']],
    ['<i>x</i><em>x</em>', ['italic', 'italic']],
    ['<u>x</u><ins>x</ins>', ['underline', 'underline']],
    ['<s>x</s><strike>x</strike><del>x</del>', Array(3).fill('strikethrough')],
    ['<span class="tg-spoiler">x</span><tg-spoiler>x</tg-spoiler>', ['spoiler', 'spoiler']],
    ['<code>x</code><pre>x</pre>', ['code', 'pre']],
    ['<blockquote>x</blockquote>', ['blockquote']],
    ['<blockquote expandable>x</blockquote>', ['expandable_blockquote']],
    ['<B>x</B>', ['bold']],
    ['<b></b>', []],
    ['<a href="nowhere">x</a>', []],
  ])('%s is formatted as %j', (html, types) => {
    expect(parseHtml(html).entities.map(({ type }) => type)).toEqual(types);
  });

  test('a block of code keeps its language', () => {
    const html = '<pre><code class="language-sql">SELECT 1</code></pre>';
    expect(parseHtml(html)).toEqual({
      text: 'SELECT 1',
      entities: [{ type: 'pre', offset: 0, length: 8, language: 'sql' }],
    });
  });

  test('a link leads where its href says, else where its text says', () => {
    const html = '<a href="https://wa.me/62812?text=a&amp;b">chat</a> <a>ngorder.id</a>';
    expect(parseHtml(html).entities).toEqual([
      { type: 'text_link', offset: 0, length: 4, url: 'https://wa.me/62812?text=a&b' },
      { type: 'text_link', offset: 5, length: 10, url: 'http://ngorder.id/' },
    ]);
  });

  test('nested tags give nested entities, the outer one first', () => {
    expect(parseHtml('<b>a<i>b</i></b>').entities).toEqual([
      { type: 'bold', offset: 0, length: 2 },
      { type: 'italic', offset: 1, length: 1 },
    ]);
  });

  test('only four entities have names, numbers always work, anything else stays as it is', () => {
    expect(parseHtml('&lt;&gt;&amp;&quot;&#65;&#x42;&nbsp;&apos;& &#0;').text).toBe(
      '<>&"AB&nbsp;&apos;& &#0;',
    );
  });

  it.each([
    ['a<p>x</p>', 'Unsupported start tag "p" at byte offset 1'],
    ['é<br/>', 'Unsupported start tag "br/" at byte offset 2'],
    ['1 < 2', 'Unsupported start tag "" at byte offset 2'],
    ['😀</b>', 'Unexpected end tag at byte offset 4'],
    ['<b>x', `Can't find end tag corresponding to start tag "b"`],
    ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['x <b', 'Unclosed start tag at byte offset 2'],
    ['<a href="x', 'Unclosed start tag "a" at byte offset 0'],
    ['<b>x</b', 'Unclosed end tag at byte offset 4'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<a href=x_y>x</a>', 'Unexpected end of name token at byte offset 8'],
    ['<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
  ])('%s is refused: %s', (html, why) => {
    expect(() => parseHtml(html)).toThrow(`Bad Request: can't parse entities: ${why}`);
  });
});

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { settle } from '../../../../src/sandbox/telegram/formatting/formatting.ts';
import { parseHtml } from '../../../../src/sandbox/telegram/formatting/html.ts';
import { parseMarkdown } from '../../../../src/sandbox/telegram/formatting/markdown.ts';

const escaped = (text: string) => text.replaceAll(/[_*[\]()~`>#+\-=|{}.!\\]/g, '\\$&');
const escapedHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const marks = { b: '*', i: '_', u: '__', s: '~', 'tg-spoiler': '||' } as const;
type Tag = keyof typeof marks;

/** The same formatted text in both languages. */
interface Both {
  markdown: string;
  html: string;
}

const leaf = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  .map((text): Both => ({ markdown: escaped(text), html: escapedHtml(text) }));

/** Formats in each other, no tag in itself, and a text at each end: `__` next to `_` is ambiguous. */
function formatted(tags: Tag[]): fc.Arbitrary<Both> {
  if (tags.length === 0) return leaf;
  const wrapped = fc.constantFrom(...tags).chain((tag) => {
    const inner = formatted(tags.filter((other) => other !== tag));
    return fc.tuple(leaf, inner, leaf).map((parts) => around(tag, joined(parts)));
  });
  const pieces = fc.array(fc.tuple(wrapped, leaf).map(joined), { maxLength: 2 });
  return fc.tuple(leaf, pieces).map(([first, rest]) => joined([first, ...rest]));
}

const joined = (parts: Both[]): Both => ({
  markdown: parts.map(({ markdown }) => markdown).join(''),
  html: parts.map(({ html }) => html).join(''),
});

const around = (tag: Tag, { markdown, html }: Both): Both => ({
  markdown: `${marks[tag]}${markdown}${marks[tag]}`,
  html: `<${tag}>${html}</${tag}>`,
});

describe('parse_mode MarkdownV2', () => {
  test('any text that is escaped comes back equal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(parseMarkdown(escaped(text))).toEqual({ text, entities: [] });
      }),
    );
  });

  test('any escaped text in code is code from end to end', () => {
    const inCode = (text: string) => text.replaceAll(/[`\\]/g, '\\$&');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const entity = { type: 'code', offset: 3, length: text.length };
        expect(parseMarkdown(`😀 \`${inCode(text)}\``).entities).toEqual([entity]);
      }),
    );
  });

  test('the same formats mean the same as in HTML', () => {
    fc.assert(
      fc.property(formatted(['b', 'i', 'u', 's', 'tg-spoiler']), ({ markdown, html }) => {
        expect(parseMarkdown(markdown)).toEqual(parseHtml(html));
      }),
    );
  });

  test('any text is either parsed, within its own bounds, or refused with a reason', () => {
    const unit = fc.constantFrom(...'*_~|`[]()>!\\\n\r x😀', '||', '```', '](', '![');
    fc.assert(
      fc.property(fc.string({ unit }), (markdown) => {
        try {
          const { text, entities } = parseMarkdown(markdown);
          expect(text.length).toBeLessThanOrEqual(markdown.length);
          for (const { offset, length } of entities) {
            expect(length).toBeGreaterThan(0);
            expect(offset + length).toBeLessThanOrEqual(text.length);
          }
        } catch (error) {
          expect(String(error)).toMatch(/can't parse entities: .+/);
        }
      }),
    );
  });

  it.each([
    ['*x*', ['bold']],
    ['_x_', ['italic']],
    ['__x__', ['underline']],
    ['~x~', ['strikethrough']],
    ['||x||', ['spoiler']],
    ['`x`', ['code']],
    ['```\nx\n```', ['pre']],
    ['>x', ['blockquote']],
    ['>x\n>y||', ['expandable_blockquote']],
    ['![👍](tg://emoji?id=5368324170671202286)', ['custom_emoji']],
    ['_x_ *y*', ['italic', 'bold']],
    ['_*x*_', ['bold', 'italic']],
    ['___x_**__', ['italic', 'underline']],
    ['**', []],
    ['[x](nowhere)', []],
  ])('%j is formatted as %j', (markdown, types) => {
    expect(parseMarkdown(markdown).entities.map(({ type }) => type)).toEqual(types);
  });

  test('a block of code keeps its language and loses the line of it', () => {
    expect(parseMarkdown('```sql\nSELECT *```')).toEqual({
      text: 'SELECT *',
      entities: [{ type: 'pre', offset: 0, length: 8, language: 'sql' }],
    });
  });

  test('a link leads where its address says, with escaped brackets, else where its text says', () => {
    expect(parseMarkdown('[chat](https://wa.me/62812?a=\\)) [ngorder\\.id]').entities).toEqual([
      { type: 'text_link', offset: 0, length: 4, url: 'https://wa.me/62812?a=)' },
      { type: 'text_link', offset: 5, length: 10, url: 'http://ngorder.id/' },
    ]);
  });

  test('a quotation goes on over its lines, and two of them need something between', () => {
    expect(parseMarkdown('>a\n>b\n**>c\nd')).toEqual({
      text: 'a\nb\nc\nd',
      entities: [
        { type: 'blockquote', offset: 0, length: 4 },
        { type: 'blockquote', offset: 4, length: 2 },
      ],
    });
  });

  test('a message is trimmed around its formats', () => {
    expect(settle(parseMarkdown(' \n hi *you* \n'))).toEqual({
      text: 'hi you',
      entities: [{ type: 'bold', offset: 3, length: 3 }],
    });
  });

  it.each([
    ['Rp 1.000', "Character '.' is reserved and must be escaped with the preceding '\\'"],
    ['a > b', "Character '>' is reserved and must be escaped with the preceding '\\'"],
    ['`a\n`>b', "Character '>' is reserved and must be escaped with the preceding '\\'"],
    ['a|b', "Character '|' is reserved and must be escaped with the preceding '\\'"],
    ['😀 *x', "Can't find end of Bold entity at byte offset 5"],
    ['*_x*_', "Can't find end of Italic entity at byte offset 4"],
    ['```sql\nx', "Can't find end of PreCode entity at byte offset 0"],
    ['>*x\ny', "Can't find end of Bold entity at byte offset 1"],
    ['[x](https://ngorder', "Can't find end of a URL at byte offset 4"],
    ['![x]', 'The entity must contain a tg://emoji or tg://time URL'],
    ['![x](https://ngorder.id)', 'Invalid tg://emoji or tg://time URL specified'],
  ])('%j is refused: %s', (markdown, why) => {
    expect(() => parseMarkdown(markdown)).toThrow(`Bad Request: can't parse entities: ${why}`);
  });
});

import type { BotApiError } from '../http/errors.ts';
import type { FormattedText, MessageEntity } from '../types.ts';
import { cantParse, inOrder } from './entities.ts';
import { checkedLink } from './links.ts';

/** The tags of `parse_mode: HTML` and the entities they become (Bot API reference, "HTML style"). */
const entityByTag: Record<string, string> = {
  a: 'text_link',
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  'tg-emoji': 'custom_emoji',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

const namedReferences: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

interface OpenTag {
  name: string;
  argument: string;
  offset: number;
}

const whitespace = /\s/;

/**
 * Parses HTML into text and entities as Telegram does, with its errors down to the byte offset (td
 * MessageEntity.cpp, parse_html). An entity without text is dropped.
 */
export function parseHtml(html: string): FormattedText {
  return new HtmlParser(html).parse();
}

class HtmlParser {
  readonly #html: string;
  #at = 0;
  #text = '';
  readonly #open: OpenTag[] = [];
  readonly #entities: MessageEntity[] = [];

  constructor(html: string) {
    this.#html = html;
  }

  parse(): FormattedText {
    while (this.#at < this.#html.length) {
      if (this.#here() !== '<') this.#text += this.#character();
      else if (this.#html[this.#at + 1] === '/') this.#endTag();
      else this.#startTag();
    }
    const unclosed = this.#open.at(-1);
    if (unclosed)
      throw cantParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
    // Only a block of code has a language; inline code loses it.
    for (const entity of this.#entities) if (entity.type === 'code') delete entity.language;
    return { text: this.#text, entities: inOrder(this.#entities) };
  }

  #startTag(): void {
    const begin = this.#at;
    this.#at += 1;
    const name = this.#until(/[\s>]/).toLowerCase();
    if (this.#at >= this.#html.length) throw this.#error('Unclosed start tag', begin);
    if (!Object.hasOwn(entityByTag, name))
      throw this.#error(`Unsupported start tag "${name}"`, begin);
    let argument = '';
    for (;;) {
      this.#skipSpace();
      if (this.#here() === '>') break;
      const [attribute, value] = this.#attribute(name, begin);
      argument = argumentOf(name, attribute, value) ?? argument;
    }
    this.#at += 1;
    if (name === 'span' && argument !== 'spoiler')
      throw this.#error('Tag "span" must have class "tg-spoiler"', begin);
    this.#open.push({ name, argument, offset: this.#text.length });
  }

  #attribute(tag: string, begin: number): [name: string, value: string | undefined] {
    const unclosed = () => this.#error(`Unclosed start tag "${tag}"`, begin);
    const name = this.#until(/[\s=>/"']/);
    if (this.#at >= this.#html.length) throw unclosed();
    if (name === '') throw this.#error(`Empty attribute name in the tag "${tag}"`, begin);
    this.#skipSpace();
    if (this.#here() !== '=') {
      if (this.#at >= this.#html.length) throw unclosed();
      return [name, undefined];
    }
    this.#at += 1;
    this.#skipSpace();
    if (this.#at >= this.#html.length) throw unclosed();
    const value = this.#attributeValue();
    if (this.#at >= this.#html.length) throw unclosed();
    return [name, value];
  }

  #attributeValue(): string {
    const quote = this.#here();
    if (quote !== '"' && quote !== "'") {
      const begin = this.#at;
      const token = this.#until(/[^A-Za-z0-9.-]/);
      if (this.#at < this.#html.length && !/[\s>]/.test(this.#here()))
        throw this.#error('Unexpected end of name token', begin);
      return token.toLowerCase();
    }
    this.#at += 1;
    let value = '';
    while (this.#at < this.#html.length && this.#here() !== quote) value += this.#character();
    this.#at += 1;
    return value;
  }

  #endTag(): void {
    const begin = this.#at;
    const tag = this.#open.at(-1);
    if (!tag) throw this.#error('Unexpected end tag', begin);
    this.#at += 2;
    const name = this.#until(/[\s>]/).toLowerCase();
    this.#skipSpace();
    if (this.#here() !== '>') throw this.#error('Unclosed end tag', begin);
    this.#at += 1;
    if (name !== '' && name !== tag.name) {
      const found = `expected "</${tag.name}>", found "</${name}>"`;
      throw cantParse(`Unmatched end tag at byte offset ${this.#byte(begin)}, ${found}`);
    }
    this.#open.pop();
    this.#close(tag);
  }

  #close({ name, argument, offset }: OpenTag): void {
    const length = this.#text.length - offset;
    if (length === 0) return;
    const entity = entityOf(name, argument, this.#text.slice(offset));
    if (!entity) return;
    const last = this.#entities.at(-1);
    // <pre><code class="language-x"> is one block of code in that language, whichever is
    // inside.
    const isPair = last && isCode(entity) && isCode(last) && last.type !== entity.type;
    if (isPair && last.offset === offset && last.length === length) {
      this.#entities.pop();
      entity.type = 'pre';
      const language = entity.language ?? last.language;
      if (language !== undefined) entity.language = language;
    }
    this.#entities.push({ ...entity, offset, length });
  }

  /** The next character, with references such as &lt; resolved; unknown ones are kept as they are. */
  #character(): string {
    const c = this.#here();
    this.#at += 1;
    if (c !== '&') return c;
    const rest = this.#html.slice(this.#at, this.#at + 12);
    const match = /^(?:#[xX]([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?/.exec(rest);
    const decoded = match && decode(match[1], match[2], match[3]);
    if (!decoded) return c;
    this.#at += match[0].length;
    return decoded;
  }

  #here(): string {
    return this.#html[this.#at] ?? '';
  }

  #until(stop: RegExp): string {
    const begin = this.#at;
    while (this.#at < this.#html.length && !stop.test(this.#here())) this.#at += 1;
    return this.#html.slice(begin, this.#at);
  }

  #skipSpace(): void {
    while (whitespace.test(this.#here())) this.#at += 1;
  }

  #byte(at: number): number {
    return Buffer.byteLength(this.#html.slice(0, at));
  }

  #error(what: string, at: number): BotApiError {
    return cantParse(`${what} at byte offset ${this.#byte(at)}`);
  }
}

/** What an attribute means for its tag; `undefined` if nothing. */
function argumentOf(tag: string, attribute: string, value = ''): string | undefined {
  if (tag === 'a' && attribute === 'href') return value;
  if (tag === 'code' && attribute === 'class' && value.startsWith('language-'))
    return value.slice('language-'.length);
  if (tag === 'span' && attribute === 'class' && value.startsWith('tg-')) return value.slice(3);
  if (tag === 'tg-emoji' && attribute === 'emoji-id') return value;
  if (tag === 'blockquote' && attribute === 'expandable') return '1';
  return undefined;
}

function decode(hex?: string, decimal?: string, name?: string): string | undefined {
  if (name !== undefined) return namedReferences[name];
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const valid = code > 0 && code < 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return valid ? String.fromCodePoint(code) : undefined;
}

/** The entity that a tag stands for; none for a link that leads nowhere. */
function entityOf(
  tag: string,
  argument: string,
  covered: string,
): Omit<MessageEntity, 'offset' | 'length'> | undefined {
  const type = entityByTag[tag] ?? tag;
  if (type === 'text_link') {
    const url = checkedLink(argument || covered);
    return url === undefined ? undefined : { type, url };
  }
  if (type === 'blockquote' && argument) return { type: 'expandable_blockquote' };
  if (type === 'custom_emoji') return { type, custom_emoji_id: argument };
  if (type === 'code' && argument) return { type, language: argument };
  return { type };
}

function isCode({ type }: { type: string }): boolean {
  return type === 'code' || type === 'pre';
}

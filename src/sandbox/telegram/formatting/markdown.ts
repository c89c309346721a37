import { type BotApiError, badRequest } from '../http/errors.ts';
import type { FormattedText, MessageEntity } from '../types.ts';
import { cantParse, inOrder } from './entities.ts';
import { checkedLink } from './links.ts';

/** What opens and closes a format, and the name by which errors call it. */
interface Style {
  type: string;
  mark: string;
  name: string;
}

const bold: Style = { type: 'bold', mark: '*', name: 'Bold' };
const italic: Style = { type: 'italic', mark: '_', name: 'Italic' };
const underline: Style = { type: 'underline', mark: '__', name: 'Underline' };
const strikethrough: Style = { type: 'strikethrough', mark: '~', name: 'Strikethrough' };
const spoiler: Style = { type: 'spoiler', mark: '||', name: 'Spoiler' };
const code: Style = { type: 'code', mark: '`', name: 'Code' };
const pre: Style = { type: 'pre', mark: '```', name: 'Pre' };
const preCode: Style = { type: 'pre', mark: '```', name: 'PreCode' };
const link: Style = { type: 'text_link', mark: ']', name: 'TextUrl' };
const customEmoji: Style = { type: 'custom_emoji', mark: ']', name: 'CustomEmoji' };
const quote: Style = { type: 'blockquote', mark: '', name: 'BlockQuote' };

/** Where one mark begins another, the longer one comes first. */
const styles = [underline, italic, bold, strikethrough, spoiler];

const reserved = '_*[]()~`>#+-=|{}.!\n';
const escaped = /^\\\p{ASCII}/u;

interface Open {
  style: Style;
  /** Where the text that it covers begins. */
  offset: number;
  /** Where its mark begins in what was sent. */
  from: number;
  language?: string;
}

/**
 * Parses MarkdownV2 into text and entities as Telegram does, with its errors down to the byte offset
 * (td MessageEntity.cpp, parse_markdown_v2). A format without text is dropped.
 *
 * @throws {BotApiError} 400
 */
export function parseMarkdown(markdown: string): FormattedText {
  return new MarkdownParser(markdown).parse();
}

class MarkdownParser {
  readonly #markdown: string;
  #at = 0;
  #text = '';
  readonly #open: Open[] = [];
  readonly #entities: MessageEntity[] = [];
  /** Inside a quotation, which only the end of a line without another `>` ends. */
  #quoted = false;
  /** At the beginning of a line. */
  #mayQuote = true;

  constructor(markdown: string) {
    this.#markdown = markdown;
  }

  parse(): FormattedText {
    while (this.#at < this.#markdown.length) this.#next();
    if (this.#quoted) this.#endQuoteWithText();
    const unclosed = this.#open.at(-1);
    if (unclosed) throw this.#endless(unclosed);
    return { text: this.#text, entities: inOrder(this.#entities) };
  }

  #next(): void {
    if (escaped.test(this.#markdown.slice(this.#at, this.#at + 2))) {
      this.#at += 1;
      this.#plain(this.#here() === '\n');
    } else if (!this.#isReserved()) this.#plain();
    else if (this.#endsQuotedLine()) this.#endQuoteWithLine();
    else if (this.#endsHere()) this.#end();
    else this.#begin();
  }

  #plain(mayQuote = false): void {
    const c = this.#here();
    this.#text += c;
    this.#at += 1;
    if (c !== '\r') this.#mayQuote = mayQuote;
  }

  #isReserved(): boolean {
    const within = this.#open.at(-1)?.style.type;
    return (within === 'code' || within === 'pre' ? '`' : reserved).includes(this.#here());
  }

  #endsQuotedLine(): boolean {
    return this.#quoted && this.#here() === '\n' && this.#markdown[this.#at + 1] !== '>';
  }

  #endsHere(): boolean {
    const style = this.#open.at(-1)?.style;
    if (!style) return false;
    if (style === italic && this.#has('__')) return false;
    return style.mark !== '' && this.#has(style.mark);
  }

  #begin(): void {
    const from = this.#at;
    const style = styles.find(({ mark }) => this.#has(mark));
    if (style) this.#push(style, style.mark.length);
    else if (this.#has('[')) this.#push(link, 1);
    else if (this.#has('![')) this.#push(customEmoji, 2);
    else if (this.#has('```')) this.#beginBlock();
    else if (this.#has('`')) this.#push(code, 1);
    else if (this.#has('\n')) this.#plain(true);
    else if (!this.#has('>') || !this.#mayQuote) throw this.#unescaped(from);
    else if (this.#quoted) this.#at += 1;
    else {
      this.#push(quote, 1);
      this.#quoted = true;
    }
  }

  /** A block of code: its language, if a space follows, and the line's end are no part of it. */
  #beginBlock(): void {
    const rest = this.#markdown.slice(this.#at + pre.mark.length);
    const language = /^[^ \t\r\n\v\0`]+(?=[ \t\r\n\v\0])/.exec(rest)?.[0] ?? '';
    const lineEnd = /^(?:\r\n|\n\r|[\r\n])?/.exec(rest.slice(language.length))?.[0] ?? '';
    const length = pre.mark.length + language.length + lineEnd.length;
    if (language === '') this.#push(pre, length);
    else this.#push(preCode, length, language);
  }

  #push(style: Style, length: number, language?: string): void {
    const opened = { style, offset: this.#text.length, from: this.#at };
    this.#open.push(language === undefined ? opened : { ...opened, language });
    this.#at += length;
  }

  #end(): void {
    const ended = this.#open.pop();
    if (!ended) return;
    const { style, offset, language } = ended;
    this.#at += style.mark.length;
    const covered = this.#text.slice(offset);
    if (style === link) {
      const url = checkedLink(this.#has('(') ? this.#url() : covered);
      if (url !== undefined) this.#add({ type: 'text_link', url }, offset);
    } else if (style === customEmoji) {
      this.#add({ type: style.type, custom_emoji_id: this.#emojiId() }, offset);
    } else this.#add({ type: style.type, ...(language !== undefined && { language }) }, offset);
  }

  #emojiId(): string {
    if (!this.#has('(')) throw cantParse('The entity must contain a tg://emoji or tg://time URL');
    const url = this.#url();
    if (/^tg:(?:\/\/)?time\b/i.test(url)) throw badRequest("the sandbox doesn't imitate tg://time");
    const id = /^tg:(?:\/\/)?emoji\/?\?(?:[^#]*&)?id=([1-9]\d*)(?:[&#]|$)/i.exec(url)?.[1];
    if (id === undefined) throw cantParse('Invalid tg://emoji or tg://time URL specified');
    return id;
  }

  /** What stands in the parentheses behind a text. */
  #url(): string {
    this.#at += 1;
    const begin = this.#at;
    let url = '';
    while (this.#at < this.#markdown.length && this.#here() !== ')') {
      if (escaped.test(this.#markdown.slice(this.#at, this.#at + 2))) this.#at += 1;
      url += this.#here();
      this.#at += 1;
    }
    if (this.#here() !== ')')
      throw cantParse(`Can't find end of a URL at byte offset ${this.#byte(begin)}`);
    this.#at += 1;
    return url;
  }

  /** The end of a quotation's last line, which belongs to it. */
  #endQuoteWithLine(): void {
    const lineEnd = this.#markdown[this.#at - 1] === '\r' ? 1 : 0;
    const { offset, type } = this.#popQuote(this.#at - lineEnd);
    this.#plain(true);
    this.#add({ type }, offset);
  }

  #endQuoteWithText(): void {
    if (this.#open.at(-1)?.style !== quote && !this.#endsInBareSpoiler(this.#at)) return;
    const { offset, type } = this.#popQuote(this.#at);
    this.#add({ type }, offset);
  }

  /** A `||` that stands alone at its end makes a quotation expandable. */
  #endsInBareSpoiler(end: number): boolean {
    const last = this.#open.at(-1);
    return last?.style === spoiler && last.from === end - spoiler.mark.length;
  }

  #popQuote(end: number): { offset: number; type: string } {
    const expandable = this.#endsInBareSpoiler(end);
    if (expandable) this.#open.pop();
    const last = this.#open.pop();
    if (last && last.style !== quote) throw this.#endless(last);
    this.#quoted = false;
    const type = expandable ? 'expandable_blockquote' : 'blockquote';
    return { type, offset: last?.offset ?? 0 };
  }

  #add(entity: Omit<MessageEntity, 'offset' | 'length'>, offset: number): void {
    const length = this.#text.length - offset;
    if (length > 0) this.#entities.push({ ...entity, offset, length });
  }

  #here(): string {
    return this.#markdown[this.#at] ?? '';
  }

  #has(mark: string): boolean {
    return this.#markdown.startsWith(mark, this.#at);
  }

  #byte(at: number): number {
    return Buffer.byteLength(this.#markdown.slice(0, at));
  }

  #unescaped(at: number): BotApiError {
    const c = this.#markdown[at];
    return cantParse(`Character '${c}' is reserved and must be escaped with the preceding '\\'`);
  }

  #endless({ style, from }: Open): BotApiError {
    return cantParse(`Can't find end of ${style.name} entity at byte offset ${this.#byte(from)}`);
  }
}

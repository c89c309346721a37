import type { FieldOf } from '../bot-api/coverage.ts';
import { type Arguments, Fields, isObject } from '../http/arguments.ts';
import { badRequest } from '../http/errors.ts';
import type { FormattedText, MessageEntity } from '../types.ts';
import { findEntities, overlap } from './entities.ts';
import { parseHtml } from './html.ts';
import { parseMarkdown } from './markdown.ts';
import { withoutCodeInside } from './nesting.ts';

/** Nothing is detected inside these: no link in a link, no mention in code. */
const unsearchedTypes = [
  'text_link',
  'code',
  'pre',
  'text_mention',
  'url',
  'mention',
  'bot_command',
];

/** tdlib Client.cpp, get_formatted_text. */
const maxRawBytes = 1 << 15;

/**
 * Reads a call's text with its formatting as the message will hold it: parsed, cleaned, trimmed,
 * and with the entities that Telegram detects.
 *
 * @param names the parameters that hold the text, its entities and, for all of them, `parse_mode`
 * @throws {BotApiError} when it can't be parsed
 */
export function readFormatted(
  args: Arguments,
  names: { text: string; entities: string },
): FormattedText {
  const raw = args.text(names.text);
  if (Buffer.byteLength(raw) > maxRawBytes) throw badRequest('Text is too long');
  const mode = args.text('parse_mode').toLowerCase();
  const parsed = raw !== '' && mode !== '' && mode !== 'none' ? parse(raw, mode) : undefined;
  return settle(parsed ?? { text: raw, entities: readEntities(args, names.entities) });
}

function parse(raw: string, mode: string): FormattedText {
  if (mode === 'html') return parseHtml(raw);
  if (mode === 'markdownv2') return parseMarkdown(raw);
  if (mode === 'markdown')
    throw badRequest("the sandbox doesn't imitate the legacy parse_mode Markdown; use MarkdownV2");
  throw badRequest('Unsupported parse_mode');
}

function readEntities(args: Arguments, name: string): MessageEntity[] {
  // Entities that aren't JSON are ignored (tdlib Client.cpp, get_input_entities); the check reports them.
  const value = args.json(name);
  if (!Array.isArray(value)) return [];
  const refuse = (why: string) => badRequest(`Can't parse MessageEntity: ${why}`);
  return value.map((item: unknown) => {
    if (!isObject(item)) throw refuse('expected an Object');
    const fields = new Fields<FieldOf<'MessageEntity'>>(item, refuse);
    const entity: MessageEntity = {
      type: fields.requiredText('type'),
      offset: fields.requiredInteger('offset'),
      length: fields.requiredInteger('length'),
    };
    if (entity.type === 'text_link') entity.url = fields.requiredText('url');
    if (entity.type === 'pre' && fields.has('language')) entity.language = fields.text('language');
    return entity;
  });
}

/**
 * Brings a text into the form in which a message holds it: cleaned, trimmed, its entities shifted
 * accordingly, and with those that Telegram detects (td MessageEntity.cpp, fix_formatted_text).
 */
export function settle(formatted: FormattedText): FormattedText {
  const { text: clean, entities } = cleaned(formatted);
  const firstEntity = Math.min(clean.length, ...entities.map(({ offset }) => offset));
  const start = Math.min(firstEntity, clean.length - clean.trimStart().length);
  const end = Math.max(start, clean.trimEnd().length);
  const trimmed = clean.slice(start, end);
  const given = entities.flatMap((entity) => clip(entity, start, trimmed));
  const found = findEntities(trimmed).filter(
    (entity) =>
      !given.some((other) => unsearchedTypes.includes(other.type) && overlap(other, entity)),
  );
  return { text: trimmed, entities: withoutCodeInside([...given, ...found]) };
}

/** Carriage returns, marks that change the direction of text, and combining lines through characters. */
const removedCharacters = /[\r\u2028-\u202e]|\u0333|\u033f|\u030a/g;

/** Removes what Telegram removes, and turns control characters into spaces (td clean_input_string). */
function cleaned({ text, entities }: FormattedText): FormattedText {
  const gone = [...text.matchAll(removedCharacters)].map(({ index }) => index);
  const moved = (offset: number) => offset - gone.filter((at) => at < offset).length;
  return {
    text: text.replaceAll(removedCharacters, '').replaceAll(/(?!\n)\p{Cc}/gu, ' '),
    entities: entities.map((entity) => {
      const offset = moved(entity.offset);
      return { ...entity, offset, length: moved(entity.offset + entity.length) - offset };
    }),
  };
}

function clip(entity: MessageEntity, start: number, trimmed: string): MessageEntity[] {
  const offset = Math.max(0, entity.offset - start);
  const length = Math.min(entity.offset - start + entity.length, trimmed.length) - offset;
  const covered = trimmed.slice(offset, offset + length);
  return length > 0 && covered.trim() !== '' ? [{ ...entity, offset, length }] : [];
}

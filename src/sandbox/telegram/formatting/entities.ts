import { type BotApiError, badRequest } from '../http/errors.ts';
import type { MessageEntity } from '../types.ts';

/**
 * What Telegram detects in a text: commands, mentions, links, e-mail addresses, numbers. The rules
 * are those of td's MessageEntity.cpp, except that links without a scheme are limited to a few
 * common domains.
 */
const entityFinders: { type: string; pattern: RegExp }[] = [
  {
    type: 'bot_command',
    pattern: /(?<![\w/<>])\/\w{1,64}(?:@\w{3,32})?(?![\w/<>])/g,
  },
  { type: 'email', pattern: /(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]+\.)+[a-z]{2,12}(?![\w-])/gi },
  { type: 'url', pattern: /(?:https?|tg|ton):\/\/[^\s<>"]*[^\s<>".,:;!?'()[\]{}]/gi },
  {
    type: 'url',
    pattern:
      /(?<![\w@./-])(?:[\w-]+\.)+(?:com|org|net|id|me|io|dev|app)(?:\/[^\s<>"]*[^\s<>".,:;!?'()[\]{}])?(?![\w@-])/gi,
  },
  { type: 'mention', pattern: /(?<!\w)@\w{5,32}(?!\w)/g },
  { type: 'hashtag', pattern: /(?<![\p{L}\d_])#(?=[\d_]*\p{L})[\p{L}\d_]{1,256}(?![\p{L}\d_#])/gu },
  { type: 'cashtag', pattern: /(?<![\p{L}\d_$])\$[A-Z]{1,8}(?![\p{L}\d_$])/gu },
  { type: 'phone_number', pattern: /(?<![\w+])\+\d(?:[\s()-]?\d){7,14}(?!\d)/g },
];

/** The entities found in a plain text, in order and without overlaps. */
export function findEntities(text: string): MessageEntity[] {
  const found: MessageEntity[] = [];
  for (const { type, pattern } of entityFinders) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (!found.some((other) => overlap(other, entity))) found.push(entity);
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}

/** Whether two entities share a character. */
export function overlap(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

/** Where entities cover the same text, the quotation is outside, then the link, code, emoji and styles. */
const rankByType: Record<string, number> = {
  pre: 11,
  code: 20,
  blockquote: 0,
  expandable_blockquote: 0,
  text_link: 49,
  text_mention: 49,
  bold: 90,
  italic: 91,
  underline: 92,
  strikethrough: 93,
  spoiler: 94,
  custom_emoji: 99,
};

/** Telegram's order: by offset, the longer first (td MessageEntity.h, operator<, get_type_priority). */
export function inOrder(entities: readonly MessageEntity[]): MessageEntity[] {
  const rank = ({ type }: MessageEntity) => rankByType[type] ?? 50;
  return entities.toSorted(
    (a, b) => a.offset - b.offset || b.length - a.length || rank(a) - rank(b),
  );
}

export function cantParse(why: string): BotApiError {
  return badRequest(`Can't parse entities: ${why}`);
}

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ActivityRow } from '../../store/activity/append.ts';

/** A row without what is computed of it. */
export type ActivityContent = Omit<ActivityRow, 'hash' | 'seal'>;

/** Stands where the first row has nothing before it. */
export const beginning = '';

/** The order is for good: the hash of every row that was ever written depends on it. */
const columns = [
  'bot_id',
  'number',
  'shop',
  'at',
  'kind',
  'person',
  'subject',
  'chat_id',
  'order_id',
  'po_number',
  'request',
  'position',
  'result',
  'reason',
  'facts',
  'order_digest',
  'note_digest',
  'previous',
] as const satisfies readonly (keyof ActivityContent)[];

/**
 * What a row says, as one text: a JSON array (RFC 8259) of its columns, so that two rows that differ in anything never
 * come to the same text.
 */
export function canonical(row: ActivityContent): string {
  return JSON.stringify(['activity 1', ...columns.map((column) => row[column])]);
}

/** SHA-256 of the canonical text, as base64url. It covers the hash of the row before. */
export function hashOf(row: ActivityContent): string {
  return createHash('sha256').update(canonical(row)).digest('base64url');
}

/** What only somebody with the key can make: whoever has no more than the database can't chain the rows anew. */
export function createSeals(key: string) {
  const mac = (purpose: string, text: string) =>
    createHmac('sha256', key).update(`${purpose}:${text}`).digest('base64url');
  return {
    ofRow: (hash: string): string => mac('row', hash),
    ofHead: (number: number, hash: string): string => mac('head', `${number}:${hash}`),
    /** What tells whether a kept text is the one of then, and nothing about it once it is erased. */
    ofText: (text: string): string => mac('text', text),
  };
}

export type Seals = ReturnType<typeof createSeals>;

export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The text as every database keeps it: PostgreSQL takes no NUL, and neither of them half a character. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

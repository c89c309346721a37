import type { Order } from '../../ngorder/order.ts';
import { type ActivityContent, type Seals, storable } from './chain.ts';
import type { ActivityKind } from './kinds.ts';

/** Somebody, by their Telegram user ID and how they are called now; '' where nobody knows. */
export interface Person {
  id: number;
  name: string;
}

/** What is to be known of something that was done. */
export interface Entry {
  kind: ActivityKind;
  /** Absent: it concerns the bot as a whole. */
  shop?: string | undefined;
  /** Who did it; absent: the bot by itself. */
  person?: Person | undefined;
  /** Whom it was done to, or who said so. */
  subject?: Person | undefined;
  /** Telegram's number of the chat that it was done from. */
  chat?: number | undefined;
  order?:
    | {
        id: number;
        poNumber?: number | undefined;
        /** The order before, which is kept for as long as the shop wants. */
        before?: Order | undefined;
      }
    | undefined;
  /** The act that it tells of. */
  act?: { request: string; position: number } | undefined;
  /** What came of it: one word. */
  result?: string | undefined;
  /** Why: one word. */
  reason?: string | undefined;
  /** What somebody wrote about it. */
  note?: string | undefined;
  /** What else is to be known, such as a role or an amount: no names, and nothing of a buyer. */
  facts?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** The same of the same person is written once in so many milliseconds. */
  quietMs?: number | undefined;
}

/** What a row says of an entry, whatever stands before it. */
export type Told = Omit<ActivityContent, 'bot_id' | 'number' | 'at' | 'previous'>;

/** The row of an entry, and the texts to be kept beside it. */
export interface Composed {
  told: Told;
  order: string | undefined;
  note: string | undefined;
}

/** @param people the numbers that stand for the entry's people */
export function compose(
  { kind, shop, chat, order, act, result, reason, note, facts }: Entry,
  people: Pick<Told, 'person' | 'subject'>,
  seals: Pick<Seals, 'ofText'>,
): Composed {
  const kept = {
    order: order?.before && JSON.stringify(order.before),
    note: note ? storable(note) : undefined,
  };
  const digest = (text: string | undefined) => (text ? seals.ofText(text) : null);
  return {
    told: {
      ...silent,
      kind,
      ...people,
      ...(shop !== undefined && { shop }),
      ...(chat !== undefined && { chat_id: chat }),
      ...(order && { order_id: order.id, po_number: order.poNumber ?? null }),
      ...act,
      ...(result !== undefined && { result }),
      ...(reason !== undefined && { reason }),
      ...(facts && { facts: storable(JSON.stringify(facts)) }),
      order_digest: digest(kept.order),
      note_digest: digest(kept.note),
    },
    ...kept,
  };
}

const silent = {
  shop: null,
  person: null,
  subject: null,
  chat_id: null,
  order_id: null,
  po_number: null,
  request: null,
  position: null,
  result: null,
  reason: null,
  facts: null,
  order_digest: null,
  note_digest: null,
} as const;

/** The rows before this one don't end where the bot left them: somebody was at the database. */
export const broken: Told = { ...silent, kind: 'broken' };

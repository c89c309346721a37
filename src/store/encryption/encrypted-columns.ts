import type { Tables } from '../schema.ts';
import {
  activityKept,
  activityKey,
  actOutcome,
  actReasonNote,
  actSeen,
  conversationState,
  inboxPayload,
  refundOrder,
  runFacts,
  searchQuery,
  searchResult,
  shopToken,
} from './cells.ts';
import type { Cell } from './encryption.ts';

type EncryptedIn<Table> = Extract<keyof Table, `${string}_encrypted`>;
type WithEncrypted = {
  [Name in keyof Tables]: EncryptedIn<Tables[Name]> extends never ? never : Name;
}[keyof Tables];

/** What a table holds encrypted. */
interface Held<Table> {
  /** The primary key, in the order in which the cells take it. */
  key: readonly (keyof Table & string)[];
  /** The cell that a column's text belongs to, by the row's key. */
  cells: Record<EncryptedIn<Table>, (...key: never[]) => Cell>;
}

/**
 * Everything that is encrypted in the database. The compiler asks for each column whose name in the schema ends with
 * `_encrypted`: add it here with its cell from `cells.ts`, or it would be lost with the former SECRET_KEY.
 * @example shops: { key: ['id'], cells: { token_encrypted: shopToken } }
 */
const tables: { [Name in WithEncrypted]: Held<Tables[Name]> } = {
  inbox: { key: ['bot_id', 'update_id'], cells: { payload_encrypted: inboxPayload } },
  conversations: { key: ['bot_id', 'key'], cells: { state_encrypted: conversationState } },
  searches: {
    key: ['id'],
    cells: { query_encrypted: searchQuery, result_encrypted: searchResult },
  },
  acts: {
    key: ['request', 'position'],
    cells: {
      seen_encrypted: actSeen,
      outcome_encrypted: actOutcome,
      reason_note_encrypted: actReasonNote,
    },
  },
  activity_heads: { key: ['bot_id'], cells: { key_encrypted: activityKey } },
  activity_kept: { key: ['bot_id', 'number', 'what'], cells: { text_encrypted: activityKept } },
  refunds: { key: ['bot_id', 'shop', 'order_id'], cells: { order_encrypted: refundOrder } },
  runs: { key: ['request'], cells: { facts_encrypted: runFacts } },
  shops: { key: ['id'], cells: { token_encrypted: shopToken } },
};

/** One column with encrypted texts. An empty text and null are none. */
export interface EncryptedColumn {
  table: string;
  column: string;
  /** The primary key. */
  key: readonly string[];
  cellOf(key: readonly (string | number)[]): Cell;
}

export const encryptedColumns: readonly EncryptedColumn[] = Object.entries(tables).flatMap(
  ([table, { key, cells }]) =>
    Object.entries(cells).map(([column, cell]: [string, (...key: never[]) => Cell]) => ({
      table,
      column,
      key,
      cellOf: (of) => cell(...(of as never[])),
    })),
);

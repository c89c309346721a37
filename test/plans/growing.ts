import type { Store } from '../../src/store/store.ts';
import { fillTables, type Row } from '../store/rows.ts';

/** The tables that get longer as long as the bot is used. The others hold as much as is under way, or as there are people. */
export const growing: readonly string[] = [
  'requests',
  'acts',
  'request_messages',
  'runs',
  'inbox',
  'activity',
  'activity_kept',
  'refunds',
  'searches',
  'selections',
  'conversations',
];

/** What lies in them is mostly over. */
const over: Readonly<Record<string, Row>> = {
  requests: { status: 'over', kind: 'cancel' },
  acts: { status: 'done' },
  request_messages: { version: 1, shown_version: 1, copy: 0 },
  runs: { state: 'running', reason: null },
  inbox: { status: 'handled', payload_encrypted: '' },
  refunds: { status: 'refunded' },
  searches: { status: 'over' },
  selections: { wanted: null },
};

/** Numbers that nothing else has. */
const first = 9_000_000;
const minuteMs = 60_000;

/** Leaves so many rows in each of them as if the bot had been used in this chat for two days. */
export async function leaveRows(
  store: Store,
  rows: number,
  { botId, chatId }: { botId: number; chatId: number },
): Promise<void> {
  const now = Date.now();
  const numbers = Array.from({ length: rows }, (_, at) => first + at);
  const change = (row: Row, table: string, n: number): Row => {
    const at = now - ((n - first) * 2 * 24 * 60 * minuteMs) / rows;
    const times = Object.keys(row).filter((name) => name.endsWith('_at') && name !== 'found_at');
    return {
      ...row,
      ...Object.fromEntries(times.map((name) => [name, Math.floor(at)])),
      ...('bot_id' in row && { bot_id: botId }),
      ...('shop' in row && { shop: 'first' }),
      ...('chat_id' in row && { chat_id: chatId }),
      ...('queue' in row && { queue: `chat:${chatId}` }),
      ...over[table],
    };
  };
  await fillTables(store, numbers, change, growing);
}

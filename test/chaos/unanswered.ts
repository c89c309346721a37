// Somebody waited in vain. Which promise was broken shows only in what everybody knew at the end: it is told at once.

import type { Chat, User } from '../../src/sandbox/telegram/client/player.ts';
import { shownBy } from '../e2e/shop-world.ts';
import type { Records } from './records.ts';
import type { Stage } from './stage.ts';

/** Who waited in vain, and for what. */
export interface Unanswered {
  user: User;
  chat: Chat;
  wanted: string;
  orderId: number | undefined;
  error: unknown;
  /** What the bot had written in the chat about the order by then, or all, oldest first. */
  shown: string[];
}

const mostLines = 8;

/** Notes what the chat shows now: later others go on there. */
export async function noteUnanswered(
  { play }: Pick<Stage, 'play'>,
  waited: Omit<Unanswered, 'shown'>,
): Promise<Unanswered> {
  const about = waited.orderId === undefined ? /(?:)/ : new RegExp(`#${waited.orderId}\\b`);
  const shown = (await play.messages(waited.chat))
    .filter(({ from }) => from?.is_bot)
    .map((message) => `${message.message_id}: ${shownBy(message)}`)
    .filter((text) => about.test(text));
  return { ...waited, shown };
}

/** All that is known of it: the chat, the person's updates, the order in the database, and what the processes logged. */
export function tellUnanswered(
  { user, chat, wanted, orderId, error, shown }: Unanswered,
  { updates }: Pick<Stage, 'updates'>,
  { inbox, acts, places }: Records,
  said: readonly string[],
): string {
  const own = updates
    .filter(({ update: { message, callback_query: press } }) => {
      const from = press?.from ?? message?.from;
      return from?.id === user.id && (press?.message ?? message)?.chat.id === chat.id;
    })
    .slice(-mostLines);
  const asked = own.map(({ update_id, update: { message, callback_query: press } }) => {
    const what = press ? `${press.data} on ${press.message?.message_id}` : message?.text;
    const kept = inbox.find((row) => row.update_id === update_id);
    return `${update_id}, ${what}: ${kept?.status ?? 'never stored'}`;
  });
  const kept = acts
    .filter((act) => act.order_id === orderId)
    .map((act) => {
      const stands = places.filter(({ request }) => request === act.token);
      return JSON.stringify({ ...act, stands });
    });
  const ids = new Set(own.map(({ update_id }) => update_id));
  return [
    `${user.first_name}, ${wanted}: ${String(error).split('\n')[0]}`,
    ...[
      ['in the chat', shown.slice(-mostLines)],
      ['asked last', asked],
      ['in the database', kept],
      ['logged of these updates, and as trouble', logged(said, ids).slice(-2 * mostLines)],
    ].flatMap(([what, lines]) => [`  ${what}:`, ...[lines ?? []].flat().map(indented)]),
  ].join('\n');
}

/** The log's lines that name one of these updates, or tell of trouble with no update, in the order of their times. */
function logged(said: readonly string[], updateIds: ReadonlySet<number>): string[] {
  return said
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => ({ line, ...(JSON.parse(line) as LogLine) }))
    .filter(({ level, update }) => (update === undefined ? level >= 40 : updateIds.has(update)))
    .sort((one, other) => one.time - other.time)
    .map(({ line }) => line.slice(0, longestLine));
}

interface LogLine {
  level: number;
  time: number;
  update?: number;
}

const longestLine = 300;

const indented = (text: string) => `    ${text.replaceAll('\n', '\n    ')}`;

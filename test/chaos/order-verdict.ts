import { queueOf } from '../../src/delivery/queue-of.ts';
import type { Way } from './moments.ts';
import type { Passage } from './passage.ts';
import type { Stage } from './stage.ts';

type LoggedUpdate = Stage['updates'][number];

/** All that was seen of the handling of one update, by whichever processes: from its first sign to its last. */
interface Handling {
  updateId: number;
  queue: string;
  /** Before this moment the bot could not know it; after `taken` it was the bot's to handle. */
  offered: number;
  taken: number;
  first: number;
  last: number;
}

/** Times in the log are whole milliseconds, and so are durations. */
const toleranceMs = 3;
/** So long one that was woken may go on with what it had in hand. */
const wakingMs = 2000;

/**
 * Updates of one chat that were not handled in the order in which they came. Told by what can be seen from outside:
 * the log's line for each handling, and each call to Telegram that answers a press in words or replies to a message.
 * @param said what each process wrote
 */
export function findDisorder(stage: Stage, said: readonly string[], by: Way): string[] {
  const signs = collectSigns(stage, said);
  const arrivals = by === 'webhook' ? arrivalsOf(stage.gate.passages) : undefined;
  const members = new Set(stage.team.map(({ user }) => user.id));
  const byQueue = new Map<string, Handling[]>();
  for (const { update_id, update } of stage.updates) {
    const queue = queueOf(update as never, members);
    const times = signs.get(update_id) ?? [];
    const handling = {
      updateId: update_id,
      queue,
      ...(arrivals?.get(update_id) ?? { offered: update_id, taken: update_id }),
      first: Math.min(...times),
      last: Math.max(...times),
    };
    byQueue.set(queue, [...(byQueue.get(queue) ?? []), handling]);
  }
  return [...byQueue.values()].flatMap(disorderIn);
}

/** One that was taken before another was even offered comes before it; two that came side by side have no order. */
function disorderIn(handlings: readonly Handling[]): string[] {
  return handlings.flatMap((earlier) =>
    handlings
      .filter(({ offered }) => earlier.taken < offered)
      .filter(({ first }) => first < earlier.last - toleranceMs)
      .map(
        ({ updateId, queue }) =>
          `${queue}: update ${updateId} was begun before ${earlier.updateId} was finished`,
      ),
  );
}

/** When each update was first offered to a copy, and when one first said that it had it. */
function arrivalsOf(passages: readonly Passage[]) {
  const arrivals = new Map<number, { offered: number; taken: number }>();
  for (const { what, body, arrivedAt, overAt, status } of passages) {
    if (what !== 'delivery') continue;
    const { update_id } = body as { update_id: number };
    const known = arrivals.get(update_id) ?? {
      offered: arrivedAt,
      taken: Number.POSITIVE_INFINITY,
    };
    if (status === 200) known.taken = Math.min(known.taken, (overAt ?? arrivedAt) + 1);
    arrivals.set(update_id, known);
  }
  return arrivals;
}

/** The moments at which an update was seen to be handled. */
function collectSigns(
  { updates, gate, standstills }: Stage,
  said: readonly string[],
): Map<number, number[]> {
  const signs = new Map<number, number[]>();
  const see = (updateId: number | undefined, ...times: number[]) => {
    if (updateId !== undefined) signs.set(updateId, [...(signs.get(updateId) ?? []), ...times]);
  };
  for (const { update, time, ms } of said.flatMap(handlingsIn)) see(update, time - ms, time);
  const causes = new Map(updates.map((logged) => [causeOf(logged), logged.update_id]));
  // What one says that has just been woken is of an update that somebody else has taken over meanwhile.
  const isOfStandstill = ({ life, arrivedAt }: Passage) =>
    standstills.some(
      ({ start, from, to }) =>
        life.start === start && from < arrivedAt && arrivedAt < to + wakingMs,
    );
  for (const passage of gate.passages.filter((passage) => !isOfStandstill(passage)))
    see(causes.get(answeredBy(passage) ?? ''), passage.arrivedAt);
  return signs;
}

function handlingsIn(said: string): { update: number; time: number; ms: number }[] {
  return said
    .split('\n')
    .filter((line) => line.endsWith('"msg":"update"}'))
    .map((line) => JSON.parse(line));
}

/** What names an update in the bot's answer to it. */
function causeOf({ update: { callback_query, message } }: LoggedUpdate): string {
  return callback_query
    ? `press ${callback_query.id}`
    : `${message?.chat.id} ${message?.message_id}`;
}

function answeredBy({ to, body }: Passage): string | undefined {
  if (to !== 'telegram' || typeof body !== 'object' || body === null) return undefined;
  const call = body as {
    callback_query_id?: string;
    text?: string;
    chat_id?: number;
    reply_parameters?: { message_id: number };
  };
  // Without a word it may be no more than the end of a spinner that has waited long enough for its turn.
  if (call.callback_query_id) return call.text && `press ${call.callback_query_id}`;
  return call.reply_parameters && `${call.chat_id} ${call.reply_parameters.message_id}`;
}

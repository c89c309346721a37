import { randomUUID } from 'node:crypto';
import { BotError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import { type Changes, noChanges } from '../store/changes.ts';
import { type InboxRows, leaseOfQueue, type Waiting } from '../store/inbox.ts';
import type { Leases } from '../store/leases.ts';
import { queueOf } from './queue-of.ts';

export interface InboxParts {
  rows: InboxRows;
  leases: Leases;
  botId: number;
  /** Handles one update; what it changes in conversations and settings goes into `changes`. */
  handle: (update: Update, changes: Changes) => Promise<void>;
  /** Tells the person that their update could not be handled. */
  onSetAside: (update: Update) => Promise<void>;
  log: Logger;
  /** How many chats are handled at once. */
  chatsAtOnce?: number;
  tickMs?: number;
  leaseMs?: number;
  /** How long a chat is left alone after each failure of its oldest update; after the last it is set aside. */
  pausesMs?: readonly number[];
}

const dayMs = 24 * 3_600_000;
/** Telegram keeps an update for a day (Bot API, Getting updates): a repeat can't come later. */
const keepHandledMs = 2 * dayMs;
const sweepEveryMs = 3_600_000;

/**
 * What stands between Telegram and the bot: an update is stored before it is acknowledged, and handled until it is.
 * Each chat's updates are handled in order of arrival, chats side by side.
 */
export interface Inbox {
  /** Resolves when the updates are stored; only then may they be acknowledged. */
  accept(updates: readonly Update[]): Promise<void>;
  start(): void;
  /** Takes up nothing more and waits for what is under way. */
  stop(): Promise<void>;
}

export function createInbox(parts: InboxParts): Inbox {
  const { rows, leases, botId, log, chatsAtOnce = 100, tickMs = 1000, leaseMs = 30_000 } = parts;
  const holder = randomUUID();
  const inHand = new Map<string, Promise<void>>();
  let stopped = false;
  let ticking: NodeJS.Timeout | undefined;
  let sweeping: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let again = false;

  const workOff = async (queue: string): Promise<void> => {
    const lease = leaseOfQueue(botId, queue);
    if (!(await leases.take(lease, holder, leaseMs))) return;
    let held = true;
    const renewal = setInterval(() => {
      leases
        .renew(lease, holder, leaseMs)
        .then((renewed) => {
          held = renewed;
        })
        .catch((error: unknown) => log.error({ err: error }, 'a lease was not renewed'));
    }, leaseMs / 3);
    try {
      while (held && !stopped) {
        const row = await rows.next(queue);
        if (row === undefined || !(await handleOne(parts, row, holder))) break;
      }
    } finally {
      clearInterval(renewal);
      await leases.release(lease, holder);
    }
  };

  const takeUp = (queue: string): void => {
    const work = workOff(queue)
      .finally(() => inHand.delete(queue))
      // After trouble the chat waits for the next tick: looked at again at once it would fail without a pause.
      .then(look, (error: unknown) => log.error({ err: error }, 'a chat could not be worked off'));
    inHand.set(queue, work);
  };

  const lookOnce = async (): Promise<void> => {
    const room = chatsAtOnce - inHand.size;
    if (room <= 0) return;
    // Those in hand hold their leases, so they aren't free; one that has just been let go of may be.
    const free = await rows.freeQueues(room);
    for (const queue of free) if (!stopped && !inHand.has(queue)) takeUp(queue);
  };

  const look = (): void => {
    if (stopped) return;
    again = true;
    looking ??= (async () => {
      while (again && !stopped) {
        again = false;
        await lookOnce();
      }
    })()
      .catch((error: unknown) => log.error({ err: error }, 'the inbox could not be read'))
      .finally(() => {
        looking = undefined;
      });
  };

  const sweep = (): void => {
    rows
      .sweep(keepHandledMs)
      .catch((error: unknown) => log.error({ err: error }, 'the inbox was not swept'));
  };

  return {
    async accept(updates) {
      await rows.put(
        updates.map((update) => ({
          updateId: update.update_id,
          queue: queueOf(update),
          payload: JSON.stringify(update),
        })),
      );
      look();
    },
    start() {
      ticking = setInterval(look, tickMs);
      sweeping = setInterval(sweep, sweepEveryMs);
      sweep();
      look();
    },
    async stop() {
      stopped = true;
      clearInterval(ticking);
      clearInterval(sweeping);
      await looking;
      await Promise.all(inHand.values());
    },
  };
}

/** False when the chat is to be let go of: its update stays where it is, or is another's by now. */
async function handleOne(parts: InboxParts, row: Waiting, holder: string): Promise<boolean> {
  const { rows, handle, log, pausesMs = [1000, 3000, 10_000, 30_000] } = parts;
  const update = JSON.parse(row.payload) as Update;
  const changes = noChanges();
  try {
    await handle(update, changes);
    const finished = await rows.finish(row, holder, changes);
    if (!finished) log.warn({ update: row.updateId }, 'an update was taken over while handled');
    return finished;
  } catch (error) {
    const reason = error instanceof BotError ? error.error : error;
    log.error(
      { err: reason, update: row.updateId, failures: row.failures + 1 },
      'an update could not be handled',
    );
    const pause = pausesMs[row.failures];
    if (pause !== undefined) {
      await rows.postpone(row, holder, pause);
      return false;
    }
    // Told first: after a kill in between it is told again, the other way round it would never be.
    await parts
      .onSetAside(update)
      .catch((failure: unknown) => log.error({ err: failure }, 'nobody could be told'));
    return rows.setAside(row, holder, reason instanceof Error ? reason.name : 'unknown');
  }
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { BotError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import { ifReadable } from '../store/encryption/encryption.ts';
import { DatabaseUnavailable, DecryptionFailed } from '../store/errors.ts';
import type { Claimed, InboxRows } from '../store/inbox/inbox.ts';
import type { Waiting } from '../store/inbox/pending.ts';
import { emptyUnitOfWork, type UnitOfWork } from '../store/inbox/unit-of-work.ts';
import type { TransientDelay } from '../telegram/availability.ts';
import { readUpdate } from '../telegram/updates/read-update.ts';
import { queueOf, senderAmongOthers } from './queue-of.ts';

export interface InboxParts {
  rows: InboxRows;
  /**
   * Handles one update, which has waited for `waitedMs` milliseconds; what it changes in conversations and settings goes
   * into `changes`.
   */
  handle: (update: Update, changes: UnitOfWork, waitedMs: number) => Promise<void>;
  /** Those of the people who are of the team: nobody else keeps them waiting. */
  membersAmong: (personIds: readonly number[]) => Promise<ReadonlySet<number>>;
  /** Told of updates that were stored, some of which may be known already. */
  onStored?: (updates: readonly Update[]) => void;
  /** What may be kept of an update that could not be handled: without a secret that somebody has sent. */
  withoutSecrets?: (update: Update) => Promise<Update>;
  /** Tells the person that their update could not be handled. */
  onDeadLetter: (update: Update) => Promise<void>;
  /** Told of an update that can't even be decrypted. */
  onUnreadable?: () => void;
  log: Logger;
  /** Tells transient errors, which are not the update's fault, from real ones. */
  transientDelay?: TransientDelay;
  /** Nobody else stores updates in the same database: whatever comes is told of here. */
  isAlone?: boolean;
  /** How many chats are handled at once. */
  chatsAtOnce?: number;
  tickMs?: number;
  /** How long a process that falls silent keeps a chat. */
  leaseMs?: number;
  /** How long a chat is left alone after each failure of its oldest update; after the last it is set aside. */
  pausesMs?: readonly number[];
}

/** Handlers work without a pause up to their first call; for about so long they may before the network has its turn. */
const turnMs = 3;

/** The update was in hand whenever the process that handled it ended, most likely because of it. */
class ProcessLost extends Error {
  override readonly name = 'ProcessLost';
}

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
  /** Lets others take up at once what is still under way here; for when there is no time left to finish it. */
  giveBack(): Promise<void>;
}

export function createInbox(parts: InboxParts): Inbox {
  const { rows, membersAmong, log, isAlone = false, chatsAtOnce = 500 } = parts;
  const { tickMs = 1000, leaseMs = 10_000 } = parts;
  const running = new Map<string, Promise<void>>();
  /** Claimed anew while still in hand here: let go of afterwards, since nobody else would. */
  const claimedAgain = new Set<string>();
  let stopped = false;
  /** There was no room for all that could be claimed: each chat that is done makes some. */
  let isFull = false;
  let ticking: NodeJS.Timeout | undefined;
  let renewing: NodeJS.Timeout | undefined;
  let polling: Promise<void> | undefined;
  let rerun = false;

  const run = (claimed: Claimed): void => {
    const work = takeUp(claimed).then(
      (mayWait) => {
        if (mayWait || isFull || !isAlone) poll();
      },
      // After trouble the chat is left until its lease runs out: taken up at once it would fail without a pause.
      (error: unknown) => log.error({ err: error }, 'a chat could not be worked off'),
    );
    running.set(claimed.queue, work);
  };

  /** Works a chat off. Returns whether something may wait in it now that it is released. */
  const takeUp = async (claimed: Claimed): Promise<boolean> => {
    let mayWait = true;
    try {
      mayWait = await workOff(parts, claimed, () => !stopped);
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      // Resolves when the outage is over: then the chat is taken up at once.
      await rows.release([claimed.queue]);
    } finally {
      try {
        if (claimedAgain.delete(claimed.queue)) {
          mayWait = true;
          await rows.release([claimed.queue]);
        }
      } finally {
        running.delete(claimed.queue);
      }
    }
    return mayWait;
  };

  const pollOnce = async (): Promise<void> => {
    const room = chatsAtOnce - running.size;
    isFull = room <= 0;
    if (isFull) return;
    const claimed = await rows.claim(room, leaseMs);
    isFull = claimed.length >= room;
    if (stopped) return rows.release(claimed.map(({ queue }) => queue));
    let inATurn = 1;
    while (claimed.length > 0) {
      const since = performance.now();
      for (const one of claimed.splice(0, inATurn)) {
        if (running.has(one.queue)) claimedAgain.add(one.queue);
        else run(one);
      }
      // What arrives meanwhile is not kept waiting: Telegram wants its acknowledgement.
      await nextTurn();
      inATurn = performance.now() - since < turnMs ? inATurn * 2 : 1;
    }
  };

  const poll = (): void => {
    if (stopped) return;
    rerun = true;
    polling ??= (async () => {
      while (rerun && !stopped) {
        rerun = false;
        await pollOnce();
      }
    })()
      .catch((error: unknown) => log.error({ err: error }, 'the inbox could not be read'))
      .finally(() => {
        polling = undefined;
      });
  };

  const renew = (): void => {
    rows
      .renew([...running.keys()], leaseMs)
      .catch((error: unknown) =>
        log.error({ err: error }, 'the leases of chats could not be renewed'),
      );
  };

  return {
    async accept(offered) {
      const updates = offered.map((update) =>
        readUpdate(update, (kind) =>
          log.warn({ update: update.update_id, kind }, 'an update can’t be read: it is left alone'),
        ),
      );
      const senders = new Set(updates.map(senderAmongOthers).filter((id) => id !== undefined));
      const members = senders.size === 0 ? new Set<number>() : await membersAmong([...senders]);
      await rows.put(
        updates.map((update) => ({
          updateId: update.update_id,
          queue: queueOf(update, members),
          payload: JSON.stringify(update),
        })),
      );
      parts.onStored?.(updates);
      poll();
    },
    start() {
      ticking = setInterval(poll, tickMs);
      renewing = setInterval(renew, leaseMs / 3);
      poll();
    },
    async stop() {
      stopped = true;
      clearInterval(ticking);
      await polling;
      await Promise.all(running.values());
      clearInterval(renewing);
    },
    giveBack: () => rows.release([...running.keys()]),
  };
}

/**
 * Handles what waits in a chat, one after the other, until there is nothing more, or it fails, or the time has come to stop.
 * Returns whether something may wait in it still.
 */
async function workOff(
  parts: InboxParts,
  claimed: Claimed,
  goesOn: () => boolean,
): Promise<boolean> {
  if (claimed.orphaned) {
    await lose(parts, claimed);
    return true;
  }
  let next: Waiting | undefined = claimed;
  while (next !== undefined) {
    const row: Waiting = next;
    const update = updateOf(row);
    if (update === undefined) {
      await deadLetterUnreadable(parts, row);
      return true;
    }
    const changes = emptyUnitOfWork();
    try {
      await parts.handle(update, changes, row.waitedMs);
      const finished = await parts.rows.finish(row, changes, goesOn());
      if (!finished.handled) {
        parts.log.warn({ update: row.updateId }, 'an update was taken over while handled');
        // Perhaps by this process’s own poll, or by a commit that an outage kept silent about: it may still be held here.
        await parts.rows.release([row.queue]);
        return true;
      }
      next = finished.next;
    } catch (error) {
      const reason = error instanceof BotError ? error.error : error;
      // The database has failed, not the update.
      if (reason instanceof DatabaseUnavailable) throw reason;
      await fail(parts, row, reason);
      return true;
    }
  }
  return false;
}

async function fail(parts: InboxParts, row: Waiting, reason: unknown): Promise<void> {
  const { rows, log, pausesMs = [1000, 3000, 10_000, 30_000] } = parts;
  if (await isPutOff(parts, row, reason)) return;
  const failures = row.failures + 1;
  log.error({ err: reason, update: row.updateId, failures }, 'an update could not be handled');
  const pause = pausesMs[row.failures];
  if (pause === undefined) await deadLetter(parts, row, reason);
  else await rows.fail(row, pause);
}

/** Leaves an update for later, as often as it takes, whose chat is flooded or while Telegram is away. */
async function isPutOff(
  { rows, log, transientDelay = async () => undefined }: InboxParts,
  row: Waiting,
  reason: unknown,
): Promise<boolean> {
  const ms = await transientDelay(reason);
  if (ms === undefined) return false;
  log.warn({ err: reason, update: row.updateId, ms }, 'an update waits for Telegram');
  await rows.postpone(row, ms);
  return true;
}

/** One that kills its process does so each time, and is found out by that; the next kill hits another innocent one. */
const mostLosses = 20;

async function lose(parts: InboxParts, row: Waiting): Promise<void> {
  const losses = row.losses + 1;
  parts.log.warn({ update: row.updateId, losses }, 'a process was lost with an update in hand');
  if (losses >= mostLosses) await deadLetter(parts, row, new ProcessLost());
  else await parts.rows.lose(row, pauseAfterLoss(losses));
}

/**
 * Processes are killed for other reasons than what they have in hand, so that it is tried again at once. Later, of those
 * that were in hand together, each is tried at a moment of its own, so that the guilty one is alone.
 */
function pauseAfterLoss(losses: number): number {
  return losses < 3 ? 0 : Math.min(500 * 2 ** (losses - 3), 4000) * (0.5 + Math.random());
}

/** One that nobody can read fails each time: the chat needn't wait for that. */
async function deadLetterUnreadable(parts: InboxParts, row: Waiting): Promise<void> {
  const { updateId, queue } = row;
  parts.log.error({ update: updateId, queue }, 'an update can’t be decrypted: it is set aside');
  parts.onUnreadable?.();
  await parts.rows.deadLetter(row, DecryptionFailed.name);
}

function updateOf(row: Waiting): Update | undefined {
  return ifReadable(() => JSON.parse(row.payload()) as Update);
}

async function deadLetter(parts: InboxParts, row: Waiting, reason: unknown): Promise<void> {
  const update = updateOf(row);
  if (update === undefined) return deadLetterUnreadable(parts, row);
  try {
    // Told first: after a kill in between it is told again, the other way round it would never be.
    await parts.onDeadLetter(update);
  } catch (failure) {
    if (await isPutOff(parts, row, failure)) return;
    parts.log.error({ err: failure, update: row.updateId }, 'nobody could be told');
  }
  const kept = await parts.withoutSecrets?.(update);
  const payload = kept === undefined || kept === update ? undefined : JSON.stringify(kept);
  await parts.rows.deadLetter(row, reason instanceof Error ? reason.name : 'unknown', payload);
}

import { BotError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import { ifReadable } from '../store/encryption/encryption.ts';
import { DatabaseUnavailable, DecryptionFailed } from '../store/errors.ts';
import type { InboxRows } from '../store/inbox/inbox.ts';
import type { Claimed, Waiting } from '../store/inbox/pending.ts';
import { emptyUnitOfWork, type UnitOfWork } from '../store/inbox/unit-of-work.ts';
import type { TransientDelay } from '../telegram/availability.ts';

export interface HandlingParts {
  rows: InboxRows;
  /**
   * Handles one update, which has waited for `waitedMs` milliseconds; what it changes in conversations and settings goes
   * into `changes`.
   */
  handle: (update: Update, changes: UnitOfWork, waitedMs: number) => Promise<void>;
  /** What may be kept of an update that could not be handled: without a secret that somebody has sent. */
  withoutSecrets?: (update: Update) => Promise<Update>;
  /** Tells the person that their update could not be handled. */
  onDeadLetter: (update: Update) => Promise<void>;
  /** Told of an update that can't even be decrypted. */
  onUnreadable?: () => void;
  log: Logger;
  /** Tells transient errors, which are not the update's fault, from real ones. */
  transientDelay?: TransientDelay;
  /** How long a chat is left alone after each failure of its oldest update; after the last it is set aside. */
  pausesMs?: readonly number[];
}

/** The update was in hand whenever the process that handled it ended, most likely because of it. */
class ProcessLost extends Error {
  override readonly name = 'ProcessLost';
}

/**
 * Handles what waits in a chat, one after the other, until there is nothing more, or it fails, or the time has come to stop.
 * Returns whether something may wait in it still.
 */
export async function workOff(
  parts: HandlingParts,
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

async function fail(parts: HandlingParts, row: Waiting, reason: unknown): Promise<void> {
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
  { rows, log, transientDelay = async () => undefined }: HandlingParts,
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

async function lose(parts: HandlingParts, row: Waiting): Promise<void> {
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
async function deadLetterUnreadable(parts: HandlingParts, row: Waiting): Promise<void> {
  const { updateId, queue } = row;
  parts.log.error({ update: updateId, queue }, 'an update can’t be decrypted: it is set aside');
  parts.onUnreadable?.();
  await parts.rows.deadLetter(row, DecryptionFailed.name);
}

function updateOf(row: Waiting): Update | undefined {
  return ifReadable(() => JSON.parse(row.payload()) as Update);
}

async function deadLetter(parts: HandlingParts, row: Waiting, reason: unknown): Promise<void> {
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

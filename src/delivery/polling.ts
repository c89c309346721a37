import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import { DatabaseUnavailable } from '../store/errors.ts';
import { isTokenRefused } from '../telegram/errors.ts';
import { allowedUpdates } from '../telegram/updates/allowed-updates.ts';

/** Telegram refuses the bot's token: there is nothing to wait for. */
export class BotTokenRejected extends Error {
  override readonly name = 'BotTokenRejected';
}

export interface PollingParts {
  api: Api;
  /** Resolves when the updates are stored. */
  accept: (updates: readonly Update[]) => Promise<void>;
  log: Logger;
}

const longPollSeconds = 30;
const shortestPauseMs = 1000;
/** People wait for as long once Telegram is back. */
const longestPauseMs = 10_000;
/** How long the last request may take: others wait to be stopped, and what it says is only a courtesy. */
const farewellMs = 1000;

/**
 * Fetches updates until the signal says stop, and acknowledges none that isn't stored.
 * Trouble is waited out: Telegram's with growing pauses, the database's with short ones, since asking costs nobody much.
 * @throws {BotTokenRejected}
 */
export async function poll({ api, accept, log }: PollingParts, signal: AbortSignal): Promise<void> {
  let offset = 0;
  let pauseMs = 0;
  while (!signal.aborted) {
    try {
      const updates = await api.getUpdates(
        { offset, timeout: longPollSeconds, allowed_updates: allowedUpdates },
        signal as never,
      );
      await accept(updates);
      // The next request acknowledges these: only now that they are stored.
      const last = updates.at(-1);
      if (last !== undefined) offset = last.update_id + 1;
      pauseMs = 0;
    } catch (error) {
      if (signal.aborted) break;
      if (isTokenRefused(error)) throw new BotTokenRejected(undefined, { cause: error });
      const grown = error instanceof DatabaseUnavailable ? 0 : pauseMs * 2;
      pauseMs = Math.min(Math.max(shortestPauseMs, grown), longestPauseMs);
      log.warn({ err: error, pauseMs }, 'updates could not be fetched');
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
  // What was taken is acknowledged, so that the next start isn't handed it again.
  if (offset > 0) {
    await api
      .getUpdates({ offset, limit: 1, timeout: 0 }, AbortSignal.timeout(farewellMs) as never)
      .catch((error: unknown) => log.debug({ err: error }, 'not acknowledged'));
  }
}

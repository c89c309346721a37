import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import { longestSpinMs } from './answer-deadline.ts';

export interface QueuedAnswerParts {
  api: Api;
  /** Whether an update that was stored is still to be handled, by whichever copy. */
  stillWaits: (updateId: number) => Promise<boolean>;
  log: Logger;
}

/**
 * Answers presses that wait for what is going on before them in their chat. What their handlers then have to say is
 * written into the chat: see {@link longestSpinMs}.
 */
export interface QueuedAnswers {
  /** These updates were stored; their turn may be a while in coming. */
  watch(updates: readonly Update[]): void;
  /** The turn of this one has come: from now on its handler sees to it. */
  begin(update: Update): void;
  /** Answers nothing any more. */
  stop(): void;
}

export function createQueuedAnswers({ api, stillWaits, log }: QueuedAnswerParts): QueuedAnswers {
  const timers = new Map<number, NodeJS.Timeout>();

  const answer = async (updateId: number, queryId: string): Promise<void> => {
    timers.delete(updateId);
    // Another copy may have handled it, or be at it and answer it itself.
    if (await stillWaits(updateId)) await api.answerCallbackQuery(queryId);
  };

  const forget = (updateId: number): void => {
    clearTimeout(timers.get(updateId));
    timers.delete(updateId);
  };

  return {
    watch(updates) {
      for (const { update_id: updateId, callback_query: press } of updates) {
        if (press === undefined || timers.has(updateId)) continue;
        const inTime = () =>
          answer(updateId, press.id).catch((error: unknown) =>
            log.warn({ err: error, update: updateId }, 'a waiting press could not be answered'),
          );
        timers.set(updateId, setTimeout(inTime, longestSpinMs).unref());
      }
    },
    begin: ({ update_id }) => forget(update_id),
    stop() {
      for (const updateId of timers.keys()) forget(updateId);
    },
  };
}

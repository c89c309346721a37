import { GrammyError, HttpError } from 'grammy';
import { meaningOf } from './calls/refusals.ts';
import { NotReached } from './calls/transport.ts';

/**
 * Telegram can't be reached, is ill (5xx) or wants to be left alone for longer than a call may wait (429): not the
 * call's fault, so that it may succeed later.
 */
export function isTransient(error: unknown): boolean {
  if (error instanceof HttpError) return true;
  return error instanceof GrammyError && (error.error_code >= 500 || error.error_code === 429);
}

/** Telegram wants to be left alone (429) for longer than a call may wait. */
export function isFlood(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 429;
}

/** The call never left: there was no connection. */
export function hasNotLeft(error: unknown): boolean {
  return error instanceof HttpError && error.error instanceof NotReached;
}

/** Nothing came of the call, and it may succeed later: it never left, came too soon (429), or its chat is gone for now. */
export function hasNotArrived(error: unknown): boolean {
  return hasNotLeft(error) || isFlood(error) || isChatGone(error);
}

/** Telegram has said no to this call, and will say so again. */
export function isRefusal(error: unknown): error is GrammyError {
  return error instanceof GrammyError && !isTransient(error);
}

/** The bot can't write there: it was blocked or removed. */
export function isChatGone(error: unknown): boolean {
  return error instanceof GrammyError && meaningOf(error, error.method) === 'gone';
}

/**
 * The bot is in the chat and may not write there, in any topic: an administrator of the group has to let it. What was
 * to be said has to be said to somebody alone.
 */
export function mayNotWrite(error: unknown): boolean {
  if (!(error instanceof GrammyError)) return false;
  const meaning = meaningOf(error, error.method);
  // Of the latter the call has come back from outside topics too.
  return meaning === 'muted' || meaning === 'topic-closed' || meaning === 'no-topic';
}

/** Telegram no longer lets this message be changed (deleted, too old, not ours): it has to be sent anew. */
export function cannotBeEdited(error: unknown): boolean {
  return error instanceof GrammyError && meaningOf(error, error.method) === 'uneditable';
}

/** Telegram takes no file of this size; a bot sends up to 50 MB (Bot API, Sending files). */
export function isTooLarge(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 413;
}

/** Telegram Bot API: 401 for a token that was revoked, 404 for one that never was. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);
}

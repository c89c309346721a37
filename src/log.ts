import { type DestinationStream, type LogFn, type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';
import type { Redaction } from './privacy/redaction.ts';

/** Keys under which people's names, addresses, phones and words are kept, in Telegram's objects and Ngorder's. */
const personalKeys = [
  'first_name',
  'last_name',
  'username',
  'text',
  'caption',
  'note',
  'senderName',
  'receiverName',
  'receiverPhone',
  'receiverAddress',
  'createdByName',
  'updatedByName',
  'askedBy.name',
  'decidedBy.name',
];

/**
 * Marks errors of an outage that is told of when it begins and when it is over: what it breaks meanwhile is told only to
 * those who look for details.
 */
export const partOfAnOutage = Symbol('part of an outage');

/**
 * The log: one JSON line for each event, in which no secret survives, wherever it was carried.
 * What is personal doesn't belong into it either: what slips in under a known key, or as a phone or an address anywhere,
 * is blotted out.
 *
 * @param redaction knows the secrets, also those that it learns later
 * @param destination where the lines go; the standard output unless said otherwise
 */
export function createLog(
  level: LogLevel,
  redaction: Redaction,
  destination?: DestinationStream,
): Logger {
  const options = {
    level,
    serializers: { err: (error: unknown) => describe(error) },
    redact: {
      paths: personalKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
      censor: '[personal]',
    },
    hooks: {
      logMethod(this: Logger, line: Parameters<LogFn>, write: LogFn, level: number) {
        const detail = level > debug && isPartOfAnOutage(line[0]);
        if (detail) this.debug(...line);
        else write.apply(this, line);
      },
      streamWrite: redaction.clean,
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

const debug = pino.levels.values['debug'] ?? 20;

function isPartOfAnOutage(event: unknown): boolean {
  const error =
    typeof event === 'object' && event !== null && 'err' in event ? event.err : undefined;
  return typeof error === 'object' && error !== null && partOfAnOutage in error;
}

/** Causes of causes: further down nothing new is told, and an error can be its own cause. */
const deepestCause = 5;

/** What a log needs of an error: never its payload, which holds what people wrote. */
function describe(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'error_code' in error ? error.error_code : 'code' in error ? error.code : undefined;
  // grammY keeps the reason of a failed request in `error`, other errors theirs in `cause`.
  const cause = error.cause ?? ('error' in error ? error.error : undefined);
  return {
    type: error.name,
    message: error.message,
    ...(code !== undefined && { code: typeof code === 'number' ? code : String(code) }),
    ...(error.stack && { stack: error.stack }),
    ...(cause !== undefined && depth < deepestCause && { cause: describe(cause, depth + 1) }),
  };
}

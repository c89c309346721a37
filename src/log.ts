import { type DestinationStream, type LogFn, type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';

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

/** Indonesian mobile numbers, with or without the country's code; a number of JSON is an ID. */
const phone = /(?:\+62|(?<![\d:,[\-.])62|(?<![\d.])0)[ -]?8\d{1,2}(?:[ -]?\d{3,4}){2}(?!\d)/g;

/**
 * Marks errors of an outage that is told of when it begins and when it is over: what it breaks meanwhile is told only to
 * those who look for details.
 */
export const partOfAnOutage = Symbol('part of an outage');

/**
 * The log: one JSON line for each event, in which no secret survives, wherever it was carried.
 * What is personal doesn't belong into it either: what slips in under a known key or as a phone number is blotted out.
 *
 * @param secrets what never stands in a line, as it is, in an address or in JSON
 * @param destination where the lines go; the standard output unless said otherwise
 */
export function createLog(
  level: LogLevel,
  secrets: readonly string[],
  destination?: DestinationStream,
): Logger {
  const forms = formsOf(secrets);
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
      streamWrite: (line: string) =>
        forms
          .reduce((clean, form) => clean.replaceAll(form, '[secret]'), line)
          .replace(phone, '[phone]'),
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

/** How a secret can stand in a line; longer forms first, so that no rest of one is left. */
function formsOf(secrets: readonly string[]): string[] {
  const forms = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, encodeURIComponent(secret), encodeURI(secret)])
    .map((form) => JSON.stringify(form).slice(1, -1));
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
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

import { type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';

/** The log: one JSON line for each event, in which no secret survives, wherever an error may have carried it. */
export function createLog(level: LogLevel, secrets: readonly string[]): Logger {
  return pino({
    level,
    serializers: {
      err: (error: unknown) => describe(error, secrets),
    },
  });
}

/** What a log needs of an error: never its payload, which holds what people wrote. */
function describe(error: unknown, secrets: readonly string[]): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'error_code' in error ? error.error_code : 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: redact(error.message, secrets),
    ...(code !== undefined && { code }),
    ...(error.stack && { stack: redact(error.stack, secrets) }),
    ...(error.cause !== undefined && { cause: describe(error.cause, secrets) }),
  };
}

function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text);
}

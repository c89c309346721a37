import { hash } from 'node:crypto';

/** A statement that comes so often is kept. */
const often = 3;
/** Far more than the bot has: where statements are put together anew each time, they are not kept for ever. */
const mostKept = 500;

/** PostgreSQL, Error Codes: what was kept under a name is not there, or something else is. */
const lost = new Set(['26000', '42P05']);
/** A table has other columns than when the statement was planned. */
const outdated = '0A000';

/**
 * The names under which PostgreSQL keeps the statements that come again and again: it reads and plans each once for a
 * connection, which takes longer than carrying most of them out.
 */
export interface StatementNames {
  /** Undefined: it is not to be kept. */
  of(text: string): string | undefined;
  /** Whether a statement failed for being kept, before it did anything: without a name it may be said once more. */
  haveFailed(error: unknown): boolean;
}

export function createStatementNames(): StatementNames {
  const times = new Map<string, number>();
  const names = new Map<string, string>();
  let isOver = false;
  return {
    of(text) {
      if (isOver) return undefined;
      const known = names.get(text);
      if (known !== undefined || names.size >= mostKept) return known;
      const count = (times.get(text) ?? 0) + 1;
      if (count >= often) {
        names.set(text, nameOf(text));
        times.delete(text);
      } else if (times.size < mostKept || count > 1) times.set(text, count);
      return names.get(text);
    },
    haveFailed(error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      // What pools connections for PostgreSQL may hand each statement to another one, which doesn't know it.
      if (lost.has(code)) isOver = true;
      return lost.has(code) || code === outdated;
    },
  };
}

/**
 * A statement's own name, whichever process keeps it: where connections are pooled between them, another one's is there
 * under the same name. At most 63 bytes count (PostgreSQL, Identifiers).
 */
function nameOf(text: string): string {
  return `ngorder_${hash('sha256', text, 'base64url')}`;
}

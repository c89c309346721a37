import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { vi } from 'vitest';

/** A statement as the database was given it, with its values where they matter to the plan. */
export interface Statement {
  text: string;
  values: readonly unknown[];
}

/** Notes every statement of this process, each once, until it is told to stop. */
export function recordStatements(): { statements: Statement[]; stop(): void } {
  const known = new Map<string, Statement>();
  const note = (text: unknown, values: unknown): void => {
    // Several in one are what tries whether anything can be written at all.
    if (typeof text !== 'string' || /;\s*\S/.test(text)) return;
    if (!/^\s*(select|insert|update|delete|with)\b/i.test(text)) return;
    if (!known.has(text)) known.set(text, { text, values: Array.isArray(values) ? values : [] });
  };
  const prepare = DatabaseSync.prototype.prepare;
  const sqlite = vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (
    this: DatabaseSync,
    text,
  ) {
    note(text, []);
    return prepare.call(this, text);
  });
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
  const postgres = vi
    .spyOn(pg.Client.prototype as { query: (...given: unknown[]) => unknown }, 'query')
    .mockImplementation(function (this: pg.Client, ...given) {
      note(given[0], given[1]);
      return query.apply(this, given);
    });
  return {
    get statements() {
      return [...known.values()];
    },
    stop() {
      sqlite.mockRestore();
      postgres.mockRestore();
    },
  };
}

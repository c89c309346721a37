import type { PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import { wordsForPostgres } from './postgres-problem.ts';
import type { StatementNames } from './statement-names.ts';

/** Carries out a statement. */
export type Query = <R>(
  text: string,
  parameters: readonly unknown[],
) => Promise<PostgresQueryResult<R>>;

/** Asks on one connection. */
export interface Asking {
  query: Query;
  /** It met trouble, or keeps statements that are outdated: another one is to be used from now on. */
  readonly isSpent: boolean;
}

/** @param onTrouble called when a statement fails by an outage */
export function askOn(client: pg.ClientBase, names: StatementNames, onTrouble: () => void): Asking {
  let failure: unknown;
  let isTransaction = false;
  let isOutdated = false;
  const ask = async (text: string, values: unknown[]) => {
    isTransaction ||= /^(begin|start transaction)/i.test(text);
    // In a transaction nothing can be said once more after a failure.
    const name = isTransaction ? undefined : names.of(text);
    if (name === undefined) return client.query(text, values);
    try {
      return await client.query({ name, text, values });
    } catch (error) {
      if (!names.haveFailed(error)) throw error;
      isOutdated = true;
      return client.query(text, values);
    }
  };
  const query = async (text: string, parameters: readonly unknown[]) => {
    // A rollback, say, would wait for an answer that never comes.
    if (failure !== undefined) throw failure;
    try {
      return await ask(text, [...parameters]);
    } catch (error) {
      if (wordsForPostgres(error) !== undefined) {
        failure = error;
        onTrouble();
      }
      throw error;
    }
  };
  return {
    query: query as Query,
    get isSpent() {
      return isOutdated || failure !== undefined;
    },
  };
}

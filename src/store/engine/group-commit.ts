import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Tables } from '../schema.ts';

/** What is done in a transaction that others may share; undone and done anew in one of its own where theirs fails. */
type Work<T> = (transaction: Kysely<Tables>) => Promise<T>;

/**
 * Does work in a transaction. Resolves once it is committed; what it throws concerns this work alone.
 * @param about only work about the same is committed together: it holds the same rows, so that no two groups, also of
 * different processes, wait for what the other one holds
 * @param isUrgent something of which there are few, such as a place at Ngorder, is held until then
 */
export type InTransaction = <T>(work: Work<T>, about: string, isUrgent?: boolean) => Promise<T>;

interface Asked {
  about: string;
  work: Work<unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** Each work in a transaction of its own. */
export function eachAlone(db: Kysely<Tables>): InTransaction {
  return (work) => db.transaction().execute(work);
}

/** What isn't urgent is committed in groups of so many: urgent work that comes meanwhile waits no longer for it. */
const mostAtOnce = 8;

/**
 * Commits together what is asked for at about the same time: a commit waits for the disk, however much it holds, and with
 * one connection all others wait behind it.
 */
export function groupCommit(durably: <T>(work: Work<T>) => Promise<T>): InTransaction {
  const alone = <T>(work: Work<T>): Promise<T> =>
    durably((from) => from.transaction().execute(work));
  const urgent: Asked[] = [];
  const waiting: Asked[] = [];
  let isCommitting = false;

  const commit = async (asked: readonly Asked[]): Promise<void> => {
    try {
      const results = await alone(async (transaction) => {
        const all: unknown[] = [];
        for (const { work } of asked) all.push(await work(transaction));
        return all;
      });
      for (const [index, { resolve }] of asked.entries()) resolve(results[index]);
    } catch (error) {
      const [first, ...others] = asked;
      if (others.length === 0) first?.reject(error);
      else for (const { work, resolve, reject } of asked) await alone(work).then(resolve, reject);
    }
  };
  const commitAll = async (): Promise<void> => {
    isCommitting = true;
    while (urgent.length + waiting.length > 0) {
      // Whoever was waiting for the same moment, such as an answer that has come, asks in this turn.
      await nextTurn();
      await commit(
        urgent.length > 0 ? takeGroup(urgent, urgent.length) : takeGroup(waiting, mostAtOnce),
      );
    }
    isCommitting = false;
  };

  return <T>(work: Work<T>, about: string, isUrgent = false) =>
    new Promise<T>((resolve, reject) => {
      const asked = { work, about, resolve: resolve as Asked['resolve'], reject };
      (isUrgent ? urgent : waiting).push(asked);
      if (!isCommitting) void commitAll();
    });
}

/** Takes those about the same as the first, so many at most. */
function takeGroup(waiting: Asked[], most: number): Asked[] {
  const group = waiting.filter(({ about }) => about === waiting[0]?.about).slice(0, most);
  for (const asked of group) waiting.splice(waiting.indexOf(asked), 1);
  return group;
}

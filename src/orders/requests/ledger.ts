import type { Store } from '../../store/store.ts';
import { createActSteps } from './act-steps.ts';
import { openLedgerRows } from './ledger-rows.ts';
import { createQuestions } from './questions.ts';
import type { RequestedAct } from './states.ts';

/**
 * The one safe way to change an order: who asked, who decided, what was sent and what came of it.
 * Every step is one atomic transaction, so that of many who press, one is heard.
 */
export type Ledger = ReturnType<typeof createLedger>;

/** @param onEnd told of each act that was confirmed and has come to its end */
export function createLedger(
  store: Store,
  botId: number,
  onEnd: (requested: RequestedAct) => void = () => undefined,
) {
  const listeners = new Set<() => void>();
  const rows = openLedgerRows(store, botId, () => {
    for (const listener of listeners) listener();
  });
  return {
    ...createQuestions(rows),
    ...createActSteps(rows, onEnd),

    /** Calls back after every change that a worker should look at. Returns the way to stop that. */
    onChange(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** An act with its request. @throws {RequestUnknown}, {DecryptionFailed} when what it holds can't be read */
    get: rows.get,
  };
}

import { LeaseLost, type Leases, withLease } from '../../background/with-lease.ts';
import { createWorker, type Worker } from '../../background/worker.ts';
import type { ActKey } from '../../store/requests/act-rows.ts';
import { type ActRunnerParts, createActRunner } from './act-runner.ts';
import { leaseOf } from './act-steps.ts';

export interface ActWorkersParts extends ActRunnerParts {
  leases: Leases;
  /** How long a worker that died keeps others from its act, in milliseconds: longer than a request may take. */
  leaseMs: number;
  /** Told of what could not be carried out; the act stays and is tried again. */
  onTrouble: (error: unknown, request: string | undefined) => void;
  /** How often the ledger is looked at when nobody announces a change. */
  everyMs?: number;
}

/** So many people's acts are worked on side by side; the client decides how many requests are under way. */
const freshAtOnce = 16;
/** What only reading can settle never takes all places: a new Yes goes before it, however much waits. */
const unsettledAtOnce = 2;

/**
 * The workers that move acts on: one for what somebody waits for, one for what must be looked up. Both hear of every
 * change of the ledger until they are stopped.
 */
export function createActWorkers(parts: ActWorkersParts): Worker[] {
  const { ledger, leases, leaseMs, onTrouble, everyMs = 1000 } = parts;
  const advance = createActRunner(parts);
  const stopping = new AbortController();

  const handle = async (key: ActKey): Promise<void> => {
    const name = leaseOf(key);
    const options = {
      ms: leaseMs,
      stopping: stopping.signal,
      onTrouble: (error: unknown) => onTrouble(error, key.request),
    };
    try {
      await withLease(leases, name, options, async (held) =>
        advance(await ledger.get(key.request, key.position), held),
      );
    } catch (error) {
      // Whoever has the act next goes on with it.
      if (error instanceof LeaseLost || stopping.signal.aborted) return;
      onTrouble(error, key.request);
      await ledger.postpone(key, everyMs * 5);
    }
  };

  const lane = (what: 'fresh' | 'unsettled', atOnce: number): Worker => {
    const worker = createWorker<ActKey>({
      async due(limit) {
        if (what === 'fresh') await ledger.expireQuestions();
        return ledger.due(what, limit);
      },
      key: leaseOf,
      handle,
      onTrouble,
      atOnce,
      everyMs,
      wokenBy: ledger.onChange,
    });
    return {
      ...worker,
      async stop() {
        stopping.abort();
        await worker.stop();
      },
    };
  };

  return [lane('fresh', freshAtOnce), lane('unsettled', unsettledAtOnce)];
}

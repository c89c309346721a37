import pLimit from 'p-limit';
import { type Bulk, createBulk } from '../../background/bulk.ts';
import { paced } from '../../background/paced.ts';
import { LeaseLost, type Leases, withLease } from '../../background/with-lease.ts';
import { createWorker, type Worker } from '../../background/worker.ts';
import { type ActKey, leaseOf } from '../../store/requests/acts/act.ts';
import { type ActRunnerParts, createActRunner } from './act-runner.ts';
import { createLooks } from './runs/looks.ts';

export interface ActWorkersParts extends ActRunnerParts {
  leases: Leases;
  /** How long a worker that died keeps others from its act, in milliseconds: longer than a request may take. */
  leaseMs: number;
  /** Told of what could not be carried out; the act stays and is tried again. */
  onTrouble: (error: unknown, request: string | undefined) => void;
  /** How often the ledger is looked at when nobody announces a change. */
  everyMs?: number;
  /** Who waits for updates meanwhile: unless told, nobody. */
  bulk?: Bulk;
}

/** So many people's acts are worked on side by side; the client decides how many requests are under way. */
const freshAtOnce = 16;
/** So many orders of runs are worked on side by side: more than Ngorder ever bears at once. */
const queuedAtOnce = 64;
/** Of runs no more are taken up than get through in so much time: what waits long after it was looked at may have changed. */
const windowMs = 2000;
const leastInWindow = 4;
/**
 * So much is looked up side by side: those of a shop share what is read, and wait together for the second reading. In the
 * background it never takes all of Ngorder's places: a new Yes goes before it, however much waits.
 */
const unsettledAtOnce = 128;
/** So many of their statements are under way: who presses a button waits for no more in the database. */
const unsettledStatements = 2;

type Lane = 'fresh' | 'queued' | 'unsettled';

/**
 * The workers that move acts on: one for what somebody waits for, one for runs over many orders, one for what must be
 * looked up. All hear of every change of the ledger until they are stopped.
 */
export function createActWorkers(parts: ActWorkersParts): Worker[] {
  const { ledger, onTrouble, everyMs = 1000, bulk = createBulk() } = parts;
  const looks = parts.looks ?? createLooks();
  const handle = handlingWith({ ...parts, looks });
  const statements = pLimit(unsettledStatements);
  const handleUnsettled = handlingWith({
    ...parts,
    looks,
    ledger: paced(ledger, statements),
    leases: paced(parts.leases, statements),
    shops: paced(parts.shops, statements),
    // Not the team, which the ledger asks in the middle of a call: two of those would wait for each other.
  });

  const lately: number[] = [];
  /** How many of runs may be on their way: what got through lately, and half as many again. */
  const window = (): number => {
    const now = performance.now();
    while (lately[0] !== undefined && now - lately[0] > windowMs) lately.shift();
    return leastInWindow + Math.ceil(1.5 * lately.length);
  };

  const dueIn = async (lane: Lane, limit: number): Promise<ActKey[]> => {
    if (lane === 'queued') return ledger.dueInRuns(Math.min(limit, window()));
    if (lane === 'fresh') {
      await ledger.expireQuestions();
      await ledger.spreadApprovals();
    }
    return ledger.due(lane, limit);
  };

  const ofRuns = bulk.line();
  const ofBacklogs = bulk.line();
  const handlers: Record<Lane, typeof handle> = {
    fresh: handle,
    queued: (key, stopping) =>
      ofRuns(async () => {
        await handle(key, stopping);
        lately.push(performance.now());
      }, stopping),
    unsettled: (key, stopping) => ofBacklogs(() => handleUnsettled(key, stopping), stopping),
  };

  const lane = (what: Lane, atOnce: number): Worker =>
    createWorker<ActKey>({
      due: (limit) => dueIn(what, limit),
      key: leaseOf,
      handle: handlers[what],
      onTrouble,
      atOnce,
      everyMs,
      wokenBy: ledger.onChange,
    });

  return [
    lane('fresh', freshAtOnce),
    lane('queued', queuedAtOnce),
    lane('unsettled', unsettledAtOnce),
  ];
}

/** Moves on one act, where nobody else does. */
function handlingWith(parts: ActWorkersParts) {
  const { ledger, leases, leaseMs, onTrouble, everyMs = 1000 } = parts;
  const advance = createActRunner(parts);
  return async (key: ActKey, stopping: AbortSignal): Promise<void> => {
    const name = leaseOf(key);
    const options = {
      ms: leaseMs,
      stopping,
      onTrouble: (error: unknown) => onTrouble(error, key.request),
    };
    try {
      await withLease(leases, name, options, async (held) =>
        advance(await ledger.get(key.request, key.position), held),
      );
    } catch (error) {
      // Whoever has the act next goes on with it.
      if (error instanceof LeaseLost || stopping.aborted) return;
      onTrouble(error, key.request);
      await ledger.postpone(key, everyMs * 5);
    }
  };
}

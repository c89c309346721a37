import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Leases } from '../../../src/background/with-lease.ts';
import type { Worker } from '../../../src/background/worker.ts';
import {
  type ActWorkersParts,
  createActWorkers,
} from '../../../src/orders/requests/act-workers.ts';
import { createLedger, type Ledger } from '../../../src/orders/requests/ledger.ts';
import type { Proposal } from '../../../src/orders/requests/questions.ts';
import type {
  Act,
  ActKind,
  ActStatus,
  Person,
  Request,
  RequestedAct,
  RequestStatus,
} from '../../../src/orders/requests/states.ts';
import type { ActKey } from '../../../src/store/requests/acts/act.ts';
import type { Store } from '../../../src/store/store.ts';
import { createLeases } from '../../../src/store/tables/leases.ts';
import { createTeam, type Team } from '../../../src/team/team.ts';
import { inJakarta } from '../../fixtures/in-jakarta.ts';
import { createClock, type Database, type TestClock } from '../../store/databases.ts';
import { createPretendNgorder, type PretendNgorder } from './pretend-ngorder.ts';

export const sari: Person = { id: 11, name: 'Sari' };
export const budi: Person = { id: 12, name: 'Budi' };

/** An act and its request in one, with the state that a person would name: the question's until it is confirmed. */
export type Told = Omit<Request & Act, 'status' | 'request'> & {
  status: Exclude<RequestStatus, 'confirmed' | 'over'> | ActStatus;
};

export function told({ request, act }: RequestedAct): Told {
  const { status } = request;
  const isDecided = status === 'confirmed' || status === 'over' || act.status === 'checking';
  return { ...request, ...act, status: isDecided || isOverByItself(act) ? act.status : status };
}

/** What was declined and happened all the same. */
function isOverByItself({ status }: Act): boolean {
  return status === 'done' || status === 'failed';
}

export function keyOf({ token }: Pick<Told, 'token'>): ActKey {
  return { request: token, position: 0 };
}

/** A shop's harness: the ledger over a database, a pretend Ngorder behind it and a clock in the test's hand. */
export interface Harness {
  store: Store;
  clock: TestClock;
  /** Waits by moving the clock on. */
  pause(ms: number): Promise<void>;
  ledger: Ledger;
  leases: Leases;
  team: Team;
  ngorder: PretendNgorder;
  /** What workers could not carry out. */
  trouble: unknown[];
  /** The workers of one process: of what is fresh, and of what is unsettled. */
  workers(more?: Partial<ActWorkersParts>): Worker[];
  /** Workers that look by themselves only once an hour: what they do sooner, they were told of. */
  slowWorkers(): Worker[];
  /** Lets fresh workers do everything that is due now, and what that has to be waited for. */
  run(): Promise<void>;
  /** Moves the clock on, then runs. */
  runAfter(ms: number): Promise<void>;
  get(token: string): Promise<Told>;
  propose(kind: ActKind, orderId: number, more?: Partial<Proposal>): Promise<Told>;
  confirm(token: string, person: Person): Promise<Told>;
  decline(token: string, person: Person): Promise<Told>;
  /** Proposes and confirms. */
  confirmed(kind: ActKind, orderId: number, more?: Partial<Proposal>): Promise<Told>;
  /** What is due, as it is. */
  due(): Promise<Told[]>;
  /** What chats are still to be shown, as it is. */
  unshown(): Promise<Told[]>;
  /** The chat shows it as it is now. */
  markShown(token: string): Promise<void>;
}

const momentMs = 1000;
const everybody = Array.from({ length: 200 }, (_, index) => index + 1);

/** @param deleteGraceMs how long deletes are held back */
export async function openHarness(database: Database, deleteGraceMs = 0): Promise<Harness> {
  const clock = createClock();
  const harness = harnessOver(await database.open(clock), clock, deleteGraceMs);
  for (const shop of ['shop', 'another']) await harness.team.setOwners(shop, everybody);
  return harness;
}

export function harnessOver(store: Store, clock: TestClock, deleteGraceMs = 0): Harness {
  const ledger = createLedger(store, 1, { deleteGraceMs });
  const leases = createLeases(store);
  const team = createTeam(store, 1);
  const ngorder = createPretendNgorder();
  const trouble: unknown[] = [];
  const parts = {
    ledger,
    leases,
    team,
    shops: {
      of: async (id: string) => ({
        id,
        name: 'Toko',
        ...inJakarta,
        isKnown: true,
        isConnected: true,
        ngorder,
      }),
    },
    leaseMs: ngorder.limits.actMs * 2,
    onTrouble: (error: unknown) => void trouble.push(error),
    pause: (ms: number) => harness.pause(ms),
  };
  const harness: Harness = {
    pause: async (ms) => {
      clock.ms += ms;
    },
    store,
    clock,
    ledger,
    leases,
    team,
    ngorder,
    trouble,
    workers: (more) => createActWorkers({ ...parts, ...more }),
    slowWorkers: () => harness.workers({ everyMs: 3_600_000 }),
    async run() {
      const begun = clock.ms;
      await Promise.all(harness.workers().map((worker) => worker.runDue()));
      // Another run of it may be at work on the same.
      await nextTurn();
      // What ended an act on the same order a moment ago gets its turn a moment later.
      const turned = await store.db
        .selectFrom('acts')
        .innerJoin('runs', 'runs.request', 'acts.request')
        .select('acts.request')
        .where('runs.state', '=', 'running')
        .where('acts.status', '=', 'queued')
        .where('acts.due_at', '<=', begun)
        .where('acts.tries', '>', 0)
        .executeTakeFirst();
      if (turned !== undefined) return harness.runAfter(momentMs);
      // What looks as if nothing had happened is read once more.
      const looked = await store.db
        .selectFrom('acts')
        .select('due_at')
        .where('status', '=', 'unknown')
        .where('old_since', '>=', begun)
        .executeTakeFirst();
      if (looked === undefined) return;
      await harness.pause(looked.due_at - clock.ms);
      await harness.run();
    },
    async runAfter(ms) {
      clock.ms += ms;
      await harness.run();
    },
    get: async (token) => told(await ledger.get(token)),
    async propose(kind, orderId, more) {
      const proposal = {
        shop: 'shop',
        kind,
        orderId,
        askedBy: sari,
        target: { chatId: -100 },
        seen: ngorder.order(orderId),
        ...more,
      };
      const { request } = await ledger.propose(proposal);
      // Each stands in a message of its own.
      await ledger.attach(request.token, proposal.target.chatId, nextMessage++);
      return told(await ledger.get(request.token));
    },
    confirm: async (token, person) => told(await ledger.confirm(token, person)),
    decline: async (token, person) => told(await ledger.decline(token, person)),
    async confirmed(kind, orderId, more) {
      const { token } = await harness.propose(kind, orderId, more);
      return harness.confirm(token, sari);
    },
    async due() {
      const keys = [...(await ledger.due('fresh', 100)), ...(await ledger.due('unsettled', 100))];
      return Promise.all(keys.map(({ request }) => harness.get(request)));
    },
    async unshown() {
      const messages = await ledger.unshown(100);
      return Promise.all(messages.map(({ request }) => harness.get(request)));
    },
    async markShown(token) {
      for (const message of await ledger.unshown(100))
        if (message.request === token) await ledger.markShown(message);
    },
  };
  return harness;
}

let nextMessage = 7;

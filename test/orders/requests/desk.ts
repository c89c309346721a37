import { createLedger, type Ledger, type Proposal } from '../../../src/orders/requests/ledger.ts';
import { type ActionRunner, createActionRunner } from '../../../src/orders/requests/runner.ts';
import type { Action, ActionKind, Person } from '../../../src/orders/requests/states.ts';
import type { Store } from '../../../src/store/store.ts';
import { createLeases, type Leases } from '../../../src/store/tables/leases.ts';
import { createClock, type Database, type TestClock } from '../../store/databases.ts';
import { createPretendNgorder, type PretendNgorder } from './pretend-ngorder.ts';

export const sari: Person = { id: 11, name: 'Sari' };
export const budi: Person = { id: 12, name: 'Budi' };

/** A shop's desk: the ledger over a database, a pretend Ngorder behind it and a clock in the test's hand. */
export interface Desk {
  store: Store;
  clock: TestClock;
  /** Waits by moving the clock on. */
  pause(ms: number): Promise<void>;
  ledger: Ledger;
  leases: Leases;
  ngorder: PretendNgorder;
  /** What runners could not carry out. */
  trouble: unknown[];
  runner(): ActionRunner;
  /** A runner that looks by itself only once an hour: what it does sooner, it was told of. */
  slowRunner(): ActionRunner;
  /** Lets a fresh runner do everything that is due now. */
  run(): Promise<void>;
  /** Moves the clock on, then runs. */
  runAfter(ms: number): Promise<void>;
  propose(kind: ActionKind, orderId: number, more?: Partial<Proposal>): Promise<Action>;
  /** Proposes and confirms. */
  confirmed(kind: ActionKind, orderId: number, more?: Partial<Proposal>): Promise<Action>;
}

export async function openDesk(database: Database): Promise<Desk> {
  const clock = createClock();
  return deskOver(await database.open(clock), clock);
}

export function deskOver(store: Store, clock: TestClock): Desk {
  const ledger = createLedger(store, 1);
  const leases = createLeases(store);
  const ngorder = createPretendNgorder();
  const trouble: unknown[] = [];
  const onTrouble = (error: unknown) => trouble.push(error);
  const pause = async (ms: number) => {
    clock.ms += ms;
  };
  const parts = { ledger, leases, ngorder, onTrouble, pause: (ms: number) => desk.pause(ms) };
  const desk: Desk = {
    pause,
    store,
    clock,
    ledger,
    leases,
    ngorder,
    trouble,
    runner: () => createActionRunner(parts),
    slowRunner: () => createActionRunner({ ...parts, tickMs: 3_600_000 }),
    run: () => desk.runner().runDue(),
    async runAfter(ms) {
      clock.ms += ms;
      await desk.run();
    },
    propose: (kind, orderId, more) =>
      ledger.propose({
        shop: 'shop',
        kind,
        orderId,
        askedBy: sari,
        place: { chatId: -100, messageId: 7 },
        seen: ngorder.order(orderId),
        ...more,
      }),
    async confirmed(kind, orderId, more) {
      const { token } = await desk.propose(kind, orderId, more);
      return ledger.confirm(token, sari);
    },
  };
  return desk;
}

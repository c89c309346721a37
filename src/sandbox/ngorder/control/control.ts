/** The sandbox's own interface, which the real API lacks: for tests and the page. */
import type { Watchers } from '../../control/watchers.ts';
import type { Operation } from '../api/api.ts';
import {
  type Behaviour,
  type BehaviourChange,
  behaviourChange,
  firstBehaviour,
} from '../behaviour.ts';
import type { ApiCall, CallLog } from '../call-log.ts';
import type { Delays } from '../faults/delays.ts';
import type { Fault, Faults, SetFault } from '../faults/faults.ts';
import type { FieldChanges, OrderItem, Place, PlacedOrder } from '../shop/order.ts';
import {
  type Overview,
  type OverviewQuery,
  overviewOf,
  type Whereabouts,
} from '../shop/overview.ts';
import type { Shop } from '../shop/shop.ts';

export type { Behaviour, BehaviourChange } from '../behaviour.ts';
export type { ApiCall } from '../call-log.ts';
export type { Fault, FaultKind, SetFault } from '../faults/faults.ts';
export type { CanceledType, FieldChanges, OrderItem, Place, PlacedOrder } from '../shop/order.ts';

/**
 * A change: a call arrived or was answered, an order changed, a request started or stopped waiting,
 * faults were set, used or removed, everything was reset.
 */
export type Change =
  | { type: 'call'; call: ApiCall }
  | { type: 'order'; orderId: number; place: Whereabouts }
  | { type: 'waiting'; requests: number }
  | { type: 'faults'; faults: SetFault[] }
  | { type: 'reset' };

export interface NgorderControl {
  /** The last 5,000 calls, oldest first and including those in progress; optionally of one operation. */
  calls(operation?: Operation): ApiCall[];
  clearCalls(): void;
  /** Adds a fault. @throws z.ZodError for an invalid one */
  fault(fault: Fault): void;
  /** Replaces all faults with these. @throws z.ZodError for an invalid one */
  setFaults(faults: readonly Fault[]): void;
  /** The faults that are still active. */
  faults(): SetFault[];
  /** Removes all faults; requests that are already waiting keep waiting. */
  clearFaults(): void;
  /** Releases all requests that a fault keeps waiting. */
  release(): void;
  /** The number of requests that a fault keeps waiting. */
  waiting(): number;
  behave(behaviour: BehaviourChange): void;
  behaviour(): Behaviour;
  /** `gone` if deleted, undefined for an ID that never existed. */
  where(id: number): Whereabouts | undefined;
  /** A copy of an order and its list; undefined if deleted. */
  order(id: number): PlacedOrder | undefined;
  /** Copies of one list's orders, newest first. */
  orders(place: Place): OrderItem[];
  counts(): Record<Place, number>;
  /** Some orders from all lists and the deleted ones, the last changed first. */
  overview(query: OverviewQuery): Overview;
  /** Changes an order's fields, as somebody else would in the dashboard. @throws NoSuchOrder */
  patch(id: number, fields: FieldChanges): void;
  /** Moves an order, as somebody else would in the dashboard. @throws NoSuchOrder */
  move(id: number, place: Whereabouts): void;
  /** Adds an order, or replaces the one with its ID. */
  put(order: OrderItem, place: Place): void;
  /** Resets everything: orders, calls, faults and behaviour. Waiting requests are dropped. */
  reset(): void;
  /** Calls `listener` on every change; returns how to stop. */
  onChange(listener: (change: Change) => void): () => void;
  /**
   * Calls `look` now and after every change until it finds something.
   * @throws Error when it has found nothing within `timeoutMs` (default 10,000)
   */
  until<T>(look: () => T | undefined | false, timeoutMs?: number): Promise<T>;
}

export interface ControlParts {
  shop: Shop;
  calls: CallLog;
  faults: Faults;
  delays: Delays;
  behaviour: Behaviour;
  changes: Watchers<Change>;
}

export function createControl(parts: ControlParts): NgorderControl {
  const { shop, calls, faults, delays, behaviour, changes } = parts;
  const changed = (orderId: number) =>
    changes.tell({ type: 'order', orderId, place: shop.where(orderId) ?? 'gone' });
  const faultsChanged = () => changes.tell({ type: 'faults', faults: faults.list() });
  return {
    calls: (operation) => calls.list(operation),
    clearCalls: () => calls.clear(),
    fault: (fault) => {
      faults.add(fault);
      faultsChanged();
    },
    setFaults: (wanted) => {
      faults.replace(wanted);
      faultsChanged();
    },
    faults: () => faults.list(),
    clearFaults: () => {
      faults.clear();
      faultsChanged();
    },
    release: () => delays.release(),
    waiting: () => delays.size,
    behave: (wanted) => {
      Object.assign(behaviour, behaviourChange.parse(wanted));
    },
    behaviour: () => ({ ...behaviour }),
    where: (id) => shop.where(id),
    order: (id) => structuredClone(shop.find(id)),
    orders: (place) => structuredClone(shop.list(place)),
    counts: () => shop.counts(),
    overview: (query) => overviewOf(shop.tracked(), query),
    patch: (id, fields) => {
      shop.patch(id, fields);
      changed(id);
    },
    move: (id, place) => {
      shop.move(id, place);
      changed(id);
    },
    put: (order, place) => {
      shop.put(order, place);
      changed(order.order_id);
    },
    reset: () => {
      delays.interrupt();
      shop.reset();
      calls.clear();
      faults.clear();
      Object.assign(behaviour, firstBehaviour);
      changes.tell({ type: 'reset' });
    },
    onChange: (listener) => changes.watch(listener),
    until: (look, timeoutMs = 10_000) => until(changes, look, timeoutMs),
  };
}

function until<T>(
  changes: Watchers<Change>,
  look: () => T | undefined | false,
  timeoutMs: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const check = () => {
      try {
        const found = look();
        if (found !== undefined && found !== false) leave(() => resolve(found));
      } catch (error) {
        leave(() => reject(error));
      }
    };
    const leave = (then: () => void) => {
      clearTimeout(timer);
      stop();
      then();
    };
    const timer = setTimeout(
      () =>
        leave(() =>
          reject(new Error(`Not found in the Ngorder sandbox within ${timeoutMs} ms: ${look}`)),
        ),
      timeoutMs,
    );
    const stop = changes.watch(check);
    check();
  });
}

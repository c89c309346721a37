/** The side of the sandbox that the real API doesn't have: what tests and the demo's page hold. */
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
 * Something changed: a call arrived or was answered, an order changed, a request began or ceased to
 * wait, faults were set, used or taken away, everything was reset.
 */
export type Change =
  | { type: 'call'; call: ApiCall }
  | { type: 'order'; orderId: number; place: Whereabouts }
  | { type: 'waiting'; requests: number }
  | { type: 'faults'; faults: SetFault[] }
  | { type: 'reset' };

export interface NgorderControl {
  /** The last 5,000 calls, oldest first, those under way included; of one operation if named. */
  calls(operation?: Operation): ApiCall[];
  clearCalls(): void;
  /** Sets a fault. @throws z.ZodError for one that can't be */
  fault(fault: Fault): void;
  /** Sets these faults in the place of all others. @throws z.ZodError for one that can't be */
  setFaults(faults: readonly Fault[]): void;
  /** Those that can still strike. */
  faults(): SetFault[];
  /** Takes all faults away; requests that already wait go on waiting. */
  clearFaults(): void;
  /** Lets every request go on that a fault keeps waiting. */
  release(): void;
  /** How many requests a fault keeps waiting now. */
  waiting(): number;
  behave(behaviour: BehaviourChange): void;
  behaviour(): Behaviour;
  /** `gone` when deleted, undefined for an ID that never was. */
  where(id: number): Whereabouts | undefined;
  /** A copy of an order and its place; undefined when deleted. */
  order(id: number): PlacedOrder | undefined;
  /** Copies of one list's orders, newest first. */
  orders(place: Place): OrderItem[];
  counts(): Record<Place, number>;
  /** Some orders of all lists, the deleted ones included, what changed last on top. */
  overview(query: OverviewQuery): Overview;
  /** Changes an order's fields, as somebody else would in the dashboard. @throws NoSuchOrder */
  patch(id: number, fields: FieldChanges): void;
  /** Moves an order, as somebody else would in the dashboard. @throws NoSuchOrder */
  move(id: number, place: Whereabouts): void;
  /** Adds an order, or replaces the one with its ID. */
  put(order: OrderItem, place: Place): void;
  /** First state of all: orders, calls, faults and behaviour. Waiting requests are dropped. */
  reset(): void;
  /** Tells of every change; returns how to stop. */
  onChange(listener: (change: Change) => void): () => void;
  /**
   * Looks now and after every change until `look` finds something.
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
  changes: Changes;
}

/** Who wants to know of changes. */
export class Changes {
  readonly #listeners = new Set<(change: Change) => void>();

  tell(change: Change): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
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
    onChange: (listener) => changes.listen(listener),
    until: (look, timeoutMs = 10_000) => until(changes, look, timeoutMs),
  };
}

function until<T>(
  changes: Changes,
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
    const stop = changes.listen(check);
    check();
  });
}

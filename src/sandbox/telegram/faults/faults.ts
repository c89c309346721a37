import { ActiveFaults, type Times } from '../../control/active-faults.ts';
import type { UpdateKind } from '../types.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';

/**
 * A fault of calls to `method`, or to any method for `*`: refused, answered by a broken gateway,
 * cut off, or slow.
 */
export type CallFault = { method: string; times?: Times } & (
  | { kind: 'throttle'; retry_after: number }
  | { kind: 'refuse'; code: number; description: string }
  | { kind: 'error'; status: number }
  | { kind: 'cut'; when: 'before' | 'after' }
  | { kind: 'delay'; ms: number }
);

/** A fault of updates of a kind, or of any kind: delivered again after it was acknowledged, or held back. */
export type UpdateFault = { update?: UpdateKind | '*'; times?: Times } & (
  | { kind: 'twice' }
  | { kind: 'late'; ms: number }
);

/**
 * While it is active, a press that isn't answered in time is sent again: the person's app repeats
 * it on reconnecting, as another query in another update (tdlib/telegram-bot-api issue 699).
 */
export interface Redelivery {
  kind: 'redeliver';
  after_seconds: number;
}

export type Fault = CallFault | UpdateFault | Redelivery;

export type ActiveFault = Fault & { id: number; left: Times };

const maxFaults = 1000;

/** The active faults. */
export class Faults {
  readonly #active = new ActiveFaults<ActiveFault>();
  #nextId = 1;

  /** @throws {ImpossibleAction} 409 when there are too many */
  add(fault: Fault): ActiveFault {
    if (this.active().length >= maxFaults)
      throw new ImpossibleAction(409, `${maxFaults} faults are active already`);
    const left = fault.kind === 'redeliver' ? 'always' : (fault.times ?? 1);
    const added = { ...fault, id: this.#nextId++, left };
    this.#active.add(added);
    return added;
  }

  active(): ActiveFault[] {
    return this.#active.all;
  }

  /** Takes the oldest fault for this method and uses it up by one. `*` doesn't match polls. */
  nextOfCall(method: string): CallFault | undefined {
    return this.#active.take(
      (fault): fault is ActiveFault & CallFault => 'method' in fault && meets(fault.method, method),
    );
  }

  /** Takes the oldest fault for updates of this kind and uses it up by one. */
  nextOfUpdate(kind: UpdateKind): UpdateFault | undefined {
    return this.#active.take(
      (fault): fault is ActiveFault & UpdateFault =>
        (fault.kind === 'twice' || fault.kind === 'late') &&
        ['*', kind].includes(fault.update ?? '*'),
    );
  }

  /** The seconds after which an unanswered press is sent again; `undefined` for never. */
  redeliveryAfter(): number | undefined {
    const found = this.active().findLast((fault) => fault.kind === 'redeliver');
    return found?.kind === 'redeliver' ? found.after_seconds : undefined;
  }

  /** Removes a fault; returns whether it existed. */
  remove(id: number): boolean {
    return this.#active.remove(this.active().find((fault) => fault.id === id));
  }

  clear(): void {
    this.#active.clear();
  }
}

function meets(pattern: string, method: string): boolean {
  if (pattern === '*') return method !== 'getUpdates';
  return pattern.toLowerCase() === method.toLowerCase();
}

import type { UpdateKind } from '../types.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';

/** How often something goes wrong before all is well again; once unless said. */
export type Times = number | 'always';

/** A call of `method`, or of any for `*`: refused, answered by a broken gateway, cut off, or slow. */
export type CallFault = { method: string; times?: Times } & (
  | { kind: 'throttle'; retry_after: number }
  | { kind: 'refuse'; code: number; description: string }
  | { kind: 'error'; status: number }
  | { kind: 'cut'; when: 'before' | 'after' }
  | { kind: 'delay'; ms: number }
);

/** An update of a kind, or of any: handed out once more after it was acknowledged, or held back. */
export type UpdateFault = { update?: UpdateKind | '*'; times?: Times } & (
  | { kind: 'twice' }
  | { kind: 'late'; ms: number }
);

/**
 * As long as it lasts, a press that isn't answered in time comes again: the person's app sends it anew when it
 * reconnects, as another query in another update (tdlib/telegram-bot-api issue 699).
 */
export interface Redelivery {
  kind: 'redeliver';
  after_seconds: number;
}

export type Fault = CallFault | UpdateFault | Redelivery;

export type ActiveFault = Fault & { id: number; left: Times };

const maxFaults = 1000;

/** The faults that wait for what they are meant for. */
export class Faults {
  #active: ActiveFault[] = [];
  #nextId = 1;

  /** @throws {ImpossibleAction} 409 when there are too many */
  add(fault: Fault): ActiveFault {
    if (this.#active.length >= maxFaults)
      throw new ImpossibleAction(409, `${maxFaults} faults are active already`);
    const left = fault.kind === 'redeliver' ? 'always' : (fault.times ?? 1);
    const added = { ...fault, id: this.#nextId++, left };
    this.#active.push(added);
    return added;
  }

  active(): ActiveFault[] {
    return this.#active;
  }

  /** The oldest fault that is meant for this method, used up by one. Polls only meet faults that name them. */
  nextOfCall(method: string): CallFault | undefined {
    const found = this.#active.filter(isOfCalls).find((fault) => meets(fault.method, method));
    if (found) this.#useUp(found);
    return found;
  }

  /** The oldest fault that is meant for an update of this kind, used up by one. */
  nextOfUpdate(kind: UpdateKind): UpdateFault | undefined {
    const meant = ({ update = '*' }: UpdateFault) => update === '*' || update === kind;
    const found = this.#active.filter(isOfUpdates).find(meant);
    if (found) this.#useUp(found);
    return found;
  }

  /** After how many seconds an unanswered press comes again; `undefined` for never. */
  redeliveryAfter(): number | undefined {
    const found = this.#active.findLast((fault) => fault.kind === 'redeliver');
    return found?.kind === 'redeliver' ? found.after_seconds : undefined;
  }

  /** Ends a fault before its time; whether there was one. */
  remove(id: number): boolean {
    const before = this.#active.length;
    this.#active = this.#active.filter((fault) => fault.id !== id);
    return this.#active.length < before;
  }

  clear(): void {
    this.#active = [];
  }

  #useUp(fault: ActiveFault): void {
    if (fault.left === 'always') return;
    fault.left -= 1;
    if (fault.left === 0) this.remove(fault.id);
  }
}

function isOfCalls(fault: ActiveFault): fault is ActiveFault & CallFault {
  return 'method' in fault;
}

function isOfUpdates(fault: ActiveFault): fault is ActiveFault & UpdateFault {
  return fault.kind === 'twice' || fault.kind === 'late';
}

function meets(pattern: string, method: string): boolean {
  if (pattern === '*') return method !== 'getUpdates';
  return pattern.toLowerCase() === method.toLowerCase();
}

/** What can go wrong with a call: refused, answered by a broken gateway, cut off, or slow. */
export type FaultKind =
  | { kind: 'throttle'; retry_after: number }
  | { kind: 'error'; status: number }
  | { kind: 'cut'; when: 'before' | 'after' }
  | { kind: 'delay'; ms: number };

/** A fault for the next `times` (1 unless said) calls of `method`, or of any method for `*`. */
export type Fault = FaultKind & { method: string; times?: number };

/** The faults that wait for their call. */
export class Faults {
  #waiting: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** The oldest fault that is meant for this method, used up by one. Polls only meet faults that name them. */
  next(method: string): Fault | undefined {
    const found = this.#waiting.find(({ fault }) => meets(fault.method, method));
    if (!found) return undefined;
    found.left -= 1;
    if (found.left === 0) this.#waiting = this.#waiting.filter((waiting) => waiting !== found);
    return found.fault;
  }

  clear(): void {
    this.#waiting = [];
  }
}

function meets(pattern: string, method: string): boolean {
  if (pattern === '*') return method !== 'getUpdates';
  return pattern.toLowerCase() === method.toLowerCase();
}

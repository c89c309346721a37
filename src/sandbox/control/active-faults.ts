/** How often a fault strikes. */
export type Times = number | 'always';

/** The faults that are set, oldest first. */
export class ActiveFaults<Fault extends { left: Times }> {
  #active: Fault[] = [];

  get all(): Fault[] {
    return this.#active;
  }

  add(fault: Fault): void {
    this.#active.push(fault);
  }

  /** The oldest fault that fits, used up by one. */
  take<Fitting extends Fault>(fits: (fault: Fault) => fault is Fitting): Fitting | undefined;
  take(fits: (fault: Fault) => boolean): Fault | undefined;
  take(fits: (fault: Fault) => boolean): Fault | undefined {
    const found = this.#active.find(fits);
    if (!found || found.left === 'always') return found;
    found.left -= 1;
    if (found.left === 0) this.remove(found);
    return found;
  }

  /** Whether it was there. */
  remove(fault: Fault | undefined): boolean {
    const before = this.#active.length;
    this.#active = this.#active.filter((other) => other !== fault);
    return this.#active.length < before;
  }

  clear(): void {
    this.#active = [];
  }
}

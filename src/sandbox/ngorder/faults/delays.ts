/** A waiting request was dropped because the sandbox was reset or closed. */
export class Interrupted extends Error {
  constructor() {
    super('The sandbox was reset or closed while this request waited.');
  }
}

interface Wait {
  end: () => void;
  interrupt: () => void;
}

/** Requests that a fault keeps waiting. */
export class Delays {
  readonly #waits = new Set<Wait>();
  readonly #onChange: () => void;

  /** @param onChange called when the number of waiting requests changes */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Resolves after `ms`, or when released. @throws Interrupted */
  wait(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (then: () => void) => () => {
        clearTimeout(timer);
        this.#waits.delete(wait);
        then();
        this.#onChange();
      };
      const wait: Wait = {
        end: leave(resolve),
        interrupt: leave(() => reject(new Interrupted())),
      };
      const timer = setTimeout(wait.end, ms);
      this.#waits.add(wait);
      this.#onChange();
    });
  }

  /** The number of waiting requests. */
  get size(): number {
    return this.#waits.size;
  }

  /** Releases all waiting requests. */
  release(): void {
    for (const wait of [...this.#waits]) wait.end();
  }

  /** Drops all waiting requests. */
  interrupt(): void {
    for (const wait of [...this.#waits]) wait.interrupt();
  }
}

/** A waiting request was interrupted: the sandbox was reset or closed. */
export class Interrupted extends Error {
  constructor() {
    super('The sandbox was reset or closed while this request waited.');
  }
}

interface Wait {
  end: () => void;
  interrupt: () => void;
}

/** The requests that a fault keeps waiting. */
export class Delays {
  readonly #waits = new Set<Wait>();
  readonly #onChange: () => void;

  /** @param onChange called whenever another number of requests waits */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Ends after `ms`, or when released. @throws Interrupted */
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

  /** How many requests wait now. */
  get size(): number {
    return this.#waits.size;
  }

  /** Every waiting request goes on at once. */
  release(): void {
    for (const wait of [...this.#waits]) wait.end();
  }

  /** Every waiting request is dropped. */
  interrupt(): void {
    for (const wait of [...this.#waits]) wait.interrupt();
  }
}

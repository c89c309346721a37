/** Timers that can all be cancelled together. */
export class Timers {
  readonly #timers = new Set<NodeJS.Timeout>();

  get waiting(): number {
    return this.#timers.size;
  }

  set(ms: number, ring: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      ring();
    }, ms);
    timer.unref();
    this.#timers.add(timer);
  }

  clear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}

/** Chance that falls the same way again for the same seed. */
export interface Chance {
  /** A whole number, both ends included. */
  number(from: number, to: number): number;
  one<T>(items: readonly T[]): T;
  happens(share: number): boolean;
  /** Chance of its own, so that what one draws doesn't shift what another gets. */
  branch(): Chance;
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, even enough for picking moments. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const share = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const number = (from: number, to: number) => from + Math.floor(share() * (to - from + 1));
  return {
    number,
    one(items) {
      const item = items[number(0, items.length - 1)];
      if (item === undefined) throw new Error('Nothing to choose from');
      return item;
    },
    happens: (wanted) => share() < wanted,
    branch: () => createChance(number(0, 2 ** 32 - 1)),
  };
}

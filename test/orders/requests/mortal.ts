/** The end of a process: at its so-manieth call to the outside, before or after that call has taken effect. */
export interface Crash {
  atCall: number;
  when: 'before' | 'after';
}

/** The life of one pretended process. Once dead it does nothing more: what it waited for never comes. */
export interface Life {
  died: Promise<void>;
  /** The same object, seen from within this life. */
  within<T extends object>(thing: T): T;
}

/**
 * @param crash absent for a life that doesn't end.
 * @param pauses how many turns of the event loop each call is put off, one after the other, around and around.
 */
export function createLife(crash: Crash | undefined, pauses: readonly number[]): Life {
  let calls = 0;
  let dead = false;
  let die: () => void = () => undefined;
  const died = new Promise<void>((resolve) => {
    die = () => {
      dead = true;
      resolve();
    };
  });
  const never = new Promise<never>(() => undefined);

  const live = async (call: () => unknown): Promise<unknown> => {
    calls += 1;
    const last = calls === crash?.atCall ? crash.when : undefined;
    for (let turns = pauses[calls % pauses.length] ?? 0; turns > 0; turns -= 1) {
      await new Promise(setImmediate);
    }
    if (dead) return never;
    if (last === 'before') die();
    if (dead) return never;
    try {
      return await call();
    } finally {
      if (last === 'after') die();
      // A promise that never settles here keeps the dead from going on with what they learned.
      if (dead) await never;
    }
  };

  return {
    died,
    within: (thing) =>
      new Proxy(thing, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== 'function') return value;
          return (...given: unknown[]) => live(() => Reflect.apply(value, target, given));
        },
      }),
  };
}

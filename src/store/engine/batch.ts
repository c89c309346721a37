const beginning: (() => unknown)[] = [];

/** All that begins in the next turn of the event loop does so at once: what they say to the database can leave together. */
function inNextTurn(begin: () => unknown): void {
  if (beginning.push(begin) > 1) return;
  setImmediate(() => {
    for (const each of beginning.splice(0)) each();
  });
}

/**
 * Does alike things together: what is asked for while one group is under way, or in the same turn of the event loop,
 * makes up the next group. A commit to the disk costs the same for one as for a hundred.
 * @param run does a whole group and gives its results in the same order; when it rejects, all of the group do.
 */
export function batched<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  interface Asked {
    item: Item;
    resolve: (result: Result) => void;
    reject: (error: unknown) => void;
  }
  let waiting: Asked[] = [];
  let underWay = false;

  const runAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        const results = await run(group.map(({ item }) => item));
        for (const [place, result] of results.entries()) group[place]?.resolve(result);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    underWay = false;
  };

  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    waiting.push({ item, resolve, reject });
    if (!underWay) {
      underWay = true;
      // What else has arrived with it from the network asks before this runs.
      inNextTurn(runAll);
    }
    return promise;
  };
}

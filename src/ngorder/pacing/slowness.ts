interface Mean {
  ms: number;
  answers: number;
}

/** How long answers took where so many were under way at once, as means; empty where that is not known. */
export type Means = readonly (Mean | undefined)[];

/** Best compared with answers where there were this many times as many at once, and at the most this many. */
const compared = 0.6;
const stillCompared = 0.8;
/** How much the newest answer counts in the mean. */
const newest = 0.1;
/** A mean of fewer answers says nothing. */
export const enoughAnswers = 8;

/** The means with one more answer. */
export function noted(means: Means, inFlight: number, took: number): Means {
  const { ms, answers } = means[inFlight] ?? { ms: took, answers: 0 };
  // The first ones count alike.
  const weight = Math.max(newest, 1 / (answers + 1));
  const copy = [...means];
  copy[inFlight] = { ms: ms + weight * (took - ms), answers: answers + 1 };
  return copy;
}

/** The exponent by which answers are slower with so many at once than with fewer; 0 where that is not known. */
export function slowerBy(means: Means, places: number): number {
  const here = known(means[places]);
  if (here === undefined) return 0;
  const best = Math.round(places * compared);
  const near = means.flatMap((mean, fewer) => {
    const there = fewer <= places * stillCompared ? known(mean) : undefined;
    return there === undefined ? [] : [{ fewer, there }];
  });
  const [nearest] = near.sort((a, b) => Math.abs(a.fewer - best) - Math.abs(b.fewer - best));
  if (nearest === undefined) return 0;
  return Math.log(here / nearest.there) / Math.log(places / nearest.fewer);
}

function known(mean: Mean | undefined): number | undefined {
  return mean !== undefined && mean.answers >= enoughAnswers ? mean.ms : undefined;
}

interface Mean {
  ms: number;
  answers: number;
}

interface MeanAround {
  atOnce: number;
  ms: number;
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
  const here = around(means, places, places);
  if (here === undefined) return 0;
  const best = Math.round(places * compared);
  const most = Math.floor(places * stillCompared);
  const distance = ({ atOnce }: MeanAround) => Math.abs(atOnce - best);
  let nearest: MeanAround | undefined;
  for (const atOnce of means.keys()) {
    const mean = around(means, atOnce, most);
    if (mean && (!nearest || distance(mean) < distance(nearest))) nearest = mean;
  }
  if (nearest === undefined) return 0;
  return Math.log(here.ms / nearest.ms) / Math.log(here.atOnce / nearest.atOnce);
}

/** The mean with so many at once, and with one fewer or more where that alone were too few answers; never above `most`. */
function around(means: Means, places: number, most: number): MeanAround | undefined {
  const sum = { answers: 0, ms: 0, atOnce: 0 };
  for (const atOnce of [places, places - 1, places + 1]) {
    const mean = atOnce <= most ? means[atOnce] : undefined;
    if (mean === undefined) continue;
    sum.answers += mean.answers;
    sum.ms += mean.answers * mean.ms;
    sum.atOnce += mean.answers * atOnce;
    if (sum.answers >= enoughAnswers)
      return { atOnce: sum.atOnce / sum.answers, ms: sum.ms / sum.answers };
  }
  return undefined;
}

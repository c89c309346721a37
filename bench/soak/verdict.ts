import { percentile } from '../figures.ts';

/** One thing that was looked at, and how it was found. */
export interface Finding {
  what: string;
  found: string;
  /** Undefined where it can't be judged. */
  isGood: boolean | undefined;
}

/** The first three tenths are for warming up: code is compiled, caches and journals fill. */
const compared = { early: [3, 6], late: [7, 10] } as const;

/**
 * Whether something stays as it is: the median of the last three tenths of a run is compared with that of the fourth
 * to sixth.
 * @param samples taken at even distances from the first to the last
 * @param tolerance the share by which the later one may be above the earlier one
 */
export function flatness(
  what: string,
  samples: readonly number[],
  tolerance: number,
  show: (value: number) => string,
): Finding {
  const [early, late] = [compared.early, compared.late].map(([from, to]) => {
    const part = samples.slice(tenth(samples, from), tenth(samples, to));
    return percentile(part, 0.5);
  }) as [number, number];
  const change = late / early - 1;
  const percent = `${change < 0 ? '−' : '+'}${Math.abs(change * 100).toFixed(1)} %`;
  return {
    what: `${what} (tolerance ${tolerance * 100} %)`,
    found: `${show(early)} → ${show(late)}, ${percent}`,
    isGood: change <= tolerance,
  };
}

function tenth(samples: readonly number[], count: number): number {
  return Math.round((samples.length * count) / 10);
}

/** Whether no table has more rows than it may; one that nobody thought of is none that may have any. */
export function tablesWithin(
  rows: Readonly<Record<string, number>>,
  most: Readonly<Record<string, number>>,
): Finding[] {
  return Object.entries(rows).map(([table, found]) => ({
    what: `rows in ${table}`,
    found: `${found}, at most ${most[table] ?? 'none: nobody thought of it'}`,
    isGood: found <= (most[table] ?? -1),
  }));
}

/** Whether a number is what it must be. */
export function exactly(what: string, found: number, wanted: number): Finding {
  return { what, found: `${found} of ${wanted}`, isGood: found === wanted };
}

const marks = new Map([
  [true, 'good  '],
  [false, 'BROKEN'],
  [undefined, '–     '],
]);

export function report(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  return findings
    .map(({ what, found, isGood }) => `${marks.get(isGood)}  ${what.padEnd(width)}  ${found}`)
    .join('\n');
}

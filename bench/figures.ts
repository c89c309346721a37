/** The value below which this share of all values lies; `share` 0.5 is the median. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1));
  return sorted[at] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export type Unit = 'ms' | 'MB' | '/s' | '×';

/** A number as people read it, with its unit; a dash for what could not be measured. */
export function figure(value: number | undefined, unit: Unit): string {
  if (value === undefined) return '–';
  if (unit === '×') return value.toFixed(2);
  return `${value.toFixed(unit === 'ms' ? decimalsOf(value) : 0)}${unit === '/s' ? '' : ' '}${unit}`;
}

function decimalsOf(ms: number): number {
  if (ms < 10) return 2;
  return ms < 100 ? 1 : 0;
}

/** Plain columns, the first to the left and the others to the right; the first line is their heading. */
export function table(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}

/** What a figure is meant to be: no less than `atLeast`, or no more than `atMost`. */
export type Aim = {
  what: string;
  measured: number | undefined;
  unit: Unit;
} & ({ atLeast: number } | { atMost: number });

/** Each figure beside what it is meant to be, and whether it is. */
export function verdicts(aims: readonly Aim[]): string {
  return table([
    ['', 'measured', 'aim', ''],
    ...aims.map((aim) => [
      aim.what,
      figure(aim.measured, aim.unit),
      'atLeast' in aim ? `≥ ${limit(aim.atLeast, aim.unit)}` : `≤ ${limit(aim.atMost, aim.unit)}`,
      verdict(aim),
    ]),
  ]);
}

function limit(value: number, unit: Unit): string {
  return unit === '×' ? String(value) : `${value} ${unit}`;
}

function verdict(aim: Aim): string {
  if (aim.measured === undefined) return 'not measured';
  const met = 'atLeast' in aim ? aim.measured >= aim.atLeast : aim.measured <= aim.atMost;
  return met ? 'met' : 'MISSED';
}

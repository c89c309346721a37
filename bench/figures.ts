/** The value below which this share of all values lies; `share` 0.5 is the median. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1));
  return sorted[at] ?? Number.NaN;
}

/** One measured thing of both bots. */
export interface Row {
  what: string;
  unit: 'ms' | 'MB';
  ours: number | undefined;
  bare: number | undefined;
}

/** A plain table of what was measured, with the ratio of ours to the bare one. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ['', 'our bot', 'bare grammY bot', 'ratio'],
    ...rows.map(({ what, unit, ours, bare }) => [
      what,
      figure(ours, unit),
      figure(bare, unit),
      ours === undefined || bare === undefined ? '–' : (ours / bare).toFixed(2),
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}

function figure(value: number | undefined, unit: Row['unit']): string {
  if (value === undefined) return '–';
  return `${value.toFixed(unit === 'ms' && value < 100 ? 1 : 0)} ${unit}`;
}

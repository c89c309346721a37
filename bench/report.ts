import { type Aim, table, verdicts } from './figures.ts';

/** What one theme has measured. */
export interface Report {
  title: string;
  /** How it was measured, in a line. */
  how: string;
  /** The first line is the heading. */
  lines: readonly (readonly string[])[];
  aims: readonly Aim[];
}

/** A report as it is printed: the figures, then each beside what it is meant to be. */
export function written({ title, how, lines, aims }: Report): string {
  const parts = [`${title.toUpperCase()}\n${how}`, table(lines)];
  if (aims.length > 0) parts.push(verdicts(aims));
  return parts.join('\n\n');
}

import type { ShiftPlan, ShiftReport } from './shift.ts';

const columns = [
  'kills',
  'killedAtStart',
  'updates',
  'presses',
  'acts',
  'repeats',
  'exports',
] as const;

/** What a run of many shifts came to, as a table with a line for each and the sums below. */
export function createReport() {
  const lines: string[] = [];
  const broken: string[] = [];
  const errors = new Set<string>();
  const sums = new Map<string, number[]>();

  return {
    /** Takes a shift in and returns its line. */
    add({ seed, rounds, database, copies }: ShiftPlan, shift: ShiftReport): string {
      const on = database.kind === 'sqlite' ? 'SQLite' : `PostgreSQL, ${copies} processes`;
      const figures = [rounds, ...columns.map((column) => shift[column])];
      const before = sums.get(on) ?? figures.map(() => 0);
      sums.set(
        on,
        before.map((sum, index) => sum + (figures[index] ?? 0)),
      );
      broken.push(...shift.broken.map((what) => `- ${on}, seed ${seed}: ${what}`));
      for (const error of shift.errors) errors.add(error);
      const seconds = Math.round(shift.ms / 1000);
      const line = `| ${[on, seed, ...figures, `${seconds} s`, shift.broken.length || 'none'].join(' | ')} |`;
      lines.push(line);
      return line;
    },

    isClean: () => broken.length === 0 && lines.length > 0,

    text(): string {
      const head = ['on', 'seed', 'rounds', ...columns, 'time', 'broken'];
      const totals = [...sums].map(
        ([on, figures]) => `| **${on}** | | ${figures.join(' | ')} | | |`,
      );
      return [
        '# Kill test',
        '',
        `| ${head.join(' | ')} |`,
        `|${head.map(() => '---').join('|')}|`,
        ...lines,
        ...totals,
        '',
        broken.length === 0 ? 'Every promise was kept.' : `Broken:\n\n${broken.join('\n')}`,
        '',
        ...(errors.size > 0
          ? ['Logged as errors:', '', ...[...errors].map((error) => `- ${error}`), '']
          : []),
      ].join('\n');
    },
  };
}

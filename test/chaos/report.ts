import type { ShiftPlan, ShiftReport } from './shift.ts';

const columns = [
  'kills',
  'killedAtStart',
  'jumps',
  'standstills',
  'updates',
  'presses',
  'late',
  'acts',
  'repeats',
  'exports',
] as const;

const whatIsRepeatable = `A seed decides what people set out to do, with which orders, how they press, at which kind of
moment each kill falls and at its how many-th occurrence, whether the request that is under way then goes on, who dies
along, who is killed again at which point of its start, and what goes wrong besides. A kill is bound to a request, which
is held until its process is dead, so that it always falls at exactly that point. What a seed can’t decide is how the
machine shares its time between processes and people: whose request comes third, and so which one a kill meets. A moment
that has not come within five seconds is given up, and the kill falls then. A jump moves the database’s
clock on by 20 minutes or 3 days while all are dead; at a standstill one of several processes is suspended for some seconds.
Late is a press that was answered only when
Telegram no longer took the answer (after a minute), because no process lived long enough before: its result stands in
the chat all the same.`;

/** What a run of many shifts came to, as a table with a line for each and the sums below. */
export function createReport() {
  const lines: string[] = [];
  const rounds: string[] = [];
  const broken: string[] = [];
  const errors = new Set<string>();
  const sums = new Map<string, number[]>();
  const moments = new Map<string, { drawn: number; came: number }>();

  return {
    /** Takes a shift in and returns its line. */
    add({ seed, rounds: count, database, copies, by }: ShiftPlan, shift: ShiftReport): string {
      const place = database.kind === 'sqlite' ? 'SQLite' : `PostgreSQL, ${copies} processes`;
      const on = `${place}, ${by}`;
      const figures = [count, ...columns.map((column) => shift[column])];
      const before = sums.get(on) ?? figures.map(() => 0);
      sums.set(
        on,
        before.map((sum, index) => sum + (figures[index] ?? 0)),
      );
      broken.push(...shift.broken.map((what) => `- ${on}, seed ${seed}: ${what}`));
      for (const error of shift.errors) errors.add(error);
      for (const { name, met } of shift.moments) {
        rounds.push(`${on}, seed ${seed}: ${name}: ${met ?? 'did not come'}`);
        const known = moments.get(name) ?? { drawn: 0, came: 0 };
        moments.set(name, { drawn: known.drawn + 1, came: known.came + Number(met !== undefined) });
      }
      const seconds = Math.round(shift.ms / 1000);
      const line = `| ${[on, seed, ...figures, `${seconds} s`, shift.broken.length || 'none'].join(' | ')} |`;
      lines.push(line);
      return line;
    },

    /** A line for each round, with the request that its kill met, to be compared with another run's. */
    rounds: () => rounds.map((round) => `${round}\n`).join(''),

    isClean: () => broken.length === 0 && lines.length > 0,

    text(): string {
      const head = ['on', 'seed', 'rounds', ...columns, 'time', 'broken'];
      const totals = [...sums].map(
        ([on, figures]) => `| **${on}** | | ${figures.join(' | ')} | | |`,
      );
      const struck = [...moments]
        .sort(([one], [other]) => one.localeCompare(other))
        .map(([name, { drawn, came }]) => `| ${name} | ${drawn} | ${came} |`);
      return [
        '# Kill test',
        '',
        broken.length === 0 ? 'Every promise was kept.' : `Broken:\n\n${broken.join('\n')}`,
        '',
        `| ${head.join(' | ')} |`,
        `|${head.map(() => '---').join('|')}|`,
        ...lines,
        ...totals,
        '',
        '## At which moments',
        '',
        '| moment | drawn | came |',
        '|---|---|---|',
        ...struck,
        '',
        '## What a seed repeats',
        '',
        whatIsRepeatable,
        '',
        ...(errors.size > 0
          ? ['## Logged as errors', '', ...[...errors].map((error) => `- ${error}`), '']
          : []),
      ].join('\n');
    },
  };
}

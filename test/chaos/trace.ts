import type { Copies } from './copies.ts';
import type { Records } from './records.ts';
import type { Stage } from './stage.ts';

/** All that passed, all that the processes wrote and what the database held, for whoever looks for a cause. */
export function traceOf(
  { gate, effects, updates }: Stage,
  { said }: Copies,
  records: Records,
): string {
  const passages = gate.passages.map(({ orderIds: _, life: { copy, start }, ...passage }) =>
    JSON.stringify({ life: { copy, start }, ...passage, effect: effects.has(passage.number) }),
  );
  const logged = updates.map((update) => JSON.stringify(update));
  const kept = Object.entries(records).flatMap(([table, rows]: [string, object[]]) =>
    rows.map((row) => JSON.stringify({ table, ...row })),
  );
  return [...said, 'Passages', ...passages, 'Updates', ...logged, 'Records', ...kept].join('\n');
}

/** The errors of a process's log, without what differs each time. */
export function errorsIn(said: string): string[] {
  return said.split('\n').flatMap((line) => {
    if (!/^\{"level":[56]0/.test(line) || !line.endsWith('}')) return [];
    const { msg, err } = JSON.parse(line) as { msg: string; err?: { stack?: string } };
    return [`${msg}: ${err?.stack?.split('\n').slice(0, 3).join('') ?? ''}`];
  });
}

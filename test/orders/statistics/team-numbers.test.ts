import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DoneByTeam } from '../../../src/orders/requests/record/done.ts';
import { actKinds } from '../../../src/orders/requests/states.ts';
import { allOf, teamNumbers } from '../../../src/orders/statistics/team-numbers.ts';
import { reasons } from '../../../src/team/activity/reasons.ts';

const done = fc.array(
  fc.record({
    kind: fc.constantFrom(...actKinds),
    personId: fc.constantFrom(11, 12, undefined),
    reason: fc.constantFrom(...reasons, undefined),
    acts: fc.integer({ min: 1, max: 99 }),
  }),
  { maxLength: 20 },
);
const named = (rows: typeof done extends fc.Arbitrary<infer T> ? T : never): DoneByTeam[] =>
  rows.map((row) => ({ ...row, name: row.personId === 11 ? 'Sari' : undefined }));
const sumOf = (rows: readonly DoneByTeam[]) => rows.reduce((sum, { acts }) => sum + acts, 0);

test('what people did adds up to what the team did, and reasons to what it canceled', () =>
  fc.assert(
    fc.property(done, (rows) => {
      const all = named(rows);
      const { acts, people, reasons: why } = teamNumbers(all);
      expect(allOf(acts)).toBe(sumOf(all));
      for (const kind of actKinds) {
        expect(acts[kind]).toBe(sumOf(all.filter((row) => row.kind === kind)));
        expect(people.reduce((sum, one) => sum + one.acts[kind], 0)).toBe(acts[kind]);
      }
      expect(why.reduce((sum, one) => sum + one.acts, 0)).toBe(acts.cancel);
      expect(people.map((one) => allOf(one.acts))).toEqual(
        people.map((one) => allOf(one.acts)).toSorted((one, other) => other - one),
      );
    }),
  ));

test('who may see only what they did themselves sees nobody else by name, and the team’s numbers', () => {
  const rows: DoneByTeam[] = [
    { kind: 'cancel', personId: 11, name: 'Sari', reason: 'other', acts: 2 },
    { kind: 'delete', personId: 12, name: 'Budi', reason: undefined, acts: 3 },
  ];
  const { acts, people } = teamNumbers(rows, 11);
  expect(acts).toEqual({ cancel: 2, return: 0, delete: 3 });
  expect(people).toEqual([
    { personId: 11, name: 'Sari', acts: { cancel: 2, return: 0, delete: 0 } },
  ]);
});

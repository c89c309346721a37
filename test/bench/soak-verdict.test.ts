import { describe, expect, test } from 'vitest';
import { exactly, flatness, report, tablesWithin } from '../../bench/soak/verdict.ts';

const whole = (value: number) => String(value);
/** A hundred samples of a memory that is at `at(share of the run)`, shaken a little. */
function samples(at: (share: number) => number): number[] {
  return Array.from({ length: 100 }, (_, index) => at(index / 100) + ((index * 7) % 5) / 100);
}

describe('memory', () => {
  const judge = (values: readonly number[]) => flatness('heap', values, 0.05, whole).isGood;

  test('that stays as it is passes, whatever warming up took', () => {
    expect(judge(samples(() => 40))).toBe(true);
    expect(judge(samples((share) => Math.min(40, 20 + share * 100)))).toBe(true);
    expect(judge(samples((share) => Math.max(40, 80 - share * 200)))).toBe(true);
  });

  test('that falls, or has single peaks, passes', () => {
    expect(judge(samples((share) => 60 - share * 20))).toBe(true);
    expect(judge(samples(() => 40).map((value, index) => (index === 90 ? value * 3 : value)))).toBe(
      true,
    );
  });

  test('that goes on growing is found out, slow or late as it may be', () => {
    expect(judge(samples((share) => 40 + share * 10))).toBe(false);
    expect(judge(samples((share) => (share < 0.6 ? 40 : 40 + (share - 0.6) * 20)))).toBe(false);
  });

  test('that could not be measured does not pass', () => {
    expect(judge([])).toBe(false);
  });

  test('is told as figures with the change between them', () => {
    const { what, found } = flatness('heap', [1, 1, 1, 40, 40, 40, 1, 50, 50, 50], 0.05, whole);
    expect([what, found]).toEqual(['heap (tolerance 5 %)', '40 → 50, +25.0 %']);
  });
});

describe('a table', () => {
  test('passes with what is kept and no row more', () => {
    const found = tablesWithin({ inbox: 100, actions: 8 }, { inbox: 100, actions: 7 });
    expect(found.map(({ isGood }) => isGood)).toEqual([true, false]);
  });

  test('that nobody thought of does not pass, not even empty', () => {
    expect(tablesWithin({ novelty: 0 }, { inbox: 9 })[0]?.isGood).toBe(false);
  });
});

test('a number must be exact', () => {
  expect(exactly('handled', 5, 5).isGood).toBe(true);
  expect(exactly('handled', 6, 5).isGood).toBe(false);
});

test('the report says in each line how it was found', () => {
  const unjudged = { what: 'heap', found: 'too short', isGood: undefined };
  expect(report([exactly('handled', 5, 5), exactly('lost', 1, 0), unjudged])).toBe(
    'good    handled  5 of 5\nBROKEN  lost     1 of 0\n–       heap     too short',
  );
});

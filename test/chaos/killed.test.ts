// The short kill test; `npm run chaos` is the long one.

import { describe, expect, test } from 'vitest';
import { describeOnEmptyDatabases } from '../store/databases.ts';
import { runShift } from './shift.ts';

// Side by side, since most of the time is spent waiting for processes to start.
describe.concurrent('a shop whose bot is killed again and again', () => {
  describeOnEmptyDatabases('with people who go on working', (database) => {
    const [copies, by] =
      database.kind === 'sqlite' ? ([1, 'polling'] as const) : ([3, 'webhook'] as const);

    test('loses nothing and does nothing twice', { timeout: 240_000 }, async () => {
      const shift = await runShift({
        seed: 1,
        rounds: 6,
        database: database.address(),
        copies,
        by,
      });
      expect(shift.broken).toEqual([]);
      expect(shift.kills + shift.standstills).toBeGreaterThanOrEqual(6);
      expect(shift.acts).toBeGreaterThanOrEqual(3);
      expect(shift.exports).toBeGreaterThanOrEqual(1);
    });
  });
});

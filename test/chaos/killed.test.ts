// The short kill test; `npm run chaos` is the long one. Of a shift that broke a promise, all that passed is left in test-output.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeOnEmptyDatabases } from '../store/databases.ts';
import { runShift } from './shift.ts';

const output = join(import.meta.dirname, '..', '..', 'test-output');

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
      if (shift.broken.length > 0) {
        // It may not come about again for weeks.
        mkdirSync(output, { recursive: true });
        writeFileSync(join(output, `killed-${database.kind}.log`), shift.trace);
      }
      expect(shift.broken, shift.broken.join('\n')).toEqual([]);
      expect(shift.kills + shift.standstills).toBeGreaterThanOrEqual(6);
      expect(shift.acts).toBeGreaterThanOrEqual(3);
      expect(shift.exports).toBeGreaterThanOrEqual(1);
    });
  });
});

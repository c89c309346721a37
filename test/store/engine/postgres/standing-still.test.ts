import { describe, expect, inject, test } from 'vitest';
import { openStore } from '../../../../src/store/store.ts';
import { createLeases } from '../../../../src/store/tables/leases.ts';
import { newDatabase } from '../../../process/new-database.ts';
import { secretKey } from '../../databases.ts';

describe.skipIf(inject('postgres') === null)('on PostgreSQL', () => {
  test('a copy that stands still in the midst of its work holds up another one for seconds only', async () => {
    const url = await newDatabase(inject('postgres') ?? '', 'still');
    const suspended = await openStore({ kind: 'postgres', url }, secretKey);
    const other = await openStore({ kind: 'postgres', url }, secretKey);
    const leases = createLeases(other);
    await leases.take('poller', 'suspended', 1);

    const asleep = suspended.db.transaction().execute(async (transaction) => {
      await transaction.updateTable('leases').set({ holder: 'nobody' }).execute();
      expect(await leases.take('poller', 'other', 60_000)).toBe(true);
    });
    await expect(asleep).rejects.toThrow();
    expect(await leases.renew('poller', 'other', 60_000)).toBe(true);
    await Promise.all([suspended.close(), other.close()]);
  });
});

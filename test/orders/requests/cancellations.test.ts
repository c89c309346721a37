import { expect, test } from 'vitest';
import { createCancellations } from '../../../src/store/requests/cancellations.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { openHarness, sari } from './harness.ts';

describeOnBothDatabases('who canceled orders by the bot', (database) => {
  test('is known of those that were, by whoever said yes last, with the reason', async () => {
    const harness = await openHarness(database);
    const canceledBy = createCancellations(harness.store, 1);
    for (const orderId of [1338, 1339, 1340]) harness.ngorder.put({ orderId });
    await harness.confirmed('cancel', 1338);
    await harness.runAfter(1000);
    await harness.propose('cancel', 1339);
    const { token } = await harness.get((await harness.propose('cancel', 1340)).token);
    const because = { reason: 'other', note: 'Salah ukuran' } as const;
    await harness.ledger.confirm(token, sari, { because });
    await harness.runAfter(1000);
    const found = await canceledBy('shop', [1338, 1339, 1340]);
    expect(found).toMatchObject([
      { order_id: 1338, name: sari.name, reason: null, note: undefined },
      { order_id: 1340, name: sari.name, reason: 'other', note: 'Salah ukuran' },
    ]);
    expect(found[0]?.at).toBeGreaterThanOrEqual(harness.clock.ms - 60_000);
    expect(await canceledBy('shop', [])).toEqual([]);
    expect(await canceledBy('other', [1338])).toEqual([]);
  });
});

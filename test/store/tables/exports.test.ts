import { expect, test } from 'vitest';
import { createExportRows, leaseOfExport } from '../../../src/store/tables/exports.ts';
import { createLeases } from '../../../src/store/tables/leases.ts';
import { createClock, describeOnBothDatabases } from '../databases.ts';

const wanted = {
  shop: 'first',
  chat_id: 7,
  thread_id: 0,
  reply_to: 0,
  asked_by: 7,
  type: 'CANCEL',
  from_day: '',
  to_day: '',
};

describeOnBothDatabases('an Excel that was asked for', (database) => {
  async function open() {
    const clock = createClock();
    const store = await database.open(clock);
    const rows = createExportRows(store, 1);
    const leases = createLeases(store);
    expect(await rows.add(wanted)).toBe(true);
    const [first] = await rows.due(1);
    return { rows, clock, leases, id: first?.id ?? '' };
  }

  test('is closed by whoever holds its lease, and by nobody who lost it', async () => {
    const { rows, id, leases } = await open();
    expect(await rows.close(id, 'nobody')).toBe(false);
    await leases.take(leaseOfExport(id), 'one', 60_000);
    expect(await rows.close(id, 'two')).toBe(false);
    expect(await rows.close(id, 'one')).toBe(true);
  });

  test('remembers which of its files were handed over, from whoever holds its lease', async () => {
    const { rows, id, leases } = await open();
    await leases.take(leaseOfExport(id), 'one', 60_000);
    expect(await rows.markDelivered(id, 'two', 'both')).toBe(false);
    expect((await rows.get(id))?.delivered).toBeNull();
    expect(await rows.markDelivered(id, 'one', 'the first')).toBe(true);
    expect((await rows.get(id))?.delivered).toBe('the first');
  });

  test('is on its way once, however often it is asked for', async () => {
    const { rows } = await open();
    expect(await rows.add(wanted)).toBe(false);
    expect(await rows.add({ ...wanted, chat_id: 8 })).toBe(true);
    expect(await rows.add({ ...wanted, type: 'EXPIRED' })).toBe(true);
  });

  test('is another one as soon as the chat sees what came of the first', async () => {
    const { rows, id, leases } = await open();
    await leases.take(leaseOfExport(id), 'holder', 60_000);
    await rows.close(id, 'holder');
    expect(await rows.add(wanted)).toBe(true);
    expect(await rows.add(wanted)).toBe(false);
    await rows.finish(id);
    expect(await rows.due(9)).toHaveLength(1);
  });

  test('is still the same one while it waits for another try', async () => {
    const { rows, clock, id, leases } = await open();
    await leases.take(leaseOfExport(id), 'holder', 60_000);
    await rows.close(id, 'holder');
    await rows.fail(id, 1000);
    expect(await rows.add(wanted)).toBe(false);
    expect(await rows.due(9)).toEqual([]);
    clock.ms += 1000;
    expect(await rows.due(9)).toMatchObject([{ id, failures: 1 }]);
  });

  test('is another one as CSV', async () => {
    const { rows } = await open();
    expect(await rows.add({ ...wanted, format: 'csv' })).toBe(true);
    expect(await rows.add({ ...wanted, format: 'csv' })).toBe(false);
    expect((await rows.due(9)).map(({ format }) => format).sort()).toEqual(['csv', 'xlsx']);
  });

  test('is found by the message that announces it, and called off until the chat sees what came of it', async () => {
    const { rows, id, leases } = await open();
    await rows.placeStatus(id, 77);
    expect((await rows.announcedBy(7, 77))?.id).toBe(id);
    expect(await rows.announcedBy(8, 77)).toBeUndefined();
    await leases.take(leaseOfExport(id), 'holder', 60_000);
    await rows.close(id, 'holder');
    expect(await rows.withdraw(id)).toBe(false);
    expect(await rows.add(wanted)).toBe(true);
    const second = (await rows.due(9)).find((one) => one.id !== id);
    expect(await rows.withdraw(second?.id ?? '')).toBe(true);
    expect(await rows.close(second?.id ?? '', 'holder')).toBe(false);
    expect(await rows.due(9)).toHaveLength(1);
  });
});

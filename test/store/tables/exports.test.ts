import { expect, test } from 'vitest';
import { createExportRows } from '../../../src/store/tables/exports.ts';
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
    const rows = createExportRows(await database.open(clock), 1);
    expect(await rows.add(wanted)).toBe(true);
    const [first] = await rows.due(1);
    return { rows, clock, id: first?.id ?? '' };
  }

  test('is on its way once, however often it is asked for', async () => {
    const { rows } = await open();
    expect(await rows.add(wanted)).toBe(false);
    expect(await rows.add({ ...wanted, chat_id: 8 })).toBe(true);
    expect(await rows.add({ ...wanted, type: 'EXPIRED' })).toBe(true);
  });

  test('is another one as soon as the chat sees what came of the first', async () => {
    const { rows, id } = await open();
    await rows.close(id);
    expect(await rows.add(wanted)).toBe(true);
    expect(await rows.add(wanted)).toBe(false);
    await rows.finish(id);
    expect(await rows.due(9)).toHaveLength(1);
  });

  test('is still the same one while it waits for another try', async () => {
    const { rows, clock, id } = await open();
    await rows.close(id);
    await rows.fail(id, 1000);
    expect(await rows.add(wanted)).toBe(false);
    expect(await rows.due(9)).toEqual([]);
    clock.ms += 1000;
    expect(await rows.due(9)).toMatchObject([{ id, failures: 1 }]);
  });
});

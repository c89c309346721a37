import { expect, test } from 'vitest';
import { createChats } from '../../../src/store/tables/chats.ts';
import { createSearchRows } from '../../../src/store/tables/searches.ts';
import { createClock, describeOnBothDatabases } from '../databases.ts';

const id = 'AbCdEfGhIjKl-_12';
const asked = { id, shop: 'first', chatId: -5, threadId: 3, messageId: 9, askedBy: 7 };
const query = '{"text":"siti 081234567890"}';

describeOnBothDatabases('a search', (database) => {
  async function open() {
    const clock = createClock();
    const store = await database.open(clock);
    const rows = createSearchRows(store, 1);
    await rows.add({ ...asked, query });
    return { store, rows, clock };
  }

  test('is due until it is over, and then shows what was found', async () => {
    const { rows } = await open();
    expect(await rows.due(9)).toEqual([id]);
    expect(await rows.get(id)).toMatchObject({ ...asked, query, status: 'waiting' });
    await rows.finish(id, '{"count":1}');
    expect(await rows.due(9)).toEqual([]);
    expect(await rows.get(id)).toMatchObject({ status: 'over', result: '{"count":1}' });
  });

  test('is stopped while it goes on, and not when it is over', async () => {
    const { rows } = await open();
    expect(await rows.stop(id)).toBe(true);
    expect(await rows.get(id)).toMatchObject({ status: 'stopped' });
    expect(await rows.due(9)).toEqual([id]);
    await rows.finish(id, '{}');
    expect(await rows.stop(id)).toBe(false);
  });

  test('is done once more where it is asked for again, and later where it was put off', async () => {
    const { rows, clock } = await open();
    await rows.finish(id, '{}');
    await rows.restart(id, 12);
    expect(await rows.get(id)).toMatchObject({ status: 'waiting', messageId: 12, result: '{}' });
    await rows.postpone(id, 1000);
    expect(await rows.due(9)).toEqual([]);
    clock.ms += 1000;
    expect(await rows.due(9)).toEqual([id]);
  });

  test('is another bot’s to nobody', async () => {
    const { store } = await open();
    const others = createSearchRows(store, 2);
    expect(await others.get(id)).toBeUndefined();
    expect(await others.due(9)).toEqual([]);
    expect(await others.stop(id)).toBe(false);
  });

  test('can’t be read out of the database', async () => {
    const { store } = await open();
    const row = await store.db.selectFrom('searches').selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toMatch(/siti|0812/);
  });

  test('goes along to the supergroup that its group becomes, where its message is another', async () => {
    const { store, rows } = await open();
    await createChats(store, 1).migrate(-5, -1_000_000_000_005);
    expect(await rows.get(id)).toMatchObject({ chatId: -1_000_000_000_005, messageId: 0, query });
  });
});

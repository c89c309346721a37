import { expect, test } from 'vitest';
import { createChats } from '../../../src/store/tables/chats.ts';
import { createSearchRows } from '../../../src/store/tables/searches.ts';
import { createClock, describeOnBothDatabases } from '../databases.ts';

const id = 'AbCdEfGhIjKl-_12';
const asked = {
  id,
  kind: 'orders',
  shop: 'first',
  chatId: -5,
  threadId: 3,
  messageId: 9,
  askedBy: 7,
} as const;
/** The first asking for it. */
const first = { id, version: 1 };
const query = '{"text":"siti 081234567890"}';

describeOnBothDatabases('a search', (database) => {
  async function open() {
    const clock = createClock();
    const store = await database.open(clock);
    const rows = createSearchRows(store, 1);
    await rows.add({ ...asked, query });
    return { store, rows, clock };
  }

  test('is due until what was found is shown', async () => {
    const { rows } = await open();
    expect(await rows.due(9)).toEqual([id]);
    expect(await rows.get(id)).toMatchObject({ ...asked, ...first, query, status: 'waiting' });
    expect(await rows.finish(first, '{"count":1}')).toBe(true);
    expect(await rows.due(9)).toEqual([id]);
    expect(await rows.get(id)).toMatchObject({ status: 'found', result: '{"count":1}' });
    expect(await rows.shown(first)).toBe(true);
    expect(await rows.due(9)).toEqual([]);
    expect(await rows.get(id)).toMatchObject({ status: 'over', result: '{"count":1}' });
  });

  test('is stopped while it goes on, and not when it is over', async () => {
    const { rows } = await open();
    expect(await rows.stop(id)).toBe(true);
    expect(await rows.get(id)).toMatchObject({ status: 'stopped' });
    expect(await rows.due(9)).toEqual([id]);
    await rows.finish(first, '{}');
    expect(await rows.stop(id)).toBe(false);
  });

  test('is done once more where it is asked for again, and later where it was put off', async () => {
    const { rows, clock } = await open();
    await rows.finish(first, '{}');
    await rows.shown(first);
    await rows.restart(id, 12);
    const again = { version: 2, messageId: 12, result: '{}' };
    expect(await rows.get(id)).toMatchObject({ status: 'waiting', ...again });
    await rows.postpone(id, 1000);
    expect(await rows.due(9)).toEqual([]);
    clock.ms += 1000;
    expect(await rows.due(9)).toEqual([id]);
  });

  test('that something else is asked for in place of shows nothing of what was asked before', async () => {
    const { rows } = await open();
    await rows.finish(first, '{}');
    const other = {
      ...asked,
      kind: 'statistics',
      askedBy: 8,
      query: '{"preset":"month"}',
    } as const;
    await rows.put(other);
    const waiting = { ...other, version: 2, status: 'waiting', result: undefined };
    expect(await rows.get(id)).toMatchObject(waiting);
    expect(await rows.shown(first)).toBe(false);
    expect(await rows.finish(first, '{"late":1}')).toBe(false);
    expect(await rows.get(id)).toMatchObject(waiting);
    expect(await rows.finish({ id, version: 2 }, '{}')).toBe(true);
  });

  test('is put down where nothing was asked before', async () => {
    const { rows } = await open();
    await rows.put({ ...asked, id: 'AbCdEfGhIjKl-_13', query });
    expect(await rows.get('AbCdEfGhIjKl-_13')).toMatchObject({ version: 1, status: 'waiting' });
  });

  test('is another bot’s to nobody', async () => {
    const { store } = await open();
    const others = createSearchRows(store, 2);
    expect(await others.get(id)).toBeUndefined();
    expect(await others.due(9)).toEqual([]);
    expect(await others.stop(id)).toBe(false);
    await others.put({ ...asked, query: '{}' });
    expect(await createSearchRows(store, 1).get(id)).toMatchObject({ query, version: 1 });
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

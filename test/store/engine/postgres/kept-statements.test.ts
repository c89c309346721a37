import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, inject, test } from 'vitest';
import { createStatementNames } from '../../../../src/store/engine/postgres/statement-names.ts';
import { createInboxRows } from '../../../../src/store/inbox/inbox.ts';
import { emptyUnitOfWork } from '../../../../src/store/inbox/unit-of-work.ts';
import type { Store } from '../../../../src/store/store.ts';
import { createChats } from '../../../../src/store/tables/chats.ts';
import { describeOnBothDatabases } from '../../databases.ts';

const botId = 7100000001;

describeOnBothDatabases('a statement that comes again and again', (database) => {
  async function asked(store: Store, times = 10): Promise<void> {
    const chats = createChats(store, botId);
    for (let time = 0; time < times; time += 1) expect((await chats.about(5)).isWarned).toBe(true);
  }

  test('finds what it is after also when a table has got another column meanwhile', async () => {
    const store = await database.open();
    await createChats(store, botId).markWarned(5);
    await asked(store);
    await sql`alter table chats add column more text`.execute(store.db);
    await asked(store);
  });

  describe.skipIf(inject('postgres') === null || database.kind === 'sqlite')('', () => {
    test('is planned once, also where it is given a list each time', async () => {
      const store = await database.open();
      const rows = createInboxRows(store, botId);
      for (let updateId = 0; updateId < 20; updateId += 1) {
        const update = { updateId, queue: 'chat:5', payload: '{}' };
        for (const held of await rows.put([update], { limit: 1, ms: 60_000 }))
          await rows.finish(held, emptyUnitOfWork(), true);
      }
      const { rows: kept } = await sql<{ anew: number; once: number }>`
        select custom_plans as anew, generic_plans as once from pg_prepared_statements
        where statement like '%unnest%'`.execute(store.db);
      expect(kept).not.toEqual([]);
      // PostgreSQL documentation, PREPARE: it makes five before it decides.
      for (const { anew, once } of kept) expect([anew, once > 0]).toEqual([5, true]);
    });

    test('finds it where something between them hands each statement to another connection', async () => {
      const store = await database.open();
      await createChats(store, botId).markWarned(5);
      await asked(store);
      // As one that knows nothing of what was kept.
      for (let time = 0; time < 3; time += 1) {
        await store.reads.executeQuery(sql`deallocate all`.compile(store.db));
        await asked(store);
      }
    });
  });
});

test('a statement has one name in every process, and no other one has it: connections may be pooled between them', () => {
  const text = fc.string({ minLength: 1 });
  const namesOf = (texts: readonly string[]) => {
    const names = createStatementNames();
    return new Map(texts.flatMap((one) => [1, 2, 3].map(() => [one, names.of(one)] as const)));
  };
  fc.assert(
    fc.property(fc.uniqueArray(text, { minLength: 2, maxLength: 20 }), (texts) => {
      const here = namesOf(texts);
      expect(namesOf(texts.toReversed())).toEqual(new Map([...here].toReversed()));
      expect(new Set(here.values()).size).toBe(texts.length);
      for (const name of here.values()) expect(Buffer.byteLength(name ?? '')).toBeLessThan(64);
    }),
  );
});

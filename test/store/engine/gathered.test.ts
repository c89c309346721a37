import fc from 'fast-check';
import { CompiledQuery } from 'kysely';
import { expect, test, vi } from 'vitest';
import { createChats } from '../../../src/store/tables/chats.ts';
import { createMemberRows } from '../../../src/store/tables/members.ts';
import { createShopRows } from '../../../src/store/tables/shops.ts';
import { within } from '../../../src/store/within.ts';
import { recordStatements } from '../../plans/recorded.ts';
import { describeOnBothDatabases } from '../databases.ts';

const botId = 7100000001;

describeOnBothDatabases('what many ask of the database at the same time', (database) => {
  test('is asked in one statement, and everybody is given what is theirs', async () => {
    const store = await database.open();
    const chats = createChats(store, botId);
    const warned = new Set([-1_000_000_000_001, -5, 1, 3]);
    for (const chat of warned) await chats.markWarned(chat);
    const statements = vi.spyOn(store.reads, 'executeQuery');
    const anyChat = fc.constantFrom(...warned, 2, 4, -1_000_000_000_002);
    await fc.assert(
      fc.asyncProperty(fc.array(anyChat, { minLength: 1, maxLength: 60 }), async (asked) => {
        statements.mockClear();
        const known = await Promise.all(asked.map((chat) => chats.about(chat)));
        expect(known.map(({ isWarned }) => isWarned)).toEqual(asked.map((id) => warned.has(id)));
        expect(statements).toHaveBeenCalledTimes(1);
      }),
      { numRuns: 20 },
    );
  });

  test('a right that is taken away while others are being answered is gone for whoever asks then', async () => {
    const store = await database.open();
    const shop = { id: 'first', name: 'Toko Melati' };
    await createShopRows(store, botId).add(shop);
    const members = createMemberRows(store, botId);
    await members.seed(shop.id, [1, 2], 'owner');
    const answered = members.find(shop.id, 1);
    await members.seed(shop.id, [1], 'owner');
    const after = members.find(shop.id, 2);
    expect((await answered)?.role).toBe('owner');
    expect(await after).toBeUndefined();
  });

  test.runIf(database.kind === 'sqlite')(
    'is gone through once, however many members there are',
    async () => {
      const recorded = recordStatements();
      const store = await database.open();
      const members = createMemberRows(store, botId);
      await Promise.all([
        createChats(store, botId).about(1),
        createShopRows(store, botId).getAmong('first'),
        members.rolesOf(1),
        members.find('first', 1),
      ]);
      recorded.stop();
      const asking = recorded.statements.filter(({ text }) => text.includes(' as "asked"'));
      expect(asking).toHaveLength(4);
      for (const { text } of asking) {
        const plan = await store.db.executeQuery<{ detail: string }>(
          CompiledQuery.raw(
            `explain query plan ${text}`,
            Array(10)
              .fill('[]')
              .slice(0, text.split('?').length - 1),
          ),
        );
        expect(plan.rows[0]?.detail).toMatch(/^SCAN json_each/);
      }
    },
  );

  test('is read within a transaction where it is asked for there, what was written in it included', async () => {
    const store = await database.open();
    await store.db.transaction().execute(async (transaction) => {
      const chats = createChats(within(transaction, store), botId);
      await chats.markWarned(5);
      expect((await chats.about(5)).isWarned).toBe(true);
    });
  });

  test('fails for all of them where the database does, and is asked anew for the next', async () => {
    const store = await database.open();
    const chats = createChats(store, botId);
    const statements = vi
      .spyOn(store.reads, 'executeQuery')
      .mockRejectedValueOnce(new Error('cut'));
    const both = await Promise.allSettled([chats.about(1), chats.about(2)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await chats.about(1)).isWarned).toBe(false);
    expect(statements).toHaveBeenCalledTimes(2);
  });
});

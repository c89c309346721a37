// Two bots share a database, or one bot gets the token of another shop: nobody carries out what belongs to the other.

import { expect, test } from 'vitest';
import { createActWorkers } from '../../../src/orders/requests/act-workers.ts';
import { createLedger } from '../../../src/orders/requests/ledger.ts';
import { createChats } from '../../../src/store/tables/chats.ts';
import { createConversationStates } from '../../../src/store/tables/conversations.ts';
import { createExportRows } from '../../../src/store/tables/exports.ts';
import { silent } from '../../delivery/updates.ts';
import { inJakarta } from '../../fixtures/in-jakarta.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { budi, type Harness, openHarness, sari } from './harness.ts';
import { createPretendNgorder, type PretendNgorder } from './pretend-ngorder.ts';

const minuteMs = 60_000;

/** Another bot at work on the harness's database, with a shop of its own in which there is no order. */
function anotherBot({ store, leases, team, pause }: Harness) {
  const ledger = createLedger(store, 2, { deleteGraceMs: 0 });
  const ngorder = createPretendNgorder();
  const workers = createActWorkers({
    ledger,
    leases,
    team,
    shops: {
      of: async (id: string) => ({
        id,
        name: 'Lain',
        ...inJakarta,
        isKnown: true,
        isConnected: true,
        ngorder,
      }),
    },
    leaseMs: 30_000,
    onTrouble: (error) => {
      throw error;
    },
    pause,
  });
  const run = () => Promise.all(workers.map((worker) => worker.runDue()));
  return { ledger, ngorder, run };
}

describeOnBothDatabases('another bot on the same database', (database) => {
  test('carries out and shows nothing of the first', async () => {
    const harness = await openHarness(database);
    for (const orderId of [1, 2, 3]) harness.ngorder.put({ orderId });
    const waiting = await harness.confirmed('cancel', 1);
    const open = await harness.propose('cancel', 2);
    const other = anotherBot(harness);
    for (let look = 0; look < 3; look += 1) {
      await other.run();
      await harness.pause(minuteMs);
    }
    expect(other.ngorder.log).toEqual([]);
    expect(await harness.get(waiting.token)).toMatchObject({ status: 'waiting', tries: 0 });
    expect(await other.ledger.unshown(10)).toEqual([]);
    await harness.pause(3_600_000);
    await other.ledger.expireQuestions();
    expect((await harness.get(open.token)).status).toBe('proposed');
  });

  test('knows no question of the first by its token', async () => {
    const harness = await openHarness(database);
    harness.ngorder.put({ orderId: 1 });
    const { token } = await harness.propose('cancel', 1);
    const { ledger } = anotherBot(harness);
    const unknown = { name: 'RequestUnknown' };
    await expect(ledger.get(token)).rejects.toMatchObject(unknown);
    await expect(ledger.confirm(token, sari)).rejects.toMatchObject(unknown);
    await expect(ledger.decline(token, budi)).rejects.toMatchObject(unknown);
    expect((await harness.get(token)).status).toBe('proposed');
  });

  test('closes no question of the first, though its own message has the same number', async () => {
    const harness = await openHarness(database);
    harness.ngorder.put({ orderId: 1 });
    const { token } = await harness.propose('cancel', 1);
    const message = await harness.ledger.messageIn(token, -100);
    await anotherBot(harness).ledger.replacedAt([token], -100, message?.messageId ?? 0);
    expect((await harness.get(token)).status).toBe('proposed');
  });

  test('fetches no Excel, goes on with no conversation, and loses no chat of the first', async () => {
    const { store } = await openHarness(database);
    const exports = createExportRows(store, 1);
    const wanted = { shop: 'shop', chat_id: -100, thread_id: 0, reply_to: 0, asked_by: 11 };
    expect(await exports.add({ ...wanted, type: 'CANCEL', from_day: '', to_day: '' })).toBe(true);
    expect(await createExportRows(store, 2).due(10)).toEqual([]);
    await createChats(store, 2).markGone(-100);
    expect((await createChats(store, 1).about(-100)).isGone).toBe(false);
    expect(await exports.due(10)).toHaveLength(1);
    await createChats(store, 1).markGone(-100);
    await createChats(store, 2).markBack(-100);
    expect((await createChats(store, 1).about(-100)).isGone).toBe(true);
    expect(await createConversationStates(store, 2, silent).read('-100:11:')).toBeUndefined();
  });
});

describeOnBothDatabases(
  'an act of a shop whose token was exchanged for another shop’s',
  (database) => {
    const shopOf = (known: string, ngorder: PretendNgorder) => ({
      of: async (id: string) =>
        id === known
          ? {
              id,
              name: 'Toko',
              ...inJakarta,
              isKnown: true,
              isConnected: true,
              ngorder,
            }
          : undefined,
    });

    test.for([
      { fate: 'lostBefore', kind: 'delete' },
      { fate: 'lostAfter', kind: 'cancel' },
    ] as const)(
      'to $kind that was sent ($fate) is left alone, and settled when the right token is back',
      async ({ fate, kind }) => {
        const harness = await openHarness(database);
        harness.ngorder.put({ orderId: 1 }, kind === 'delete' ? 'CANCEL' : 'active');
        harness.ngorder.fates = [fate];
        const sent = await harness.confirmed(kind, 1);
        let isAway = true;
        harness.ngorder.beforeRead = () => {
          if (isAway && harness.ngorder.acts().length > 0) throw new Error('the process ends');
        };
        await Promise.all(harness.workers().map((worker) => worker.runDue()));
        expect((await harness.get(sent.token)).status).toBe('unknown');
        isAway = false;

        const others = createPretendNgorder();
        for (let look = 0; look < 4; look += 1) {
          await harness.pause(10 * minuteMs);
          const workers = harness.workers({ shops: shopOf('another', others) });
          await Promise.all(workers.map((worker) => worker.runDue()));
        }
        expect(others.log).toEqual([]);
        expect(await harness.get(sent.token)).toMatchObject({
          status: 'unknown',
          outcome: undefined,
        });

        for (let look = 0; look < 4; look += 1) await harness.runAfter(10 * minuteMs);
        expect(await harness.get(sent.token)).toMatchObject({
          status: fate === 'lostAfter' ? 'done' : 'failed',
          outcome: { kind: fate === 'lostAfter' ? 'done' : 'notDone' },
          settledBy: 'reading',
        });
        expect(harness.ngorder.acts()).toHaveLength(1);
      },
    );

    test('that was confirmed is not sent with it', async () => {
      const harness = await openHarness(database);
      harness.ngorder.put({ orderId: 1 });
      const others = createPretendNgorder();
      others.put({ orderId: 1 });
      const { token } = await harness.confirmed('cancel', 1);
      const workers = harness.workers({ shops: shopOf('another', others) });
      await Promise.all(workers.map((worker) => worker.runDue()));
      expect(others.log).toEqual([]);
      expect((await harness.get(token)).status).toBe('waiting');
      await harness.runAfter(minuteMs);
      expect((await harness.get(token)).status).toBe('done');
    });
  },
);

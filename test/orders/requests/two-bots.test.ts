// Two bots share a database, or one bot gets the token of another shop: nobody carries out what belongs to the other.

import { expect, test } from 'vitest';
import { createActWorkers } from '../../../src/orders/requests/act-workers.ts';
import { createLedger } from '../../../src/orders/requests/ledger.ts';
import { createChats } from '../../../src/store/tables/chats.ts';
import { createConversationStates } from '../../../src/store/tables/conversations.ts';
import { createExportRows } from '../../../src/store/tables/exports.ts';
import { silent } from '../../delivery/updates.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { budi, type Desk, openDesk, sari } from './desk.ts';
import { createPretendNgorder, type PretendNgorder } from './pretend-ngorder.ts';

const minuteMs = 60_000;

/** Another bot at work on the desk's database, with a shop of its own in which there is no order. */
function anotherBot({ store, leases, team, pause }: Desk) {
  const ledger = createLedger(store, 2);
  const ngorder = createPretendNgorder();
  const workers = createActWorkers({
    ledger,
    leases,
    team,
    shops: { of: (id: string) => ({ id, name: 'Lain', timeZone: 'Asia/Jakarta', ngorder }) },
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
    const desk = await openDesk(database);
    for (const orderId of [1, 2, 3]) desk.ngorder.put({ orderId });
    const waiting = await desk.confirmed('cancel', 1);
    const open = await desk.propose('cancel', 2);
    const other = anotherBot(desk);
    for (let look = 0; look < 3; look += 1) {
      await other.run();
      await desk.pause(minuteMs);
    }
    expect(other.ngorder.log).toEqual([]);
    expect(await desk.get(waiting.token)).toMatchObject({ status: 'waiting', tries: 0 });
    expect(await other.ledger.unshown(10)).toEqual([]);
    await desk.pause(3_600_000);
    await other.ledger.expireQuestions();
    expect((await desk.get(open.token)).status).toBe('proposed');
  });

  test('knows no question of the first by its token', async () => {
    const desk = await openDesk(database);
    desk.ngorder.put({ orderId: 1 });
    const { token } = await desk.propose('cancel', 1);
    const { ledger } = anotherBot(desk);
    const unknown = { name: 'RequestUnknown' };
    await expect(ledger.get(token)).rejects.toMatchObject(unknown);
    await expect(ledger.confirm(token, sari)).rejects.toMatchObject(unknown);
    await expect(ledger.decline(token, budi)).rejects.toMatchObject(unknown);
    expect((await desk.get(token)).status).toBe('proposed');
  });

  test('closes no question of the first, though its own message has the same number', async () => {
    const desk = await openDesk(database);
    desk.ngorder.put({ orderId: 1 });
    const { token } = await desk.propose('cancel', 1);
    const message = await desk.ledger.messageIn(token, -100);
    await anotherBot(desk).ledger.closeQuestionsAt(-100, message?.messageId ?? 0);
    expect((await desk.get(token)).status).toBe('proposed');
  });

  test('fetches no Excel, goes on with no conversation, and loses no chat of the first', async () => {
    const { store } = await openDesk(database);
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
      of: (id: string) =>
        id === known ? { id, name: 'Toko', timeZone: 'Asia/Jakarta', ngorder } : undefined,
    });

    test.for([
      { fate: 'lostBefore', kind: 'delete' },
      { fate: 'lostAfter', kind: 'cancel' },
    ] as const)(
      'to $kind that was sent ($fate) is left alone, and settled when the right token is back',
      async ({ fate, kind }) => {
        const desk = await openDesk(database);
        desk.ngorder.put({ orderId: 1 }, kind === 'delete' ? 'CANCEL' : 'active');
        desk.ngorder.fates = [fate];
        const sent = await desk.confirmed(kind, 1);
        let isAway = true;
        desk.ngorder.beforeRead = () => {
          if (isAway && desk.ngorder.acts().length > 0) throw new Error('the process ends');
        };
        await Promise.all(desk.workers().map((worker) => worker.runDue()));
        expect((await desk.get(sent.token)).status).toBe('unknown');
        isAway = false;

        const others = createPretendNgorder();
        for (let look = 0; look < 4; look += 1) {
          await desk.pause(10 * minuteMs);
          const workers = desk.workers({ shops: shopOf('another', others) });
          await Promise.all(workers.map((worker) => worker.runDue()));
        }
        expect(others.log).toEqual([]);
        expect(await desk.get(sent.token)).toMatchObject({ status: 'unknown', outcome: undefined });

        for (let look = 0; look < 4; look += 1) await desk.runAfter(10 * minuteMs);
        expect(await desk.get(sent.token)).toMatchObject({
          status: fate === 'lostAfter' ? 'done' : 'failed',
          outcome: { kind: fate === 'lostAfter' ? 'done' : 'notDone' },
          settledBy: 'reading',
        });
        expect(desk.ngorder.acts()).toHaveLength(1);
      },
    );

    test('that was confirmed is not sent with it', async () => {
      const desk = await openDesk(database);
      desk.ngorder.put({ orderId: 1 });
      const others = createPretendNgorder();
      others.put({ orderId: 1 });
      const { token } = await desk.confirmed('cancel', 1);
      const workers = desk.workers({ shops: shopOf('another', others) });
      await Promise.all(workers.map((worker) => worker.runDue()));
      expect(others.log).toEqual([]);
      expect((await desk.get(token)).status).toBe('waiting');
      await desk.runAfter(minuteMs);
      expect((await desk.get(token)).status).toBe('done');
    });
  },
);

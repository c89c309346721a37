import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Leases } from '../../../src/background/with-lease.ts';
import { createRefunds } from '../../../src/orders/refunds/refunds.ts';
import { createLedger, type Ledger } from '../../../src/orders/requests/ledger.ts';
import { commitUnitOfWork, emptyUnitOfWork } from '../../../src/store/inbox/unit-of-work.ts';
import { keptMs, type Swept, sweep } from '../../../src/store/retention/sweep.ts';
import type { Store } from '../../../src/store/store.ts';
import { createChats } from '../../../src/store/tables/chats.ts';
import { createConversationStates } from '../../../src/store/tables/conversations.ts';
import { createExportRows } from '../../../src/store/tables/exports.ts';
import { createLeases } from '../../../src/store/tables/leases.ts';
import { createSearchRows } from '../../../src/store/tables/searches.ts';
import { createActivity } from '../../../src/team/activity/activity.ts';
import { createTeam } from '../../../src/team/team.ts';
import { silent } from '../../delivery/updates.ts';
import { keyOf } from '../../orders/requests/harness.ts';
import { createClock, describeOnBothDatabases, type TestClock } from '../databases.ts';

const botId = 7100000001;
const sari = { id: 1, name: 'Sari' };
const never = new AbortController().signal;

describeOnBothDatabases('what is over', (database) => {
  let clock: TestClock;
  let store: Store;
  let leases: Leases;
  let ledger: Ledger;
  beforeEach(async () => {
    clock = createClock();
    store = await database.open(clock);
    leases = createLeases(store);
    ledger = createLedger(store, botId, { deleteGraceMs: 0 });
    await createTeam(store, botId).setOwners('first', [sari.id]);
  });

  /** Lets as much time pass as it is kept: nothing goes. A moment later so many rows of it go, and nothing else. */
  async function expectKept(what: Swept, rows: number, since = clock.ms): Promise<void> {
    clock.ms = since + keptMs[what];
    expect((await sweep(store, never))[what]).toBe(0);
    clock.ms += 1;
    expect((await sweep(store, never))[what]).toBe(rows);
    expect((await sweep(store, never))[what]).toBe(0);
  }

  async function ask(orderId: number): Promise<string> {
    const target = { chatId: 5 };
    const question = { shop: 'first', kind: 'delete', orderId, askedBy: sari, target } as const;
    const { token } = (await ledger.propose(question)).request;
    await ledger.attach(token, target.chatId, orderId);
    return token;
  }

  async function act(orderId: number, end: 'done' | 'failed'): Promise<string> {
    const token = await ask(orderId);
    await ledger.markSent(await ledger.confirm(token, sari), await holderOf(token));
    await ledger.step(keyOf({ token }), { from: 'sent', to: end, outcome: { kind: 'done' } });
    return token;
  }

  async function holderOf(token: string): Promise<string> {
    const holder = randomUUID();
    await leases.take(`act:${token}:0`, holder, 60_000);
    return holder;
  }

  async function markShown(token: string): Promise<void> {
    const message = await ledger.messageIn(token, 5);
    if (message !== undefined) await ledger.markShown(message);
  }

  async function tokens(): Promise<string[]> {
    const rows = await store.db.selectFrom('requests').select('token').execute();
    return rows.map(({ token }) => token).toSorted();
  }

  const receive = (updateIds: readonly number[], status: string, handledAt: number | null = null) =>
    store.db
      .insertInto('inbox')
      .values(
        updateIds.map((update_id) => ({
          bot_id: botId,
          update_id,
          queue: 'chat:1',
          status,
          payload_encrypted: '',
          received_at: clock.ms,
          due_at: clock.ms,
          handled_at: handledAt,
          failures: 0,
          error: null,
        })),
      )
      .execute();

  async function updatesLeft(): Promise<number[]> {
    const rows = await store.db.selectFrom('inbox').select('update_id').execute();
    return rows.map(({ update_id }) => update_id).toSorted();
  }

  test('an update is known for two days after it was handled, and one that waits for ever', async () => {
    await receive([1], 'handled', clock.ms + 10_000);
    await receive([2], 'waiting');
    await expectKept('handledUpdates', 1, clock.ms + 10_000);
    clock.ms += 1000 * 24 * 3_600_000;
    await sweep(store, never);
    expect(await updatesLeft()).toEqual([2]);
  });

  test('an update that was set aside waits ninety days for an operator', async () => {
    await receive([1], 'dead');
    await expectKept('deadLetters', 1);
  });

  test('a conversation that nobody went on with is forgotten two days later, others are not', async () => {
    const write = (key: string) =>
      commitUnitOfWork(store.db, store, botId, {
        ...emptyUnitOfWork(),
        conversations: new Map([[key, 'asked']]),
      });
    await write('1:1:');
    const left = clock.ms;
    clock.ms += 1000;
    await write('2:2:');
    await expectKept('abandonedConversations', 1, left);
    const states = createConversationStates(store, botId, silent);
    expect([await states.read('1:1:'), await states.read('2:2:')]).toEqual([undefined, 'asked']);
  });

  test('a question that was declined or ran out is known for thirty days, an open one for as long as it is', async () => {
    const declined = await ask(1);
    await ledger.decline(declined, sari);
    await ask(2);
    const asked = clock.ms;
    clock.ms += 3_600_000;
    await ledger.expireQuestions();
    const open = await ask(3);
    await expectKept('unconfirmedQuestions', 2, asked);
    clock.ms += keptMs.unconfirmedQuestions;
    await sweep(store, never);
    expect(await tokens()).toEqual([open]);
  });

  test('an act that ended is on record for 400 days, with the order as it was', async () => {
    const acts = [await act(1, 'done'), await act(2, 'failed')];
    for (const token of acts) await markShown(token);
    await expectKept('endedActs', 2);
  });

  test('an act that is not settled, or was never shown, stays however old it is', async () => {
    const unshown = await act(1, 'done');
    const confirmed = await ask(2);
    await ledger.confirm(confirmed, sari);
    const sent = await ask(3);
    await ledger.markSent(await ledger.confirm(sent, sari), await holderOf(sent));
    const unknown = await ask(4);
    await ledger.markSent(await ledger.confirm(unknown, sari), await holderOf(unknown));
    await ledger.step(keyOf({ token: unknown }), { from: 'sent', to: 'unknown' });
    await markShown(confirmed);
    await markShown(sent);
    await markShown(unknown);
    clock.ms += 2 * keptMs.endedActs;
    await sweep(store, never);
    expect(await tokens()).toEqual([unshown, confirmed, sent, unknown].toSorted());
    await markShown(unshown);
    await sweep(store, never);
    expect(await tokens()).toEqual([confirmed, sent, unknown].toSorted());
  });

  test('an act that nobody could be shown, since the chat is gone, goes with the others', async () => {
    await act(1, 'done');
    await createChats(store, botId).markGone(5);
    await expectKept('endedActs', 1);
  });

  test('an Excel for a chat that is gone waits thirty days for it to come back', async () => {
    const place = { chat_id: 5, thread_id: 0, reply_to: 0, asked_by: 1 };
    const exports = createExportRows(store, botId);
    await exports.add({ shop: 'first', ...place, type: 'CANCEL', from_day: '', to_day: '' });
    await createChats(store, botId).markGone(5);
    await expectKept('undeliveredExports', 1);
  });

  test('of a refund that is over the order goes, and that it was paid back stays', async () => {
    const refunds = createRefunds(store, botId, createActivity(store, botId));
    const shop = { id: 'first', timeZone: 'Asia/Jakarta' };
    const order = { orderId: 1338, totalAmount: 100, paymentStatus: 'PAID', products: [], raw: {} };
    await refunds.note(shop, [order, { ...order, orderId: 1339 }]);
    await refunds.markRefunded('first', 1338, sari);
    await expectKept('refundedOrders', 1);
    const kept = await refunds.of('first', 1338);
    expect(kept).toMatchObject({ status: 'refunded', amount: 100, refundedBy: 'Sari' });
    expect(kept?.order).toEqual({ orderId: 1338, products: [], raw: {} });
    expect((await refunds.of('first', 1339))?.order).toEqual({ ...order, orderId: 1339 });
  });

  test('a search and its buttons live for thirty days', async () => {
    const at = { shop: 'first', chatId: 5, threadId: 0, messageId: 9, askedBy: 1 };
    await createSearchRows(store, botId).add({
      ...at,
      kind: 'orders',
      id: 'AbCdEfGhIjKl-_12',
      query: '{}',
    });
    await expectKept('searches', 1);
  });

  test('what copies that vanished have held is removed, what is held is not', async () => {
    await leases.take('act:1', 'a copy that vanished', 1000);
    await leases.take('poller', 'a copy that lives', 10 * keptMs.leasesRunOut);
    await expectKept('leasesRunOut', 1, clock.ms + 1000);
    expect(await leases.take('poller', 'another', 10 * keptMs.leasesRunOut)).toBe(false);
  });

  test('an export that is on its way stays however long it takes', async () => {
    const exports = createExportRows(store, botId);
    const place = { chat_id: 5, thread_id: 0, reply_to: 0, asked_by: 1 };
    await exports.add({ shop: 'first', ...place, type: 'CANCEL', from_day: '', to_day: '' });
    clock.ms += 1000 * 24 * 3_600_000;
    await sweep(store, never);
    expect(await exports.due(9)).toHaveLength(1);
  });

  describe('when a lot has gathered', () => {
    beforeEach(async () => {
      const handledAt = clock.ms - keptMs.handledUpdates - 1;
      await receive(
        Array.from({ length: 1200 }, (_, index) => index + 1),
        'handled',
        handledAt,
      );
    });

    test('is removed as a whole, while others get at the database', async () => {
      const sweeping = sweep(store, never);
      await receive([5000], 'waiting');
      expect((await updatesLeft()).length).toBeGreaterThan(1);
      expect(await sweeping).toMatchObject({ handledUpdates: 1200 });
      expect(await updatesLeft()).toEqual([5000]);
    });

    test('is left for the next time when the bot stops', async () => {
      const stopping = new AbortController();
      const sweeping = sweep(store, stopping.signal);
      stopping.abort();
      expect((await sweeping).handledUpdates).toBe(500);
      expect(await updatesLeft()).toHaveLength(700);
    });
  });
});

// A shop that updates the bot finds everything as it left it, whatever was under way.

import { expect, test } from 'vitest';
import { createLedger } from '../../src/orders/requests/ledger.ts';
import { adoptRows } from '../../src/store/adopt-rows.ts';
import { createDeadLetters } from '../../src/store/inbox/dead-letters.ts';
import { createInboxRows } from '../../src/store/inbox/inbox.ts';
import { createChats } from '../../src/store/tables/chats.ts';
import { createConversationStates } from '../../src/store/tables/conversations.ts';
import { createExportRows } from '../../src/store/tables/exports.ts';
import { silent } from '../delivery/updates.ts';
import { type Harness, harnessOver, sari, type Told } from '../orders/requests/harness.ts';
import { createClock, type Database, describeOnEmptyDatabases } from './databases.ts';
import { oldBotId, oldDatabaseMs, placeOldDatabase } from './old-database.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const group = -1001;
const botId = 1;

/** Today's version at work on the old database, so long after the old one ended; nothing has happened at Ngorder. */
async function opened(database: Database, afterMs = 1000): Promise<Harness> {
  await placeOldDatabase(database);
  const clock = createClock(oldDatabaseMs + afterMs);
  const harness = harnessOver(await database.open(clock), clock);
  await adoptRows(harness.store, botId);
  await harness.team.setOwners('first', [11, 12]);
  for (let orderId = 1001; orderId <= 1014; orderId += 1) {
    const isActive = ![1002, 1004, 1006, 1009, 1011, 1013, 1014].includes(orderId);
    harness.ngorder.put({ orderId, poNumber: orderId + 9000 }, isActive ? 'active' : 'CANCEL');
  }
  return harness;
}

async function about(harness: Harness, orderId: number): Promise<Told> {
  const { request } = await harness.store.db
    .selectFrom('acts')
    .select('request')
    .where('order_id', '=', orderId)
    .orderBy('position')
    .executeTakeFirstOrThrow();
  return harness.get(request);
}

/** The question that was put anew about an order. */
async function askedAnew(harness: Harness, orderId: number): Promise<Told | undefined> {
  const first = await about(harness, orderId);
  const { ledger } = harness;
  const anew = await ledger.proposeAnew(await ledger.get(first.token), { chatId: group });
  return anew && harness.get(anew.request.token);
}

function actsOn(harness: Harness, orderId: number): string[] {
  return harness.ngorder.acts().flatMap(({ act, orderId: of }) => (of === orderId ? [act] : []));
}

describeOnEmptyDatabases('a database of version 0.1.0', (database) => {
  test('has every question and act as it was, with what was seen and who decided', async () => {
    const harness = await opened(database);
    const states = new Map<number, string>();
    for (let orderId = 1001; orderId <= 1014; orderId += 1) {
      const { status, askedBy, decidedBy, seen, poNumber } = await about(harness, orderId);
      states.set(orderId, status);
      expect(askedBy).toEqual(sari);
      const isDecided = status !== 'expired' && status !== 'proposed';
      expect(decidedBy).toEqual(isDecided ? { id: 12, name: 'Budi' } : undefined);
      expect(poNumber).toBe(orderId + 9000);
      expect(seen?.receiverName).toBe(orderId === 1012 ? undefined : 'Siti Rahma');
    }
    expect(Object.fromEntries(states)).toEqual({
      1001: 'expired',
      1002: 'done',
      1003: 'done',
      1004: 'failed',
      1005: 'declined',
      1006: 'unknown',
      1007: 'unknown',
      1008: 'sent',
      1009: 'sent',
      1010: 'waiting',
      1011: 'waiting',
      1012: 'waiting',
      1013: 'proposed',
      1014: 'proposed',
    });
    expect((await about(harness, 1004)).outcome).toMatchObject({
      kind: 'refused',
      words: 'Order cannot be changed',
    });
    expect((await about(harness, 1007)).askedPersonAt).toBeDefined();
  });

  test('shows in its messages what had not been shown, and nothing twice', async () => {
    const harness = await opened(database);
    const unshown = await harness.unshown();
    expect(unshown.map(({ orderId }) => orderId)).toContain(1003);
    for (const shown of [1001, 1002, 1004, 1005, 1006, 1007])
      expect(unshown.map(({ orderId }) => orderId)).not.toContain(shown);
    const { token } = await about(harness, 1003);
    expect(await harness.ledger.messageIn(token, group)).toMatchObject({
      threadId: 7,
      messageId: 503,
    });
  });

  test('has its open questions answered', async () => {
    const harness = await opened(database);
    await harness.confirm((await about(harness, 1013)).token, sari);
    await harness.decline((await about(harness, 1014)).token, sari);
    await harness.run();
    expect(await about(harness, 1013)).toMatchObject({ status: 'done', decidedBy: sari });
    expect((await about(harness, 1014)).status).toBe('declined');
    expect(actsOn(harness, 1013)).toEqual(['return']);
    expect(actsOn(harness, 1014)).toEqual([]);
  });

  test('has an open question wait for a second person, where the shop wants that by now', async () => {
    const harness = await opened(database);
    const { ledger, store } = harness;
    const row = { id: 'first', bot_id: botId, ngorder_id: null, token_fingerprint: null };
    const settings = JSON.stringify({ approveDelete: true });
    await store.db
      .insertInto('shops')
      .values({ ...row, name: 'Toko', created_at: 0, settings })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ settings }))
      .execute();
    const { token } = await about(harness, 1014);
    await ledger.confirm(token, sari);
    expect((await ledger.get(token)).request).toMatchObject({
      status: 'awaiting',
      approval: { why: 'delete' },
    });
    await harness.run();
    expect(actsOn(harness, 1014)).toEqual([]);
    await ledger.approve(token, { id: 12, name: 'Budi' });
    await harness.run();
    expect(await about(harness, 1014)).toMatchObject({ status: 'done', decidedBy: sari });
    expect(actsOn(harness, 1014)).toEqual(['delete']);
  });

  test('has its open questions run out at their time', async () => {
    const harness = await opened(database, 16 * minuteMs);
    await harness.ledger.expireQuestions();
    expect((await about(harness, 1013)).status).toBe('expired');
    await expect(harness.confirm((await about(harness, 1013)).token, sari)).rejects.toMatchObject({
      name: 'QuestionExpired',
    });
  });

  test('has what was confirmed a moment ago done, once', async () => {
    const harness = await opened(database);
    // Confirmed without a preview: nothing has turned up that would have to be seen first.
    harness.ngorder.put({ orderId: 1012, poNumber: 11_012, paymentStatus: 'UNPAID' }, 'active');
    await harness.run();
    for (const orderId of [1010, 1011, 1012]) {
      expect((await about(harness, orderId)).status).toBe('done');
      expect(actsOn(harness, orderId)).toHaveLength(1);
    }
  });

  test.for([
    ['20 minutes', 20 * minuteMs],
    ['three days', 3 * dayMs],
  ] as const)(
    'has nothing sent for what was confirmed %s ago: it is asked anew',
    async ([, ago]) => {
      const harness = await opened(database, ago);
      await harness.runAfter(0);
      for (let look = 0; look < 5; look += 1) await harness.runAfter(10 * minuteMs);
      expect(harness.ngorder.acts()).toEqual([]);
      for (const orderId of [1010, 1011, 1012]) {
        expect(await about(harness, orderId)).toMatchObject({
          status: 'failed',
          outcome: { kind: 'stale' },
        });
        expect((await askedAnew(harness, orderId))?.status).toBe('proposed');
      }
    },
  );

  test('has what was sent looked up, never sent blindly', async () => {
    const harness = await opened(database);
    for (const orderId of [1007, 1008]) harness.ngorder.elsewhere('cancel', orderId);
    harness.ngorder.elsewhere('return', 1006);
    harness.ngorder.elsewhere('delete', 1009);
    for (let look = 0; look < 5; look += 1) await harness.runAfter(minuteMs);
    for (const orderId of [1006, 1007, 1008, 1009]) {
      expect(await about(harness, orderId)).toMatchObject({ status: 'done', settledBy: 'reading' });
      expect(actsOn(harness, orderId)).toEqual([]);
    }
  });

  test('has what was sent and never arrived asked anew once it is old', async () => {
    const harness = await opened(database, 20 * minuteMs);
    for (let look = 0; look < 5; look += 1) await harness.runAfter(minuteMs);
    expect(harness.ngorder.acts()).toEqual([]);
    for (const orderId of [1006, 1007, 1008, 1009]) {
      expect(await about(harness, orderId)).toMatchObject({
        status: 'failed',
        outcome: { kind: 'notDone' },
        settledBy: 'reading',
      });
      expect((await askedAnew(harness, orderId))?.status).toBe('proposed');
    }
  });

  test('keeps its exports, conversations, chats and inbox', async () => {
    const { store } = await opened(database);
    const exports = await createExportRows(store, botId).due(10);
    expect(exports).toHaveLength(2);
    expect(exports).toContainEqual(
      expect.objectContaining({
        shop: 'first',
        chat_id: group,
        thread_id: 7,
        reply_to: 520,
        asked_by: 12,
        type: 'REJECTED',
        from_day: '2026-01-01',
        status: 'waiting',
      }),
    );
    const state = await createConversationStates(store, botId, silent).read('11:11:');
    expect(state).toContain('asks for an order');
    const chats = createChats(store, botId);
    expect(await chats.about(group)).toMatchObject({ locale: 'en', isGone: false, isWarned: true });
    expect((await chats.about(-1002)).isGone).toBe(true);

    const inbox = createInboxRows(store, oldBotId);
    const [update] = await inbox.claim(10, minuteMs);
    expect(update?.updateId).toBe(3);
    expect(update?.payload()).toContain('/cancel 1013');
    const [deadLetters] = await createDeadLetters(store, oldBotId).list();
    expect(deadLetters?.payload()).toContain('/export');
    await inbox.put([{ updateId: 1, queue: 'chat:11', payload: '{}' }]);
    expect(await inbox.stillWaits(1)).toBe(false);
  });

  test('belongs to the bot that opens it first, and to no other', async () => {
    const { store } = await opened(database);
    const other = 2;
    await adoptRows(store, other);
    expect(await createExportRows(store, other).due(10)).toEqual([]);
    expect(await createConversationStates(store, other, silent).read('11:11:')).toBeUndefined();
    expect((await createChats(store, other).about(-1002)).isGone).toBe(false);
    const ledger = createLedger(store, other);
    expect(await ledger.due('fresh', 10)).toEqual([]);
    expect(await ledger.due('unsettled', 10)).toEqual([]);
    expect(await ledger.unshown(10)).toEqual([]);
    expect(await createInboxRows(store, other).claim(10, minuteMs)).toEqual([]);
  });
});

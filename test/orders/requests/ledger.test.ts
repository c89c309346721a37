import { beforeEach, expect, test, vi } from 'vitest';
import { AlreadyDecided, OrderBusy, RequestUnknown } from '../../../src/orders/requests/errors.ts';
import { questionLifetimeMs, slowMs } from '../../../src/orders/requests/limits.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { budi, type Harness, keyOf, openHarness, sari } from './harness.ts';

describeOnBothDatabases('a question', (database) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness(database);
    harness.ngorder.put({ orderId: 1338, poNumber: 10735 });
  });

  test('stands in a message that keeps its text from the first Yes on, and not before', async () => {
    const { ledger } = harness;
    const isRecord = async () => (await ledger.standingAt(-100, 77)).is === 'record';
    expect(await isRecord()).toBe(false);
    const declined = await harness.propose('return', 1338);
    await ledger.attach(declined.token, -100, 77);
    await ledger.decline(declined.token, sari);
    expect(await isRecord()).toBe(false);
    const { token } = await harness.propose('return', 1338);
    await ledger.attach(token, -100, 77);
    expect(await isRecord()).toBe(false);
    await ledger.confirm(token, sari);
    expect(await isRecord()).toBe(true);
    await harness.run();
    expect(await isRecord()).toBe(true);
    expect(await ledger.standingAt(-100, 78)).toEqual({ is: 'nothing' });
  });

  test('keeps the message that it was given while the one before was still being shown there', async () => {
    const { ledger } = harness;
    const before = await harness.propose('cancel', 1338);
    await ledger.attach(before.token, -100, 77);
    const { token } = await harness.propose('cancel', 1338);
    await ledger.attach(token, -100, 77);
    const isShown = async () => (await ledger.messageIn(token, -100))?.isShown;
    await ledger.shownAt(before.token, -100, 77);
    expect((await harness.get(token)).status).toBe('proposed');
    expect(await isShown()).toBe(false);

    await harness.markShown(token);
    await ledger.shownAt(token, -100, 77);
    expect((await harness.get(token)).status).toBe('proposed');
    expect(await isShown()).toBe(true);
  });

  test('is shown once more in its message where a younger one was put there before it', async () => {
    const { ledger, clock } = harness;
    const older = await harness.propose('cancel', 1338);
    clock.ms += 5000;
    const { token } = await harness.propose('cancel', 1338);
    await ledger.attach(token, -100, 77);
    // By a copy that stood still after it had edited the message.
    await ledger.attach(older.token, -100, 77);
    expect((await harness.get(token)).status).toBe('expired');
    expect(await ledger.messageIn(older.token, -100)).toMatchObject({
      messageId: 77,
      isShown: false,
    });
  });

  test('is not shown twice in its message where an older one stood', async () => {
    const { ledger, clock } = harness;
    const older = await harness.propose('cancel', 1338);
    await ledger.attach(older.token, -100, 77);
    clock.ms += 5000;
    const { token } = await harness.propose('cancel', 1338);
    await ledger.attach(token, -100, 77);
    expect((await harness.get(older.token)).status).toBe('expired');
    expect((await ledger.messageIn(token, -100))?.isShown).toBe(true);
  });

  test('remembers who asked, where, and the order as it was', async () => {
    const foundAt = { type: 'CANCEL', page: 2, perPage: 5 } as const;
    const { token } = await harness.propose('return', 1338, { poNumber: 10735, foundAt });
    await harness.ledger.attach(token, -100, 99);
    expect(await harness.ledger.messageIn(token, -100)).toMatchObject({
      threadId: undefined,
      messageId: 99,
      isShown: true,
    });
    expect(await harness.get(token)).toMatchObject({
      shop: 'shop',
      kind: 'return',
      orderId: 1338,
      poNumber: 10735,
      status: 'proposed',
      askedBy: sari,
      decidedBy: undefined,
      seen: harness.ngorder.order(1338),
      foundAt,
      sends: 0,
      createdAt: harness.clock.ms,
      expiresAt: harness.clock.ms + questionLifetimeMs,
      readAt: harness.clock.ms,
    });
  });

  test('keeps the buyer’s data out of sight in the database', async () => {
    await harness.propose('delete', 1338);
    const row = await harness.store.db.selectFrom('acts').selectAll().executeTakeFirst();
    expect(JSON.stringify(row)).not.toMatch(/Siti|0812/);
  });

  test('has a token that fits into a button and is never given twice', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 50 }, async () => (await harness.propose('cancel', 1338)).token),
    );
    expect(new Set(tokens).size).toBe(50);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{16}$/);
  });

  test('of two hundred presses on Yes hears one, and tells the others who it was', async () => {
    const { token } = await harness.propose('cancel', 1338);
    const people = Array.from({ length: 200 }, (_, id) => ({ id: id + 1, name: `Person ${id}` }));
    const presses = await Promise.allSettled(
      people.map((person) => harness.confirm(token, person)),
    );
    const heard = presses.flatMap((press) => (press.status === 'fulfilled' ? [press.value] : []));
    const others = presses.flatMap((press) => (press.status === 'rejected' ? [press.reason] : []));
    expect(heard).toHaveLength(1);
    expect(others).toHaveLength(199);
    const winner = heard[0]?.decidedBy;
    expect(people).toContainEqual(winner);
    for (const error of others) {
      expect(error).toBeInstanceOf(AlreadyDecided);
      expect(error.requested.request).toMatchObject({ status: 'confirmed', decidedBy: winner });
    }
  });

  test('of Yes and No at once hears one', async () => {
    const { token } = await harness.propose('cancel', 1338);
    const [yes, no] = await Promise.allSettled([
      harness.confirm(token, sari),
      harness.decline(token, budi),
    ]);
    expect([yes.status, no.status].sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('that was declined does nothing, whoever presses Yes afterwards', async () => {
    const { token } = await harness.propose('cancel', 1338);
    await harness.decline(token, budi);
    await expect(harness.confirm(token, sari)).rejects.toMatchObject({
      name: 'AlreadyDecided',
      requested: { request: { status: 'declined', decidedBy: budi } },
    });
    await harness.run();
    expect(harness.ngorder.log).toEqual([]);
  });

  test('is open up to its last moment, and not after it', async () => {
    const early = await harness.propose('cancel', 1338);
    const late = await harness.propose('cancel', 1339);
    harness.clock.ms += questionLifetimeMs - 1;
    expect((await harness.confirm(early.token, sari)).status).toBe('waiting');
    harness.clock.ms += 1;
    await expect(harness.confirm(late.token, sari)).rejects.toMatchObject({
      name: 'QuestionExpired',
      requested: { request: { kind: 'cancel' }, act: { orderId: 1339 } },
    });
    await expect(harness.decline(late.token, sari)).rejects.toMatchObject({
      name: 'QuestionExpired',
    });
  });

  test('that nobody answered closes itself, and only then', async () => {
    const { token } = await harness.propose('cancel', 1338);
    const changed = vi.fn();
    harness.ledger.onChange(changed);
    await harness.ledger.expireQuestions();
    expect((await harness.get(token)).status).toBe('proposed');
    expect(changed).not.toHaveBeenCalled();
    harness.clock.ms += questionLifetimeMs;
    await harness.ledger.expireQuestions();
    expect((await harness.get(token)).status).toBe('expired');
    expect(changed).toHaveBeenCalledOnce();
    await expect(harness.confirm(token, sari)).rejects.toMatchObject({
      name: 'QuestionExpired',
    });
  });

  test('that does not exist cannot be answered', async () => {
    await harness.propose('cancel', 1338);
    await expect(harness.confirm('forged', sari)).rejects.toBeInstanceOf(RequestUnknown);
    await expect(harness.decline('forged', sari)).rejects.toBeInstanceOf(RequestUnknown);
    await expect(harness.get('forged')).rejects.toBeInstanceOf(RequestUnknown);
  });

  test('about an order on which another act is under way waits for it', async () => {
    const first = await harness.confirmed('cancel', 1338);
    const second = await harness.propose('cancel', 1338, { askedBy: budi });
    const refused = await harness.confirm(second.token, budi).catch((error) => error);
    expect(refused).toBeInstanceOf(OrderBusy);
    expect(refused.other.request).toMatchObject({ token: first.token, decidedBy: sari });
    expect((await harness.decline(second.token, budi)).status).toBe('declined');

    const third = await harness.propose('cancel', 1338, { askedBy: budi });
    await harness.run();
    expect((await harness.get(first.token)).status).toBe('done');
    expect((await harness.confirm(third.token, budi)).status).toBe('waiting');
  });

  test('of twenty people about one order leads to one act', async () => {
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => harness.propose('cancel', 1338)),
    );
    const presses = await Promise.allSettled(
      asked.map(({ token }) => harness.confirm(token, sari)),
    );
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const press of presses) {
      if (press.status === 'rejected') expect(press.reason).toBeInstanceOf(OrderBusy);
    }
  });

  test('about the same number in another shop is another matter', async () => {
    await harness.confirmed('cancel', 1338);
    const other = await harness.propose('cancel', 1338, { shop: 'another' });
    expect((await harness.confirm(other.token, budi)).status).toBe('waiting');
  });
});

describeOnBothDatabases('what the chat is still to be shown', (database) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness(database);
    harness.ngorder.put({ orderId: 1338 });
  });
  const unshown = async () => (await harness.unshown()).map(({ status }) => status);

  test('is every end, until it was shown', async () => {
    const { token } = await harness.confirmed('cancel', 1338);
    await harness.run();
    expect(await unshown()).toEqual(['done']);
    await harness.markShown(token);
    expect(await unshown()).toEqual([]);
  });

  test('is an act that takes long, but not one that is over in a moment', async () => {
    const { token } = await harness.confirmed('cancel', 1338);
    expect(await unshown()).toEqual([]);
    harness.clock.ms += slowMs;
    expect(await unshown()).toEqual(['waiting']);
    await harness.markShown(token);
    expect(await unshown()).toEqual([]);
    await harness.run();
    expect(await unshown()).toEqual(['done']);
  });

  test('is a question that ran out or was declined, not one that is open', async () => {
    const declined = await harness.propose('cancel', 1);
    await harness.propose('cancel', 2);
    await harness.decline(declined.token, sari);
    expect(await unshown()).toEqual(['declined']);
    harness.clock.ms += questionLifetimeMs;
    await harness.ledger.expireQuestions();
    expect((await unshown()).sort()).toEqual(['declined', 'expired']);
  });

  test('is not shown as closed when its process was killed before it was asked', async () => {
    const proposal = { shop: 'shop', kind: 'cancel', orderId: 1338, askedBy: sari } as const;
    await harness.ledger.propose({ ...proposal, target: { chatId: -100 } });
    await harness.propose('cancel', 566);
    harness.clock.ms += questionLifetimeMs;
    await harness.ledger.expireQuestions();
    const closed = await harness.unshown();
    expect(closed.map(({ orderId }) => orderId)).toEqual([566]);
  });

  test('is shown anew when a person is to be asked what happened', async () => {
    const { token } = await harness.confirmed('cancel', 1338);
    harness.ngorder.fates = ['lostBefore'];
    harness.ngorder.beforeRead = () => {
      if (harness.ngorder.acts().length > 0) throw new Error('nothing is read any more');
    };
    await harness.run();
    await harness.markShown(token);
    expect(await unshown()).toEqual([]);
    await harness.ledger.askPerson(keyOf({ token }));
    await harness.ledger.askPerson(keyOf({ token }));
    expect(await harness.unshown()).toMatchObject([
      { status: 'unknown', askedPersonAt: harness.clock.ms },
    ]);
  });

  test('is shown anew when something was noted on it while it was shown', async () => {
    harness.ngorder.put({ orderId: 1338 }, 'active');
    harness.ngorder.fates = ['lostBefore'];
    const { token } = await harness.confirmed('cancel', 1338);
    await harness.run();
    expect(await harness.get(token)).toMatchObject({ status: 'unknown', unreadAt: undefined });
    const read = await harness.ledger.messageIn(token, -100);
    if (read === undefined) throw new Error('It stands nowhere');
    await harness.ledger.noteUnread(keyOf({ token }));
    await harness.ledger.markShown(read);
    expect(await unshown()).toEqual(['unknown']);
    await harness.markShown(token);
    expect(await unshown()).toEqual([]);
    await harness.ledger.noteUnread(keyOf({ token }));
    expect(await unshown()).toEqual([]);
  });
});

import { beforeEach, expect, test, vi } from 'vitest';
import { ActionUnknown, AlreadyDecided, OrderBusy } from '../../../src/orders/requests/errors.ts';
import { questionLifetimeMs } from '../../../src/orders/requests/ledger.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { budi, type Desk, openDesk, sari } from './desk.ts';

describeOnBothDatabases('a question', (database) => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(database);
    desk.ngorder.put({ orderId: 1338, poNumber: 10735 });
  });

  test('remembers who asked, where, and the order as it was', async () => {
    const foundAt = { type: 'CANCEL', page: 2, perPage: 5 } as const;
    const { token } = await desk.propose('return', 1338, { poNumber: 10735, foundAt });
    await desk.ledger.place(token, 99);
    expect(await desk.ledger.get(token)).toMatchObject({
      shop: 'shop',
      kind: 'return',
      orderId: 1338,
      poNumber: 10735,
      status: 'proposed',
      askedBy: sari,
      decidedBy: undefined,
      place: { chatId: -100, threadId: undefined, messageId: 99 },
      seen: desk.ngorder.order(1338),
      foundAt,
      sends: 0,
      createdAt: desk.clock.ms,
      expiresAt: desk.clock.ms + questionLifetimeMs,
      readAt: desk.clock.ms,
    });
  });

  test('keeps the buyer’s data out of sight in the database', async () => {
    await desk.propose('delete', 1338);
    const row = await desk.store.db.selectFrom('actions').selectAll().executeTakeFirst();
    expect(JSON.stringify(row)).not.toMatch(/Siti|0812/);
  });

  test('has a token that fits into a button and is never given twice', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 50 }, async () => (await desk.propose('cancel', 1338)).token),
    );
    expect(new Set(tokens).size).toBe(50);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{16}$/);
  });

  test('of two hundred presses on Yes hears one, and tells the others who it was', async () => {
    const { token } = await desk.propose('cancel', 1338);
    const people = Array.from({ length: 200 }, (_, id) => ({ id: id + 1, name: `Person ${id}` }));
    const presses = await Promise.allSettled(
      people.map((person) => desk.ledger.confirm(token, person)),
    );
    const heard = presses.flatMap((press) => (press.status === 'fulfilled' ? [press.value] : []));
    const others = presses.flatMap((press) => (press.status === 'rejected' ? [press.reason] : []));
    expect(heard).toHaveLength(1);
    expect(others).toHaveLength(199);
    const winner = heard[0]?.decidedBy;
    expect(people).toContainEqual(winner);
    for (const error of others) {
      expect(error).toBeInstanceOf(AlreadyDecided);
      expect(error.action).toMatchObject({ status: 'confirmed', decidedBy: winner });
    }
  });

  test('of Yes and No at once hears one', async () => {
    const { token } = await desk.propose('cancel', 1338);
    const [yes, no] = await Promise.allSettled([
      desk.ledger.confirm(token, sari),
      desk.ledger.decline(token, budi),
    ]);
    expect([yes.status, no.status].sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('that was declined does nothing, whoever presses Yes afterwards', async () => {
    const { token } = await desk.propose('cancel', 1338);
    await desk.ledger.decline(token, budi);
    await expect(desk.ledger.confirm(token, sari)).rejects.toMatchObject({
      name: 'AlreadyDecided',
      action: { status: 'declined', decidedBy: budi },
    });
    await desk.run();
    expect(desk.ngorder.log).toEqual([]);
  });

  test('is open up to its last moment, and not after it', async () => {
    const early = await desk.propose('cancel', 1338);
    const late = await desk.propose('cancel', 1339);
    desk.clock.ms += questionLifetimeMs - 1;
    expect((await desk.ledger.confirm(early.token, sari)).status).toBe('confirmed');
    desk.clock.ms += 1;
    await expect(desk.ledger.confirm(late.token, sari)).rejects.toMatchObject({
      name: 'QuestionExpired',
      action: { orderId: 1339, kind: 'cancel' },
    });
    await expect(desk.ledger.decline(late.token, sari)).rejects.toMatchObject({
      name: 'QuestionExpired',
    });
  });

  test('that nobody answered closes itself, and only then', async () => {
    const { token } = await desk.propose('cancel', 1338);
    const changed = vi.fn();
    desk.ledger.onChange(changed);
    await desk.ledger.expireQuestions();
    expect((await desk.ledger.get(token)).status).toBe('proposed');
    expect(changed).not.toHaveBeenCalled();
    desk.clock.ms += questionLifetimeMs;
    await desk.ledger.expireQuestions();
    expect((await desk.ledger.get(token)).status).toBe('expired');
    expect(changed).toHaveBeenCalledOnce();
    await expect(desk.ledger.confirm(token, sari)).rejects.toMatchObject({
      name: 'QuestionExpired',
    });
  });

  test('that does not exist cannot be answered', async () => {
    await desk.propose('cancel', 1338);
    await expect(desk.ledger.confirm('forged', sari)).rejects.toBeInstanceOf(ActionUnknown);
    await expect(desk.ledger.decline('forged', sari)).rejects.toBeInstanceOf(ActionUnknown);
    await expect(desk.ledger.get('forged')).rejects.toBeInstanceOf(ActionUnknown);
  });

  test('about an order on which another act is under way waits for it', async () => {
    const first = await desk.confirmed('cancel', 1338);
    const second = await desk.propose('cancel', 1338, { askedBy: budi });
    const refused = await desk.ledger.confirm(second.token, budi).catch((error) => error);
    expect(refused).toBeInstanceOf(OrderBusy);
    expect(refused.other).toMatchObject({ token: first.token, decidedBy: sari });
    expect((await desk.ledger.decline(second.token, budi)).status).toBe('declined');

    const third = await desk.propose('cancel', 1338, { askedBy: budi });
    await desk.run();
    expect((await desk.ledger.get(first.token)).status).toBe('done');
    expect((await desk.ledger.confirm(third.token, budi)).status).toBe('confirmed');
  });

  test('of twenty people about one order leads to one act', async () => {
    const asked = await Promise.all(Array.from({ length: 20 }, () => desk.propose('cancel', 1338)));
    const presses = await Promise.allSettled(
      asked.map(({ token }) => desk.ledger.confirm(token, sari)),
    );
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const press of presses) {
      if (press.status === 'rejected') expect(press.reason).toBeInstanceOf(OrderBusy);
    }
  });

  test('about the same number in another shop is another matter', async () => {
    await desk.confirmed('cancel', 1338);
    const other = await desk.propose('cancel', 1338, { shop: 'another' });
    expect((await desk.ledger.confirm(other.token, budi)).status).toBe('confirmed');
  });
});

describeOnBothDatabases('what the chat is still to be shown', (database) => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(database);
    desk.ngorder.put({ orderId: 1338 });
  });
  const unshown = async () => (await desk.ledger.unshown(2000, 10)).map(({ status }) => status);

  test('is every end, until it was shown', async () => {
    const { token } = await desk.confirmed('cancel', 1338);
    await desk.run();
    expect(await unshown()).toEqual(['done']);
    await desk.ledger.markShown({ token, status: 'done' });
    expect(await unshown()).toEqual([]);
  });

  test('is an act that takes long, but not one that is over in a moment', async () => {
    const { token } = await desk.confirmed('cancel', 1338);
    expect(await unshown()).toEqual([]);
    desk.clock.ms += 2000;
    expect(await unshown()).toEqual(['confirmed']);
    await desk.ledger.markShown({ token, status: 'confirmed' });
    expect(await unshown()).toEqual([]);
    await desk.run();
    expect(await unshown()).toEqual(['done']);
  });

  test('is a question that ran out or was declined, not one that is open', async () => {
    const declined = await desk.propose('cancel', 1);
    await desk.propose('cancel', 2);
    await desk.ledger.decline(declined.token, sari);
    expect(await unshown()).toEqual(['declined']);
    desk.clock.ms += questionLifetimeMs;
    await desk.ledger.expireQuestions();
    expect((await unshown()).sort()).toEqual(['declined', 'expired']);
  });

  test('is not shown as closed when its process was killed before it was asked', async () => {
    await desk.propose('cancel', 1338, { place: { chatId: -100 } });
    await desk.propose('cancel', 566);
    desk.clock.ms += questionLifetimeMs;
    await desk.ledger.expireQuestions();
    const closed = await desk.ledger.unshown(0, 10);
    expect(closed.map(({ orderId }) => orderId)).toEqual([566]);
  });

  test('is shown anew when a person is to be asked what happened', async () => {
    const { token } = await desk.confirmed('cancel', 1338);
    desk.ngorder.fates = ['lostBefore'];
    desk.ngorder.beforeRead = () => {
      if (desk.ngorder.acts().length > 0) throw new Error('nothing is read any more');
    };
    await desk.run();
    await desk.ledger.markShown({ token, status: 'unknown' });
    expect(await unshown()).toEqual([]);
    await desk.ledger.askPerson(token);
    await desk.ledger.askPerson(token);
    expect(await desk.ledger.unshown(2000, 10)).toMatchObject([
      { status: 'unknown', askedPersonAt: desk.clock.ms },
    ]);
  });

  test('is shown anew when something was noted on it while it was shown', async () => {
    desk.ngorder.put({ orderId: 1338 }, 'active');
    desk.ngorder.fates = ['lostBefore'];
    const { token } = await desk.confirmed('cancel', 1338);
    await desk.run();
    const read = await desk.ledger.get(token);
    expect(read).toMatchObject({ status: 'unknown', unreadAt: undefined });
    await desk.ledger.noteUnread(token);
    await desk.ledger.markShown(read);
    expect(await unshown()).toEqual(['unknown']);
    await desk.ledger.markShown(await desk.ledger.get(token));
    expect(await unshown()).toEqual([]);
    await desk.ledger.noteUnread(token);
    expect(await unshown()).toEqual([]);
  });
});

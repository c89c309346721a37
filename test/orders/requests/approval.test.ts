import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import {
  NobodyToApprove,
  NotWhoAsked,
  OwnRequest,
} from '../../../src/orders/requests/approval/errors.ts';
import {
  AlreadyDecided,
  NotAllowed,
  OrderBusy,
  QuestionExpired,
  RequestError,
} from '../../../src/orders/requests/errors.ts';
import { createChats } from '../../../src/store/tables/chats.ts';
import { createMemberRows } from '../../../src/store/tables/members.ts';
import { createHistory } from '../../../src/team/activity/history.ts';
import { verifyActivity } from '../../../src/team/activity/verify.ts';
import type { ShopSettings } from '../../../src/team/shop-settings.ts';
import { createClock, describeOnBothDatabases, onSqlite } from '../../store/databases.ts';
import { budi, type Harness, harnessOver, openHarness, sari } from './harness.ts';

const tono = { id: 301, name: 'Tono' };
const orderId = 42;
const hourMs = 3_600_000;

async function chooses(harness: Harness, settings: Partial<ShopSettings>): Promise<void> {
  const row = { id: 'shop', bot_id: 1, ngorder_id: null, token_fingerprint: null, created_at: 0 };
  const chosen = { name: 'Toko', settings: JSON.stringify(settings) };
  await harness.store.db
    .insertInto('shops')
    .values({ ...row, ...chosen })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(chosen))
    .execute();
}

async function gives(harness: Harness, personId: number, role: string): Promise<void> {
  const fields = { role, source: 'chat', added_by: null } as const;
  await harness.store.db
    .insertInto('members')
    .values({ shop: 'shop', person_id: personId, ...fields })
    .onConflict((conflict) => conflict.columns(['shop', 'person_id']).doUpdateSet(fields))
    .execute();
}

describeOnBothDatabases('what takes a second person', (database) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness(database);
    // Two owners and one of the staff.
    await createMemberRows(harness.store, 1).seed('shop', [sari.id, budi.id], 'owner');
    await gives(harness, tono.id, 'operator');
    await chooses(harness, { approveDelete: true });
    harness.ngorder.put({ orderId, totalAmount: 100 }, 'CANCEL');
  });

  const asked = async (by = tono) => {
    const { token } = await harness.propose('delete', orderId, { askedBy: by });
    await harness.ledger.confirm(token, by);
    return token;
  };
  const statusOf = async (token: string) => (await harness.ledger.get(token)).request.status;
  const acts = () => harness.ngorder.acts().length;

  test('waits, is sent once after one other person approves, and tells who', async () => {
    const token = await asked();
    expect(await statusOf(token)).toBe('awaiting');
    await harness.run();
    expect(acts()).toBe(0);
    await harness.ledger.approve(token, budi);
    await harness.run();
    await harness.run();
    expect(acts()).toBe(1);
    expect((await harness.ledger.get(token)).request).toMatchObject({
      status: 'over',
      decidedBy: tono,
      approval: { why: 'delete', answeredBy: budi },
    });
  });

  test('stands in the activity step by step: who asked, who answered, of what, and from which chat', async () => {
    const { ledger, clock } = harness;
    const step = async (as: (token: string) => Promise<unknown>) => {
      const { token } = await harness.propose('delete', orderId, { askedBy: tono });
      await ledger.confirm(token, tono, { chat: -100 });
      await as(token);
    };
    await step((token) => ledger.refuse(token, budi, budi.id));
    await step((token) => ledger.withdraw(token, tono, -100));
    await step(async () => {
      clock.ms += 25 * hourMs;
      await ledger.expireQuestions();
    });
    await step(async (token) => {
      await ledger.approve(token, budi, budi.id);
      await expect(ledger.refuse(token, sari, -100)).rejects.toBeInstanceOf(AlreadyDecided);
      await harness.run();
    });
    const { rows } = await createHistory(harness.store, 1).page(
      { shop: 'shop', order: orderId },
      1,
      20,
    );
    const asked = 'approvalAsked Tono -100';
    expect(
      rows
        .map(({ kind, person, subject, chat, facts }) => {
          expect(facts).toMatchObject(
            kind === 'delete' ? {} : { act: 'delete', why: 'delete', total: 100 },
          );
          return [kind, person?.name, subject?.name, chat].filter(Boolean).join(' ');
        })
        .reverse(),
    ).toEqual([
      asked,
      'approvalRefused Budi Tono 12',
      asked,
      'approvalWithdrawn Tono -100',
      asked,
      'approvalExpired Tono',
      asked,
      'approvalGiven Budi Tono 12',
      'delete Tono -100',
    ]);
    expect(await verifyActivity(harness.store, 1)).toMatchObject({ isWhole: true, rows: 9 });
  });

  test('is answered by one of all who press at once, and by nobody after', async () => {
    const token = await asked();
    const { ledger } = harness;
    const said = await Promise.allSettled(
      Array.from({ length: 25 }, (_, index) => [
        ledger.approve(token, index % 2 ? sari : budi),
        ledger.refuse(token, index % 2 ? budi : sari),
      ]).flat(),
    );
    expect(said.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of said)
      if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(AlreadyDecided);
    await harness.run();
    expect(acts()).toBe((await statusOf(token)) === 'over' ? 1 : 0);
  });

  test('is approved by nobody who asked for it, in whose name it was asked, or who has no right to it', async () => {
    const { ledger } = harness;
    const own = await asked(sari);
    await expect(ledger.approve(own, sari)).rejects.toBeInstanceOf(OwnRequest);
    await expect(ledger.approve(own, tono)).rejects.toBeInstanceOf(NotAllowed);
    await expect(ledger.withdraw(own, budi)).rejects.toBeInstanceOf(NotWhoAsked);
    const inHerName = (await harness.propose('delete', orderId, { askedBy: sari })).token;
    await ledger.confirm(inHerName, tono);
    await expect(ledger.refuse(inHerName, sari)).rejects.toBeInstanceOf(OwnRequest);
    await ledger.withdraw(inHerName, sari);
    expect(await statusOf(inHerName)).toBe('withdrawn');
    await expect(ledger.approve(inHerName, budi)).rejects.toBeInstanceOf(AlreadyDecided);
    expect(await statusOf(own)).toBe('awaiting');
  });

  test('isn’t even asked for where nobody else could approve it', async () => {
    await createMemberRows(harness.store, 1).seed('shop', [sari.id], 'owner');
    const { token } = await harness.propose('delete', orderId);
    await expect(harness.ledger.confirm(token, sari)).rejects.toBeInstanceOf(NobodyToApprove);
    expect(await statusOf(token)).toBe('proposed');
    // One of the staff may ask her.
    expect(await statusOf(await asked())).toBe('awaiting');
  });

  test('is asked for by the staff only while every delete takes one', async () => {
    await chooses(harness, { approveDelete: false, approveAbove: 1 });
    const { token } = await harness.propose('delete', orderId, { askedBy: tono });
    await expect(harness.ledger.confirm(token, tono)).rejects.toBeInstanceOf(NotAllowed);
    expect(await statusOf(token)).toBe('proposed');
  });

  test('runs out after a day, and says nothing in between', async () => {
    const token = await asked();
    harness.clock.ms += 23 * hourMs;
    await harness.ledger.expireQuestions();
    expect(await statusOf(token)).toBe('awaiting');
    harness.clock.ms += 2 * hourMs;
    await expect(harness.ledger.approve(token, budi)).rejects.toBeInstanceOf(QuestionExpired);
    await harness.ledger.expireQuestions();
    expect(await statusOf(token)).toBe('expired');
    await harness.run();
    expect(acts()).toBe(0);
  });

  test('may be approved hours later, and is then sent at once', async () => {
    const token = await asked();
    harness.clock.ms += 20 * hourMs;
    await harness.ledger.approve(token, sari);
    await harness.run();
    expect(acts()).toBe(1);
  });

  test.each([
    ['who asked', tono.id],
    ['who approved', budi.id],
  ])('is not sent any more once %s has lost the right', async (_, personId) => {
    const token = await asked();
    await harness.ledger.approve(token, budi);
    await gives(harness, personId, 'viewer');
    await harness.run();
    expect(acts()).toBe(0);
    expect((await harness.ledger.get(token)).act.outcome).toEqual({ kind: 'notAllowed' });
  });

  test('is not sent with a lease alone when the right goes between the last look and the sending', async () => {
    const token = await asked();
    const approved = await harness.ledger.approve(token, budi);
    await harness.leases.take(`act:${token}:0`, 'worker', 60_000);
    await gives(harness, budi.id, 'operator');
    expect(await harness.ledger.markSent(approved, 'worker')).toBeUndefined();
    await gives(harness, budi.id, 'manager');
    expect((await harness.ledger.markSent(approved, 'worker'))?.act.status).toBe('sent');
  });

  test('is asked of the same person anew, and approved anew, where the order has changed meanwhile', async () => {
    const token = await asked();
    harness.ngorder.put({ orderId, totalAmount: 101 }, 'CANCEL');
    const approved = await harness.ledger.approve(token, budi);
    await harness.run();
    expect(acts()).toBe(0);
    const anew = await harness.ledger.proposeAnew(
      await harness.ledger.get(approved.request.token),
      {
        chatId: -100,
      },
    );
    expect(anew?.request).toMatchObject({ askedBy: tono, status: 'proposed' });
    const again = anew?.request.token ?? '';
    await harness.ledger.confirm(again, tono);
    expect(await statusOf(again)).toBe('awaiting');
    await harness.ledger.approve(again, sari);
    await harness.run();
    expect(acts()).toBe(1);
  });

  test('has no effect on an order that something else is done to', async () => {
    const token = await asked();
    const { token: other } = await harness.propose('return', orderId);
    await harness.ledger.confirm(other, sari);
    await expect(harness.ledger.approve(token, budi)).rejects.toBeInstanceOf(OrderBusy);
    expect(await statusOf(token)).toBe('awaiting');
  });

  test.each([
    ['above it', 'return', 501, 'awaiting'],
    ['at it', 'return', 500, 'confirmed'],
    ['that nobody knows', 'return', undefined, 'awaiting'],
  ] as const)('is an order with a total %s', async (_, kind, totalAmount, status) => {
    await chooses(harness, { approveAbove: 500 });
    const { totalAmount: _total, ...order } = harness.ngorder.put({ orderId: 7 }, 'CANCEL');
    const seen = totalAmount === undefined ? order : { ...order, totalAmount };
    const { token } = await harness.propose(kind, 7, { seen });
    await harness.ledger.confirm(token, sari);
    expect(await statusOf(token)).toBe(status);
  });

  test('is an order that nobody has seen, where the total matters', async () => {
    await chooses(harness, { approveAbove: 500 });
    const { token } = await harness.propose('cancel', 8, { seen: undefined });
    await harness.ledger.confirm(token, sari);
    expect(await statusOf(token)).toBe('awaiting');
  });

  test('is shown to those alone who may approve it, also who may only now, and to who asked where the group is gone', async () => {
    const token = await asked();
    const shownTo = async () => {
      await harness.ledger.spreadApprovals();
      const messages = await harness.ledger.unshown(100);
      return messages.filter(({ isCopy }) => isCopy).map(({ chatId }) => chatId);
    };
    expect((await shownTo()).sort()).toEqual([sari.id, budi.id]);
    await gives(harness, 302, 'manager');
    expect((await shownTo()).sort()).toEqual([sari.id, budi.id, 302]);
    await createChats(harness.store, 1).markGone(-100);
    expect((await shownTo()).sort()).toEqual([sari.id, budi.id, tono.id, 302]);
    await harness.ledger.withdraw(token, tono);
    await gives(harness, 303, 'manager');
    expect(await shownTo()).not.toContain(303);
  });
});

const database = onSqlite();

type Step =
  | { word: 'confirm' | 'decline' | 'approve' | 'refuse' | 'withdraw'; person: typeof sari }
  | { demoted: typeof sari; role: string }
  | { ms: number }
  | { run: true };

test('whatever people say in whatever order, nothing is deleted but what one asked for and another approved', async () => {
  const clock = createClock();
  const store = await database.open(clock);
  const person = fc.constantFrom(sari, budi, tono);
  const step: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        person,
        word: fc.constantFrom('confirm', 'decline', 'approve', 'refuse', 'withdraw'),
      }),
    },
    fc.record({ ms: fc.constantFrom(60_000, 14 * 60_000, 25 * hourMs) }),
    fc.record({ run: fc.constant(true) }),
    fc.record({ demoted: person, role: fc.constantFrom('viewer', 'operator', 'manager') }),
  );
  let next = 1000;

  /** Goes through the steps and returns who was heard with what. */
  const after = async (harness: Harness, token: string, steps: readonly Step[]) => {
    const heard: string[] = [];
    const take = async (one: Step): Promise<unknown> => {
      if ('ms' in one) clock.ms += one.ms;
      else if ('run' in one) await harness.run();
      else if ('demoted' in one) await gives(harness, one.demoted.id, one.role);
      else {
        await harness.ledger[one.word](token, one.person);
        heard.push(`${one.word} ${one.person.name}`);
      }
      return undefined;
    };
    for (const one of steps)
      await take(one).catch((error) => expect(error).toBeInstanceOf(RequestError));
    await harness.run();
    return heard;
  };

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
      const harness = harnessOver(store, clock);
      await store.db.deleteFrom('members').execute();
      for (const one of [sari, budi]) await gives(harness, one.id, 'manager');
      await gives(harness, tono.id, 'operator');
      await chooses(harness, { approveDelete: true });
      next += 1;
      harness.ngorder.put({ orderId: next }, 'CANCEL');
      const { token } = await harness.propose('delete', next, { askedBy: tono });
      const heard = await after(harness, token, steps);
      if (harness.ngorder.acts().length === 0) return;
      expect(harness.ngorder.acts()).toHaveLength(1);
      const [asking, approving] = heard.map((said) => said.split(' '));
      expect([heard.length, asking?.[0], approving?.[0]]).toEqual([2, 'confirm', 'approve']);
      expect(approving?.[1]).not.toBe(asking?.[1]);
      expect(approving?.[1]).not.toBe('Tono');
    }),
    {
      numRuns: 60,
      examples: [
        [
          [
            { word: 'confirm', person: tono },
            { word: 'approve', person: sari },
          ],
        ],
      ],
    },
  );
});

import { describe, expect, test } from 'vitest';
import { QuestionExpired } from '../../../src/orders/requests/errors.ts';
import {
  type ActStatus,
  actStatuses,
  isOver,
  isUnderWay,
  type RequestStatus,
  requestStatuses,
} from '../../../src/orders/requests/states.ts';
import {
  actTransitions,
  fresh,
  requestTransitions,
  unsettled,
} from '../../../src/store/requests/states.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { budi, type Harness, keyOf, openHarness, sari } from './harness.ts';

/** The design's pictures, written down a second time on purpose. */
const allowed: Record<ActStatus, ActStatus[]> = {
  proposed: ['waiting', 'queued', 'skipped', 'checking'],
  queued: ['waiting', 'skipped'],
  waiting: ['sent', 'failed', 'queued', 'skipped'],
  sent: ['done', 'failed', 'unknown', 'queued'],
  unknown: ['done', 'failed', 'sent', 'queued'],
  checking: ['skipped', 'done', 'failed'],
  done: [],
  failed: [],
  skipped: [],
};
const allowedToRequests: Record<RequestStatus, RequestStatus[]> = {
  proposed: ['confirmed', 'awaiting', 'declined', 'expired'],
  awaiting: ['confirmed', 'declined', 'withdrawn', 'expired'],
  confirmed: ['over', 'undone'],
  over: [],
  declined: [],
  withdrawn: [],
  undone: [],
  expired: [],
};

describe('the states', () => {
  test('lead where the design lets them lead, and nowhere else', () => {
    expect(actTransitions).toEqual(allowed);
    expect(requestTransitions).toEqual(allowedToRequests);
  });

  test('hold an order exactly while something may still come of its act', () => {
    expect(actStatuses.filter(isUnderWay)).toEqual(['waiting', 'sent', 'unknown']);
  });

  test('that are not over have a worker, but for the question itself', () => {
    const worked: ActStatus[] = [...fresh, 'queued', ...unsettled];
    const open = actStatuses.filter((status) => !isOver(status) && status !== 'proposed');
    expect(worked.toSorted()).toEqual(open.toSorted());
  });
});

/** How to bring a new act into each state, by the ledger's own steps. */
const ways: Record<ActStatus, (harness: Harness, token: string) => Promise<unknown>> = {
  proposed: async () => undefined,
  skipped: ({ ledger }, token) => ledger.decline(token, sari),
  queued: (harness, token) =>
    harness.store.db
      .updateTable('acts')
      .set({ status: 'queued' })
      .where('request', '=', token)
      .execute(),
  waiting: ({ ledger }, token) => ledger.confirm(token, sari),
  sent: async (harness, token) => {
    await harness.leases.take(`act:${token}:0`, 'worker', 60_000);
    return harness.ledger.markSent(await harness.ledger.confirm(token, sari), 'worker');
  },
  unknown: async (harness, token) => {
    await ways.sent(harness, token);
    return harness.ledger.step(keyOf({ token }), { from: 'sent', to: 'unknown' });
  },
  checking: (harness, token) =>
    harness.store.db
      .updateTable('acts')
      .set({ status: 'checking' })
      .where('request', '=', token)
      .execute(),
  done: async (harness, token) => {
    await ways.sent(harness, token);
    const outcome = { kind: 'done' } as const;
    return harness.ledger.step(keyOf({ token }), { from: 'sent', to: 'done', outcome });
  },
  failed: async (harness, token) => {
    await ways.waiting(harness, token);
    return harness.ledger.step(keyOf({ token }), { from: 'waiting', to: 'failed' });
  },
};

const statusOf = async (harness: Harness, token: string) =>
  (await harness.ledger.get(token)).act.status;

describeOnBothDatabases('an act', (database) => {
  for (const from of actStatuses) {
    test(`that is ${from} becomes ${allowed[from].join(', ') || 'nothing else'}`, async () => {
      const harness = await openHarness(database);
      for (const to of actStatuses) {
        const { token } = await harness.propose('cancel', 1000 + actStatuses.indexOf(to));
        await ways[from](harness, token);
        expect(await statusOf(harness, token)).toBe(from);

        const step = harness.ledger.step(keyOf({ token }), { from, to });
        if (allowed[from].includes(to)) expect((await step)?.act.status).toBe(to);
        else await expect(step).rejects.toThrow(`never goes from ${from} to ${to}`);
        expect(await statusOf(harness, token)).toBe(allowed[from].includes(to) ? to : from);
      }
    });

    test(`that is ${from} is left alone by a step meant for another state`, async () => {
      const harness = await openHarness(database);
      const { token } = await harness.propose('cancel', 1338);
      await ways[from](harness, token);
      for (const believed of actStatuses.filter((status) => status !== from)) {
        for (const to of allowed[believed]) {
          const step = { from: believed, to };
          expect(await harness.ledger.step(keyOf({ token }), step)).toBeUndefined();
        }
      }
      expect(await statusOf(harness, token)).toBe(from);
    });
  }

  test('is sent only from where a request may leave', async () => {
    const harness = await openHarness(database);
    for (const from of actStatuses) {
      const { token } = await harness.propose('cancel', 1000 + actStatuses.indexOf(from));
      await ways[from](harness, token);
      // Of a request that was confirmed, as far as that goes.
      await harness.ledger.confirm(token, sari).catch(() => undefined);
      await harness.leases.take(`act:${token}:0`, 'worker', 60_000);
      const requested = await harness.ledger.get(token);
      const sending = harness.ledger.markSent(
        { ...requested, act: { ...requested.act, status: from } },
        'worker',
      );
      if (!allowed[from].includes('sent')) await expect(sending).rejects.toThrow('never goes from');
      else expect((await sending)?.act.status).toBe('sent');
    }
  });
});

/** A request of Sari's that waits for a second person. */
async function waits({ ledger, store }: Harness, token: string): Promise<void> {
  const settings = JSON.stringify({ approveAbove: 1 });
  const row = { id: 'shop', bot_id: 1, ngorder_id: null, token_fingerprint: null, created_at: 0 };
  await store.db
    .insertInto('shops')
    .values({ ...row, name: 'Toko', settings })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await ledger.confirm(token, sari);
}

describeOnBothDatabases('a request', (database) => {
  const decided: Record<RequestStatus, (harness: Harness, token: string) => Promise<unknown>> = {
    proposed: async () => undefined,
    declined: ({ ledger }, token) => ledger.decline(token, sari),
    expired: async ({ ledger, clock }) => {
      clock.ms += 3_600_000;
      await ledger.expireQuestions();
    },
    confirmed: ({ ledger }, token) => ledger.confirm(token, sari),
    awaiting: (harness, token) => waits(harness, token),
    withdrawn: async (harness, token) => {
      await waits(harness, token);
      return harness.ledger.withdraw(token, sari);
    },
    undone: async ({ ledger, store }, token) => {
      await store.db.updateTable('requests').set({ grace_ms: 1000 }).execute();
      await ledger.confirm(token, sari);
      await ledger.undo(token, budi);
    },
    over: (harness, token) => ways.done(harness, token),
  };

  for (const status of requestStatuses) {
    test(`that is ${status} is ${status === 'proposed' ? '' : 'not '}open for a person's decision`, async () => {
      const harness = await openHarness(database);
      for (const decision of ['confirm', 'decline'] as const) {
        const { token } = await harness.propose('cancel', decision === 'confirm' ? 1 : 2);
        await decided[status](harness, token);
        expect((await harness.ledger.get(token)).request.status).toBe(status);
        const asked = harness.ledger[decision](token, budi);
        if (status === 'proposed') expect((await asked).request.decidedBy).toEqual(budi);
        else if (status === 'expired') await expect(asked).rejects.toThrow(QuestionExpired);
        else {
          await expect(asked).rejects.toMatchObject({
            name: 'AlreadyDecided',
            requested: { request: { status, decidedBy: sari } },
          });
        }
      }
    });
  }
});

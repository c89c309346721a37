import { expect, test } from 'vitest';
import { QuestionExpired } from '../../../src/orders/requests/errors.ts';
import {
  type ActionStatus,
  actionStatuses,
  isUnderWay,
  transitions,
} from '../../../src/orders/requests/states.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { budi, type Desk, openDesk, sari } from './desk.ts';

/** The design's picture, written down a second time on purpose. */
const allowed: Record<ActionStatus, ActionStatus[]> = {
  proposed: ['confirmed', 'declined', 'expired'],
  declined: [],
  expired: [],
  confirmed: ['sent', 'failed'],
  sent: ['done', 'failed', 'unknown'],
  unknown: ['done', 'failed', 'sent'],
  done: [],
  failed: [],
};

test('an action goes where the design lets it go, and nowhere else', () => {
  expect(transitions).toEqual(allowed);
});

test('an action holds its order exactly while something may still come of it', () => {
  expect(actionStatuses.filter(isUnderWay)).toEqual(['confirmed', 'sent', 'unknown']);
});

/** How to bring a new action into each state, by the ledger's own steps. */
const ways: Record<ActionStatus, (desk: Desk, token: string) => Promise<unknown>> = {
  proposed: async () => undefined,
  declined: ({ ledger }, token) => ledger.decline(token, sari),
  expired: async ({ ledger, clock }) => {
    clock.ms += 3_600_000;
    await ledger.expireQuestions();
  },
  confirmed: ({ ledger }, token) => ledger.confirm(token, sari),
  sent: async (desk, token) => {
    await desk.leases.take(`act:${token}`, 'runner', 60_000);
    return desk.ledger.markSent(await desk.ledger.confirm(token, sari), 'runner');
  },
  unknown: async (desk, token) => {
    await ways.sent(desk, token);
    return desk.ledger.step(token, { from: 'sent', to: 'unknown' });
  },
  done: async (desk, token) => {
    await ways.sent(desk, token);
    return desk.ledger.step(token, { from: 'sent', to: 'done', outcome: { kind: 'done' } });
  },
  failed: async (desk, token) => {
    await ways.confirmed(desk, token);
    return desk.ledger.step(token, { from: 'confirmed', to: 'failed' });
  },
};

describeOnBothDatabases('an action', (database) => {
  for (const from of actionStatuses) {
    test(`that is ${from} becomes ${allowed[from].join(', ') || 'nothing else'}`, async () => {
      const desk = await openDesk(database);
      for (const to of actionStatuses) {
        const { token } = await desk.propose('cancel', 1000 + actionStatuses.indexOf(to));
        await ways[from](desk, token);
        expect((await desk.ledger.get(token)).status).toBe(from);

        const step = desk.ledger.step(token, { from, to });
        if (allowed[from].includes(to)) expect((await step)?.status).toBe(to);
        else await expect(step).rejects.toThrow(`never goes from ${from} to ${to}`);
        expect((await desk.ledger.get(token)).status).toBe(allowed[from].includes(to) ? to : from);
      }
    });

    test(`that is ${from} is left alone by a step meant for another state`, async () => {
      const desk = await openDesk(database);
      const { token } = await desk.propose('cancel', 1338);
      await ways[from](desk, token);
      for (const believed of actionStatuses.filter((status) => status !== from)) {
        for (const to of allowed[believed]) {
          expect(await desk.ledger.step(token, { from: believed, to })).toBeUndefined();
        }
      }
      expect((await desk.ledger.get(token)).status).toBe(from);
    });

    test(`that is ${from} is ${from === 'proposed' ? '' : 'not '}open for a person's decision`, async () => {
      const desk = await openDesk(database);
      for (const decision of ['confirm', 'decline'] as const) {
        const { token } = await desk.propose('cancel', decision === 'confirm' ? 1 : 2);
        await ways[from](desk, token);
        const decided = desk.ledger[decision](token, budi);
        if (from === 'proposed') {
          expect((await decided).decidedBy).toEqual(budi);
        } else if (from === 'expired') {
          await expect(decided).rejects.toBeInstanceOf(QuestionExpired);
        } else {
          await expect(decided).rejects.toMatchObject({
            name: 'AlreadyDecided',
            action: { status: from, decidedBy: sari },
          });
        }
      }
    });
  }

  test('is sent only from where a request may leave', async () => {
    const desk = await openDesk(database);
    for (const from of actionStatuses) {
      const { token } = await desk.propose('cancel', 1000 + actionStatuses.indexOf(from));
      await ways[from](desk, token);
      await desk.leases.take(`act:${token}`, 'runner', 60_000);
      const sending = desk.ledger.markSent(await desk.ledger.get(token), 'runner');
      if (allowed[from].includes('sent')) expect((await sending)?.status).toBe('sent');
      else await expect(sending).rejects.toThrow(`not sent from ${from}`);
    }
  });
});

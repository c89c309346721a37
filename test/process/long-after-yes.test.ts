// The bot is killed after each step that it takes with a Yes, and started again so much later that the Yes no longer
// stands: nothing is sent without a new one.

import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openCounters } from '../../bench/soak/counters.ts';
import type { Message } from '../../src/sandbox/telegram/client/player.ts';
import { until } from '../delivery/updates.ts';
import { impatientBot, shortGraceBot } from '../test-bots.ts';
import type { Running } from './running.ts';
import { Shop } from './shop.ts';
import { acts, type Kind } from './three-acts.ts';

/** What holds the bot after each step, and the state in which its act is killed there. */
const steps = [
  { step: 'the Yes was written down', status: 'waiting', sent: 0, happened: false },
  { step: 'the request was marked and has left', status: 'sent', sent: 1, happened: false },
  { step: 'the order was changed, unanswered', status: 'sent', sent: 1, happened: true },
  { step: 'no answer came in time', status: 'unknown', sent: 1, happened: false },
] as const;
const later = [
  { duration: '20 minutes', ms: 20 * 60_000 },
  { duration: '3 days', ms: 3 * 24 * 3_600_000 },
] as const;
const cases = (['cancel', 'delete'] as const).flatMap((kind, turn) =>
  steps.map((step, index) => ({ kind, ...step, ...later[(index + turn) % 2 === 0 ? 0 : 1] })),
);

function statusOf(shop: Shop): unknown {
  const database = new DatabaseSync(shop.databasePath, { readOnly: true });
  try {
    return database.prepare('select status from acts').get()?.['status'];
  } finally {
    database.close();
  }
}

async function running(shop: Shop, program: string): Promise<Running> {
  const bot = shop.bot({}, program);
  await bot.says('the bot is running', 60_000);
  return bot;
}

async function killedAndAway(
  shop: Shop,
  { kind, status, happened, ms }: { kind: Kind; status: string; happened: boolean; ms: number },
): Promise<Message> {
  const isUnanswered = status === 'unknown';
  const bot = await running(shop, isUnanswered ? impatientBot : shortGraceBot);
  const question = await acts[kind].ask(shop);
  shop.ngorder.control.clearCalls();
  shop.ngorder.control.fault({
    kind: 'delay',
    delayMs: 600_000,
    operation: status === 'waiting' ? acts[kind].secondLook : kind,
    when: happened ? 'after' : 'before',
  });
  await shop.press(question, acts[kind].yes);
  await shop.somethingIsStuck();
  // What it can't look up it can neither settle nor send once more before it is killed.
  if (isUnanswered)
    shop.ngorder.control.fault({
      kind: 'delay',
      delayMs: 600_000,
      operation: ['orders', 'list'],
      share: 1,
    });
  await until(() => statusOf(shop) === status, 20_000);
  await bot.end('SIGKILL');
  shop.ngorder.control.clearFaults();
  const counters = await openCounters({ kind: 'sqlite', path: shop.databasePath });
  await counters.passTime(ms);
  await counters.close();
  return question;
}

describe('a bot that was killed after', () => {
  test.for(cases)(
    '$step to $kind, and started $duration later, sends nothing without a new Yes',
    { timeout: 180_000 },
    async (wanted) => {
      await using shop = await Shop.open();
      const { kind, sent, happened } = wanted;
      const question = await killedAndAway(shop, wanted);
      await running(shop, impatientBot);
      if (happened) await shop.becomes(question, acts[kind].lookedUp);
      else await shop.sees(acts[kind].question, question.message_id);
      // Long enough for whatever else might be sent: a whole new answer.
      await shop.ask('/help', 'What I can do');
      expect(shop.acts()).toEqual(Array<string>(sent).fill(acts[kind].request));
    },
  );
});

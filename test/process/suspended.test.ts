// Two copies of the bot on one PostgreSQL. The machine of the first is suspended in the midst of an act, the second one
// settles it, and then the first one wakes.

import { describe, expect, inject, test } from 'vitest';
import type { Message } from '../../src/sandbox/telegram/client/player.ts';
import { quickHeir } from '../test-bots.ts';
import { openCommitGate } from './commit-gate.ts';
import { newDatabase } from './new-database.ts';
import { healthOf } from './observed.ts';
import type { Running } from './running.ts';
import { Shop } from './shop.ts';
import { acts, type Kind } from './three-acts.ts';

const marking = /update "acts" set .*"sent_at" = /s;
/** The poller's and the act's leases run out first, and then a lost request's whole time twice. */
const patienceMs = 40_000;

async function running(shop: Shop, url: string): Promise<Running> {
  const bot = shop.bot({ DATABASE_URL: url }, quickHeir);
  await bot.says('the bot is running', 60_000);
  return bot;
}

/** A woken copy goes on with what it had in hand: all of that is over when it has ended. */
async function wokenAndEnded(bot: Running): Promise<void> {
  bot.wake();
  // What it is told to do now must not be what keeps a request back.
  expect((await healthOf(bot)).live).toBe(200);
  expect(await bot.end('SIGTERM')).toEqual({ code: 0, signal: null });
}

/** The first copy has marked the request as sent, and is suspended before it leaves; a second one has been started. */
async function suspendedAfterMark(
  shop: Shop,
  kind: Kind,
): Promise<AsyncDisposable & { question: Message; first: Running }> {
  const database = await newDatabase(inject('postgres') ?? '', 'suspended');
  const gate = await openCommitGate(database);
  const first = await running(shop, gate.url);
  const question = await acts[kind].ask(shop);
  const mark = gate.committed(marking);
  await shop.press(question, acts[kind].yes);
  const { handOn } = await mark;
  first.suspend();
  handOn();
  await running(shop, database);
  return { question, first, [Symbol.asyncDispose]: () => gate[Symbol.asyncDispose]() };
}

describe.skipIf(inject('postgres') === null)(
  'a copy that was suspended',
  { timeout: 120_000 },
  () => {
    test('before its delete left sends nothing when it wakes: the chat was told “not deleted”, and somebody has said No', async () => {
      await using shop = await Shop.open();
      await using given = await suspendedAfterMark(shop, 'delete');
      const { question, first } = given;
      const told = await shop.becomes(question, 'Not deleted', patienceMs);
      const anew = await shop.sees(acts.delete.question, question.message_id, patienceMs);
      await shop.press(anew, 'No, keep it');
      const kept = await shop.becomes(anew, 'Kept. Sari Dewi', patienceMs);

      await wokenAndEnded(first);
      expect(shop.acts()).toEqual([]);
      expect(shop.ngorder.control.where(acts.delete.orderId)).toBe('CANCEL');
      await shop.ask('/help', 'What I can do');
      expect((await shop.becomes(question, 'Not deleted')).text).toBe(told.text);
      expect((await shop.becomes(anew, 'Kept')).text).toBe(kept.text);
    });

    test('before its cancel left sends nothing when it wakes: the other copy has sent it, and that is what the chat shows', async () => {
      await using shop = await Shop.open();
      await using given = await suspendedAfterMark(shop, 'cancel');
      const { question, first } = given;
      const { request, done, orderId, after } = acts.cancel;
      const told = await shop.becomes(question, done, patienceMs);

      await wokenAndEnded(first);
      expect(shop.acts()).toEqual([request]);
      expect(shop.ngorder.control.where(orderId)).toBe(after);
      await shop.ask('/help', 'What I can do');
      expect((await shop.becomes(question, done)).text).toBe(told.text);
    });

    test.for(['cancel', 'delete'] as const)(
      'while Ngorder answers its %s writes nothing over what the other copy has looked up',
      async (kind) => {
        await using shop = await Shop.open();
        const database = await newDatabase(inject('postgres') ?? '', 'suspended');
        const first = await running(shop, database);
        const { ask, yes, request, lookedUp } = acts[kind];
        const question = await ask(shop);
        shop.ngorder.control.fault({
          kind: 'delay',
          delayMs: 600_000,
          operation: kind,
          when: 'after',
        });
        await shop.press(question, yes);
        await shop.somethingIsStuck();
        first.suspend();
        shop.ngorder.control.release();
        await running(shop, database);
        const told = await shop.becomes(question, lookedUp, patienceMs);

        await wokenAndEnded(first);
        expect(shop.acts()).toEqual([request]);
        await shop.ask('/help', 'What I can do');
        expect((await shop.becomes(question, lookedUp)).text).toBe(told.text);
      },
    );
  },
);

// The bot is killed as a power cut would, at the moments that matter, and started again on the same database.

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/ngorder/control/control.ts';
import type { Message } from '../../src/sandbox/telegram/client/player.ts';
import { impatientBot, shortGraceBot } from '../test-bots.ts';
import { Shop } from './shop.ts';
import { acts, type Kind, kinds } from './three-acts.ts';

/**
 * Says Yes under a fault that makes something stick at Ngorder, kills the bot there long before its time is up, and starts
 * this program in its place.
 */
async function killedAndStartedAgain(
  shop: Shop,
  kind: Kind,
  fault: Partial<Fault>,
  heir: string,
): Promise<Message> {
  const bot = await shop.runningBot(shortGraceBot);
  const question = await acts[kind].ask(shop);
  shop.ngorder.control.clearCalls();
  shop.ngorder.control.fault({ kind: 'delay', delayMs: 600_000, ...fault });
  await shop.press(question, acts[kind].yes);
  await shop.somethingIsStuck();
  await bot.end('SIGKILL');
  await shop.runningBot(heir);
  return question;
}

describe.concurrent('killed after Yes, before the request has left', () => {
  test.for(kinds)('%s is done after the restart, once', async (kind) => {
    await using shop = await Shop.open();
    const { secondLook, request, done, orderId, after } = acts[kind];
    const fault = { operation: secondLook };
    const question = await killedAndStartedAgain(shop, kind, fault, shortGraceBot);
    await shop.becomes(question, done);
    expect(shop.acts()).toEqual([request]);
    expect(shop.ngorder.control.where(orderId)).toBe(after);
  });
});

describe.concurrent('killed when Ngorder has done it but not answered yet', () => {
  test.for(kinds)('%s is looked up after the restart, never repeated', async (kind) => {
    await using shop = await Shop.open();
    const { request, lookedUp, orderId, after } = acts[kind];
    const question = await killedAndStartedAgain(
      shop,
      kind,
      { operation: kind, when: 'after' },
      shortGraceBot,
    );
    const result = await shop.becomes(question, lookedUp);
    expect(result.text).not.toContain('Sari');
    expect(shop.acts()).toEqual([request]);
    expect(shop.ngorder.control.where(orderId)).toBe(after);
  });
});

describe.concurrent('killed while the request is on its way, which it never finishes', () => {
  test.for(['cancel', 'return'] as const)(
    '%s is sent once more, after reading that nothing happened',
    async (kind) => {
      await using shop = await Shop.open();
      const { request, done, orderId, after } = acts[kind];
      const question = await killedAndStartedAgain(
        shop,
        kind,
        { operation: kind, when: 'before' },
        impatientBot,
      );
      await shop.becomes(question, done);
      expect(shop.acts()).toEqual([request, request]);
      shop.expectReadBetweenActs();
      expect(shop.ngorder.control.where(orderId)).toBe(after);
    },
  );

  test('delete is not sent again but asked anew', async () => {
    await using shop = await Shop.open();
    const { request, done, yes, orderId, before, after } = acts.delete;
    const question = await killedAndStartedAgain(
      shop,
      'delete',
      { operation: 'delete', when: 'before' },
      impatientBot,
    );
    await shop.becomes(question, 'Not deleted');
    const anew = await shop.sees(acts.delete.question, question.message_id);
    expect(shop.acts()).toEqual([request]);
    expect(shop.ngorder.control.where(orderId)).toBe(before);

    await shop.press(anew, yes);
    await shop.becomes(anew, done);
    expect(shop.acts()).toEqual([request, request]);
    shop.expectReadBetweenActs();
    expect(shop.ngorder.control.where(orderId)).toBe(after);
  });
});

// The bot is killed while a delete waits for its grace time.

import { describe, expect, test } from 'vitest';
import { shortGraceBot } from '../test-bots.ts';
import { Shop } from './shop.ts';
import { acts } from './three-acts.ts';

const { yes, done, request, orderId, ask } = acts.delete;

describe.concurrent('killed while a delete can still be undone', () => {
  test('it is sent after the restart, once, and not before its time is over', async () => {
    await using shop = await Shop.open();
    const start = () => shop.runningBot(shortGraceBot, { DELETE_GRACE_MS: '12000' });
    const bot = await start();
    const question = await ask(shop);
    shop.ngorder.control.clearCalls();
    const pressedAt = Date.now();
    await shop.press(question, yes);
    await shop.becomes(question, '[Undo]');
    await bot.end('SIGKILL');
    await start();
    await shop.becomes(question, done, 40_000);
    const [sent] = shop.ngorder.control.calls('delete');
    expect(Date.parse(sent?.at ?? '') - pressedAt).toBeGreaterThanOrEqual(12_000);
    expect(shop.acts()).toEqual([request]);
  }, 90_000);

  test('who pressed Undo while nobody was there is heard, though its time is over by the restart', async () => {
    await using shop = await Shop.open();
    const graceMs = 3000;
    const start = () => shop.runningBot(shortGraceBot, { DELETE_GRACE_MS: String(graceMs) });
    const bot = await start();
    const question = await ask(shop);
    shop.ngorder.control.clearCalls();
    await shop.press(question, yes);
    const held = await shop.becomes(question, '[Undo]');
    const over = Date.now() + graceMs;
    await bot.end('SIGKILL');
    await shop.press(held, 'Undo');
    await expect.poll(() => Date.now() > over, { timeout: 2 * graceMs }).toBe(true);
    await start();
    await shop.becomes(question, 'Undone by Sari Dewi', 30_000);
    expect(shop.acts()).toEqual([]);
    expect(shop.ngorder.control.where(orderId)).toBe('CANCEL');
  }, 90_000);
});

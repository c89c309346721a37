import { expect, onTestFinished, test, vi } from 'vitest';
import { readNumbers } from '../../../src/orders/statistics/read-numbers.ts';
import { createPretendNgorder } from '../requests/pretend-ngorder.ts';

const days = { from: '2021-01-01', to: '2026-12-31' };

function open(orders: number) {
  const ngorder = Object.assign(createPretendNgorder(), { mostPerPage: 3 });
  for (let at = 0; at < orders; at += 1) ngorder.put({ orderId: 1000 + at }, 'CANCEL');
  ngorder.put({ orderId: 5000 }, 'EXPIRED');
  return ngorder;
}

test('every page of the three lists is counted, and said to be all where that is proven', async () => {
  const progress: number[] = [];
  const read = await readNumbers(open(10), days, {
    onProgress: (state) => progress.push(state.read),
  });
  expect(read).toMatchObject({ complete: true, read: 11, total: 11 });
  expect(read.sums).toMatchObject({
    CANCEL: { orders: 10 },
    REJECTED: { orders: 0 },
    EXPIRED: { orders: 1 },
  });
  expect(Math.max(...progress)).toBe(11);
});

test('an order that somebody deletes while it is counted is in no complete number', async () => {
  const ngorder = open(10);
  let reads = 0;
  ngorder.beforeRead = () => {
    reads += 1;
    if (reads === 5) ngorder.elsewhere('delete', 1009);
  };
  const { complete, sums } = await readNumbers(ngorder, days);
  expect({ complete, orders: sums.CANCEL.orders }).toEqual({ complete: true, orders: 9 });
});

test('what is counted again is as it is by now, wherever an order has changed', async () => {
  const ngorder = open(10);
  const seen = await readNumbers(ngorder, days);
  ngorder.put({ orderId: 1000, totalAmount: 987_654_321 }, 'CANCEL');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
  onTestFinished(() => void vi.useRealTimers());
  const kept = await readNumbers(ngorder, days);
  expect(kept.sums).toEqual(seen.sums);
  expect(kept.readAt).toBe(seen.readAt);
  const anew = await readNumbers(ngorder, days, { again: true });
  expect(anew.sums.CANCEL.amount).toBeGreaterThan(987_654_320);
});

test('somebody who says stop gets what was counted until then, as incomplete', async () => {
  const stop = new AbortController();
  const { complete, read } = await readNumbers(open(30), days, {
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  expect(complete).toBe(false);
  expect(read).toBeLessThan(31);
});

import { beforeEach, expect, test } from 'vitest';
import { Maintenance } from '../../../../src/ngorder/errors.ts';
import { listOrders } from '../../../../src/orders/reading/list-orders.ts';
import { forgetReads } from '../../../../src/orders/reading/many/forget-reads.ts';
import { sharedPage } from '../../../../src/orders/reading/many/shared-pages.ts';
import { createPretendNgorder, type PretendNgorder } from '../../requests/pretend-ngorder.ts';

let ngorder: PretendNgorder;
let answer: ((happen?: () => void) => void)[];

/** A shop whose pages come when they are let go. */
beforeEach(() => {
  answer = [];
  ngorder = createPretendNgorder();
  for (let orderId = 1; orderId <= 30; orderId += 1) ngorder.put({ orderId }, 'CANCEL');
  ngorder.beforeRead = () =>
    new Promise<void>((resolve) => {
      answer.push((happen) => {
        happen?.();
        resolve();
      });
    });
});

const firstPage = { type: 'CANCEL', perPage: 10, page: 1 } as const;
const patient = () => new AbortController().signal;
const ids = ({ items }: { items: { orderId: number }[] }) => items.map(({ orderId }) => orderId);

test('fifty who look at the same page at once are one request', async () => {
  const looks = Array.from({ length: 50 }, () => listOrders(ngorder, { type: 'CANCEL' }, 1, 10));
  expect(answer).toHaveLength(1);
  answer[0]?.();
  for (const page of await Promise.all(looks)) expect(ids(page)[0]).toBe(30);
});

test('of many who wait for a page the first have theirs before the last, who needn’t be waited for', async () => {
  const given: number[] = [];
  const looks = Array.from({ length: 50 }, async (_, place) => {
    await sharedPage(ngorder, firstPage, patient());
    given.push(place);
  });
  answer[0]?.();
  await looks[0];
  expect(given.length).toBeLessThan(10);
  await Promise.all(looks);
  expect(given).toEqual(looks.map((_, place) => place));
});

test('another page, type or day is another request', () => {
  const others = [
    { page: 2 },
    { type: 'EXPIRED' },
    { perPage: 50 },
    { from: '2026-01-01' },
    { to: '2026-01-01' },
  ] as const;
  for (const other of [{}, ...others])
    void sharedPage(ngorder, { ...firstPage, ...other }, patient());
  expect(answer).toHaveLength(others.length + 1);
});

test('who looks again when the page has come is given a new one', async () => {
  const first = sharedPage(ngorder, firstPage, patient());
  answer[0]?.();
  await first;
  void sharedPage(ngorder, firstPage, patient());
  expect(answer).toHaveLength(2);
});

test('after an act of ours nobody joins a request that began before it', async () => {
  const before = sharedPage(ngorder, firstPage, patient());
  ngorder.elsewhere('return', 30);
  forgetReads(ngorder);
  const after = sharedPage(ngorder, firstPage, patient());
  const withAfter = sharedPage(ngorder, firstPage, patient());
  expect(answer).toHaveLength(2);
  for (const go of answer) go();
  for (const page of await Promise.all([after, withAfter])) expect(ids(page)).not.toContain(30);
  await before;
});

test('one who gives up leaves the others their page', async () => {
  const impatient = new AbortController();
  const left = sharedPage(ngorder, firstPage, impatient.signal);
  const stayed = sharedPage(ngorder, firstPage, patient());
  impatient.abort(new Error('too slow'));
  await expect(left).rejects.toThrow('too slow');
  answer[0]?.();
  expect(ids(await stayed)[0]).toBe(30);
});

test('the request ends when nobody waits for it any more, and who comes then begins anew', async () => {
  let asked: AbortSignal | undefined;
  const { listCanceled } = ngorder;
  ngorder.listCanceled = (query, signal) => {
    asked = signal;
    return listCanceled(query, signal);
  };
  const stops = [new AbortController(), new AbortController()];
  const both = stops.map(({ signal }) => sharedPage(ngorder, firstPage, signal));
  const given = asked;
  stops[0]?.abort(new Error('too slow'));
  expect(given?.aborted).toBe(false);
  stops[1]?.abort(new Error('too slow'));
  expect(given?.aborted).toBe(true);
  for (const one of both) await expect(one).rejects.toThrow('too slow');
  void sharedPage(ngorder, firstPage, patient());
  expect(answer).toHaveLength(2);
});

test('a failure is everybody’s who waited, and nobody’s afterwards', async () => {
  const both = [1, 2].map(() => sharedPage(ngorder, firstPage, patient()));
  answer[0]?.();
  ngorder.beforeRead = () => {
    throw new Maintenance({ endpoint: 'listCanceled', status: 503 });
  };
  await Promise.all(both);
  const failing = [1, 2].map(() => sharedPage(ngorder, firstPage, patient()));
  for (const one of failing) await expect(one).rejects.toBeInstanceOf(Maintenance);
  ngorder.beforeRead = undefined;
  expect(ids(await sharedPage(ngorder, firstPage, patient()))).toHaveLength(10);
});

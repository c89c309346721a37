import { beforeEach, expect, test } from 'vitest';
import { Maintenance } from '../../../../src/ngorder/errors.ts';
import { sharedPass } from '../../../../src/orders/reading/many/shared-passes.ts';
import { activeList, canceledLists } from '../../../../src/orders/reading/order-lists.ts';
import { createPretendNgorder, type PretendNgorder } from '../../requests/pretend-ngorder.ts';

let ngorder: PretendNgorder;
beforeEach(() => {
  ngorder = createPretendNgorder();
  ngorder.mostPerPage = 5;
  for (let orderId = 1; orderId <= 20; orderId += 1) ngorder.put({ orderId }, 'CANCEL');
  for (let orderId = 1001; orderId <= 1012; orderId += 1) ngorder.put({ orderId });
});

const seek = (orderId: number, signal?: AbortSignal) =>
  sharedPass(ngorder, orderId, [...canceledLists(ngorder), activeList(ngorder)], signal);
const pagesRead = () => ngorder.log.map((one) => ('read' in one ? `${one.read} ${one.page}` : ''));

test('one who looks for an order reads page after page, until it is found', async () => {
  expect(await seek(12)).toMatchObject({ found: { at: 'canceled', foundAt: { page: 2 } } });
  expect(pagesRead()).toEqual(['CANCEL 1', 'CANCEL 2']);
});

test('those who look at the same time share one pass, and each is told as soon as theirs is found', async () => {
  const told: number[] = [];
  const looking = [1, 20, 77, 1001].map(async (orderId) => {
    const { found } = await seek(orderId);
    told.push(orderId);
    return found.at;
  });
  expect(await Promise.all(looking)).toEqual(['canceled', 'canceled', 'nowhere', 'active']);
  expect(told.indexOf(20)).toBeLessThan(told.indexOf(77));
  // The first one by itself, and one pass for all others.
  expect(pagesRead().filter((page) => page === 'active 1')).toHaveLength(1);
});

test('who comes while a pass is under way is told of what was read after they asked alone', async () => {
  let late: ReturnType<typeof seek> | undefined;
  ngorder.beforeRead = (state, page) => {
    if (state !== 'active' || page !== 3 || late !== undefined) return;
    // From the list that is read last into the one that was read first: this pass meets it in neither.
    ngorder.elsewhere('cancel', 1012);
    ngorder.elsewhere('cancel', 1001);
    late = seek(1001);
  };
  expect((await seek(1001)).found.at).toBe('nowhere');
  expect((await late)?.found).toMatchObject({ at: 'canceled', order: { orderId: 1001 } });
});

test('one who stops waiting ends the reading for nobody else', async () => {
  const stop = new AbortController();
  const first = seek(77, stop.signal);
  const [others, gone] = [[1, 1001].map((orderId) => seek(orderId)), seek(78, stop.signal)];
  ngorder.beforeRead = (state) => void (state === 'active' && stop.abort());
  await expect(first).rejects.toHaveProperty('name', 'AbortError');
  await expect(gone).rejects.toHaveProperty('name', 'AbortError');
  expect((await Promise.all(others)).map(({ found }) => found.at)).toEqual(['canceled', 'active']);
});

test('what can’t be read is told to all who wait for it, and the next one reads anew', async () => {
  ngorder.beforeRead = (_state, page) => {
    if (page === 3) throw new Maintenance({ endpoint: 'listCanceled', status: 503 });
  };
  const said = await Promise.allSettled([1, 2, 20].map((orderId) => seek(orderId)));
  expect(said.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  ngorder.beforeRead = undefined;
  expect((await seek(1)).found.at).toBe('canceled');
});

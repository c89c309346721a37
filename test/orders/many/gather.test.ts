import { beforeEach, describe, expect, test } from 'vitest';
import { gatherListed, gatherNamed } from '../../../src/orders/many/gather.ts';
import { withoutMistakable } from '../../../src/orders/many/once-deleted.ts';
import { pickedById } from '../../../src/orders/many/picked.ts';
import { readAll } from '../../../src/orders/reading/many/read-all.ts';
import { createPretendNgorder, type PretendNgorder } from '../requests/pretend-ngorder.ts';

let ngorder: PretendNgorder;

/** Canceled orders 120 to 1, active ones 160 to 151. */
beforeEach(() => {
  ngorder = createPretendNgorder();
  for (let orderId = 1; orderId <= 120; orderId += 1) ngorder.put({ orderId }, 'CANCEL');
  for (let orderId = 151; orderId <= 160; orderId += 1) ngorder.put({ orderId });
});

const named = (...orderIds: number[]) => gatherNamed(ngorder, pickedById(orderIds).references);
const idsOf = ({ found }: Awaited<ReturnType<typeof named>>) =>
  found.map(({ order }) => order.orderId);

describe('orders that are to be acted on', () => {
  test('are found wherever they are, the last ones of their list first', async () => {
    const gathered = await named(120, 3, 158, 77, 999);
    expect(idsOf(gathered)).toEqual([3, 77, 120, 158]);
    expect(gathered.missing).toEqual([{ kind: 'id', orderId: 999 }]);
    expect(gathered.isComplete).toBe(true);
  });

  test('are shown as they are now, however lately the same was read', async () => {
    await readAll(ngorder, { lists: ['CANCEL'] }, { onPage: () => false });
    ngorder.put({ orderId: 77, totalAmount: 5 }, 'CANCEL');
    const filter = { type: 'CANCEL' } as const;
    const { found } = await gatherListed(ngorder, {
      of: 'list',
      filter,
      isAll: false,
      orders: [77],
    });
    expect(found[0]?.order.totalAmount).toBe(5);
    const [again] = (await named(77)).found;
    expect(again?.order.totalAmount).toBe(5);
  });

  test('are not called missing where one went from a list that was read later into one that was read before', async () => {
    let isMoved = false;
    ngorder.beforeRead = (state, page) => {
      if (state !== 'CANCEL' || page !== 2 || isMoved) return;
      isMoved = true;
      ngorder.elsewhere('return', 5);
    };
    const gathered = await named(5, 999);
    expect(idsOf(gathered)).toEqual([5]);
    expect(gathered.found[0]?.at).toBe('active');
    expect(gathered.isComplete).toBe(true);
  });

  test('are asked for no further once all are found', async () => {
    await named(158);
    const pages = ngorder.log.filter((entry) => 'read' in entry && entry.page > 1);
    expect(pages).toEqual([]);
  });

  test('are no others than may be meant: while reading missed some, a bare number is no PO number', async () => {
    ngorder.put({ orderId: 150, poNumber: 777 });
    let came = 200;
    ngorder.beforeRead = (state) => {
      if (state === 'CANCEL') ngorder.put({ orderId: came++ }, 'CANCEL');
    };
    const references = [
      { kind: 'either', number: 777 },
      { kind: 'either', number: 158 },
      { kind: 'po', poNumber: 777 },
    ] as const;
    const [either] = references;
    const gathered = await gatherNamed(ngorder, references);
    expect(gathered.isComplete).toBe(false);
    expect(idsOf(gathered).toSorted((a, b) => a - b)).toEqual([150, 158]);
    expect(gathered.missing).toEqual([either]);
  });

  test('are given up when somebody says stop', async () => {
    const stop = new AbortController();
    ngorder.beforeRead = () => stop.abort(new Error('stopped'));
    const { references } = pickedById([3, 999]);
    await expect(gatherNamed(ngorder, references, { signal: stop.signal })).rejects.toThrow(
      'stopped',
    );
  });

  test('are no others than may be meant: a bare number is no PO number where the order with that ID was deleted', async () => {
    ngorder.put({ orderId: 150, poNumber: 777 });
    ngorder.put({ orderId: 149, poNumber: 778 });
    const references = [777, 778].map((number) => ({ kind: 'either', number }) as const);
    const gathered = await gatherNamed(ngorder, references);
    expect(idsOf(gathered)).toEqual([149, 150]);
    const sure = await withoutMistakable(gathered, references, async (ids) => {
      expect(ids).toEqual([777, 778]);
      return new Set([777]);
    });
    expect(idsOf(sure)).toEqual([149]);
    expect(sure.ambiguous).toEqual([{ kind: 'either', number: 777 }]);
  });
});

import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createNgorder, type Ngorder } from '../../../src/ngorder/client.ts';
import { TimedOut } from '../../../src/ngorder/errors.ts';
import { listOrders } from '../../../src/orders/reading/list-orders.ts';
import { startNgorderSandbox } from '../../../src/sandbox/ngorder/server.ts';
import { createPretendNgorder, type PretendNgorder } from '../requests/pretend-ngorder.ts';

let ngorder: PretendNgorder;

/** Canceled orders 130 to 1, newest first: #130 to #126 stand on page 1 of five, #5 to #1 on page 26. */
beforeEach(() => {
  ngorder = createPretendNgorder();
  for (let orderId = 1; orderId <= 130; orderId += 1) ngorder.put({ orderId }, 'CANCEL');
});

const canceled = { type: 'CANCEL' } as const;
const pagesRead = () =>
  ngorder.log.map((entry) => ('read' in entry ? `${entry.read} ${entry.page}` : entry.act));

/** A shop whose Ngorder is not heard of for a minute. */
async function stuckShop(): Promise<Ngorder> {
  const { control, client } = await shop();
  control.fault({ kind: 'delay', delayMs: 60_000, share: 1 });
  return client;
}

async function shop() {
  const { control, url: root, token, close } = await startNgorderSandbox();
  onTestFinished(() => {
    control.reset();
    return close();
  });
  return { control, client: createNgorder({ root, token }) };
}

describe('a page of canceled orders', () => {
  test('is read with one request', async () => {
    const page = await listOrders(ngorder, canceled, 2, 5);
    expect(page.items.map(({ orderId }) => orderId)).toEqual([125, 124, 123, 122, 121]);
    expect(page).toMatchObject({ total: 130, page: 2, totalPages: 26 });
    expect(pagesRead()).toEqual(['CANCEL 2']);
  });

  test('that no longer exists gives the last one', async () => {
    const page = await listOrders(ngorder, canceled, 99, 5);
    expect(page).toMatchObject({ page: 26 });
    expect(page.items.at(-1)?.orderId).toBe(1);
    expect(pagesRead()).toEqual(['CANCEL 99', 'CANCEL 26']);
  });

  test('of an empty list is its first, which is not asked for twice', async () => {
    const page = await listOrders(ngorder, { type: 'EXPIRED' }, 1, 5);
    expect(page).toMatchObject({ items: [], total: 0, page: 1, totalPages: 1 });
    expect(pagesRead()).toEqual(['EXPIRED 1']);
    expect(await listOrders(ngorder, { type: 'EXPIRED' }, 7, 5)).toMatchObject({ page: 1 });
  });

  test('holds only the type and the days that were asked for', async () => {
    const { control, client } = await shop();
    const filter = { type: 'REJECTED', from: '2021-01-01', to: undefined } as const;
    await listOrders(client, filter, 2, 5);
    const [call] = control.calls();
    expect(call?.query).toEqual({
      type: 'REJECTED',
      start_date: '2021-01-01',
      per_page: '5',
      pagination_offset: '2',
    });
  });

  test('that Ngorder doesn’t give in time is a failure with a name', async () => {
    const page = listOrders(await stuckShop(), canceled, 1, 5, 100);
    await expect(page).rejects.toBeInstanceOf(TimedOut);
  });
});

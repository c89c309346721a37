import { expect, test } from 'vitest';
import type { Order } from '../../../src/ngorder/order.ts';
import { deletedHits } from '../../../src/orders/find/deleted-hits.ts';
import type { FindQuery } from '../../../src/orders/find/find-query.ts';

const siti: Order = {
  orderId: 1,
  orderDate: '2026-11-18 02:30:00',
  receiverName: 'Siti Aminah',
  products: [],
  raw: {},
};
const query: FindQuery = { phones: [], words: ['siti'], traits: [] };

test('a deleted order is found by what it held, within the days that are asked for', () => {
  expect(deletedHits([siti], query)).toEqual([siti]);
  expect(deletedHits([siti], { ...query, words: ['budi'] })).toEqual([]);
  expect(deletedHits([siti], { ...query, from: '2026-11-18', to: '2026-11-18' })).toEqual([siti]);
  expect(deletedHits([siti], { ...query, from: '2026-11-19' })).toEqual([]);
  expect(deletedHits([siti], { ...query, to: '2026-11-17' })).toEqual([]);
});

test('a deleted order is not among the active ones', () => {
  expect(deletedHits([siti], { ...query, lists: ['active'] })).toEqual([]);
  expect(deletedHits([siti], { ...query, lists: ['active', 'CANCEL'] })).toEqual([siti]);
});

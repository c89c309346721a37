import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Order } from '../../../src/ngorder/order.ts';
import { readAmount } from '../../../src/ngorder/parsing/amount.ts';
import { readOrder } from '../../../src/ngorder/parsing/read-order.ts';
import {
  amounts,
  awbs,
  flags,
  ids,
  moments,
  names,
  notes,
  phones,
  productLists,
  weights,
} from './as-servers-write.ts';

const read = (field: string, sent: unknown) => readOrder({ order_id: 1, [field]: sent });

const fields: [
  string,
  keyof Order,
  string,
  readonly (readonly [sent: unknown, read: unknown])[],
][] = [
  ['a PO number', 'poNumber', 'po_number', ids],
  ['a total', 'totalAmount', 'total_amount', amounts],
  ['what remains to be paid', 'remainingAmount', 'remaining_amount', amounts],
  ['a shipping cost', 'shippingCost', 'shipping_cost', amounts],
  ['a weight', 'weight', 'weight', weights],
  ['a phone number', 'receiverPhone', 'receiver_phone', phones],
  ['an airway bill', 'awbNumber', 'awb_number', awbs],
  ['the date of an order', 'orderDate', 'order_date', moments],
  ['the date of a payment', 'paymentDate', 'payment_date', moments],
  ['the time of a change', 'updatedAt', 'updated_at', moments],
  ["a buyer's name", 'receiverName', 'receiver_name', names],
  ['a note', 'note', 'note', notes],
  ['cash on delivery', 'cod', 'cod_status', flags],
];

describe.each(fields)('%s', (_, property, field, written) => {
  test.each(written.map(([sent, meant]) => [shown(sent), sent, meant] as const))(
    'sent as %s is read right',
    (_, sent, meant) => {
      const order = read(field, sent);
      expect(order?.[property]).toEqual(meant);
      expect(order !== undefined && property in order).toBe(meant !== undefined);
    },
  );
});

describe("an order's ID", () => {
  test.each(ids.map(([sent, meant]) => [shown(sent), sent, meant] as const))(
    'sent as %s is read right, or the order is none',
    (_, sent, meant) => {
      expect(readOrder({ order_id: sent })?.orderId).toBe(meant);
    },
  );
});

describe('the products', () => {
  test.each(productLists.map(([sent, meant]) => [shown(sent), sent, meant] as const))(
    'sent as %s are read right',
    (_, sent, meant) => {
      expect(read('products', sent)?.products.map(({ name }) => name)).toEqual(meant);
    },
  );

  test('cost what they cost and are as many as they are', () => {
    const order = read('products', [{ name: 'Kaos', price: 'Rp10.000', quantity: '2.00' }]);
    expect(order?.products).toEqual([{ name: 'Kaos', price: 10_000, quantity: 2 }]);
  });
});

describe('an amount', () => {
  const rupiah = fc.integer({ min: 0, max: 2_000_000_000 });
  const styles: ((value: number) => string)[] = [
    String,
    (value) => value.toFixed(2),
    (value) => `Rp${value.toLocaleString('id-ID')}`,
    (value) => `Rp ${value.toLocaleString('id-ID')},-`,
    (value) => `IDR ${value.toLocaleString('en-US', { minimumFractionDigits: 2 })}`,
    (value) => value.toLocaleString('id-ID', { style: 'currency', currency: 'IDR' }),
  ];

  test('is the same in whatever style it is written, also below zero', () => {
    fc.assert(
      fc.property(rupiah, fc.constantFrom(...styles), (value, style) => {
        expect(readAmount(style(value))).toBe(value);
        if (value !== 0) expect(readAmount(`-${style(value)}`)).toBe(-value);
      }),
    );
  });

  test('is a finite number or none, whatever is written', () => {
    const likely = fc.string({ unit: fc.constantFrom(...'Rp0123456789.,- IDR') });
    fc.assert(
      fc.property(fc.oneof(likely, fc.string()), (written) => {
        const value = readAmount(written);
        expect(value === undefined || Number.isFinite(value)).toBe(true);
      }),
    );
  });
});

function shown(sent: unknown): string {
  return JSON.stringify(sent) ?? 'nothing';
}

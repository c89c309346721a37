import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListCursor } from '../../../src/bot/callbacks/fields.ts';
import { cardView } from '../../../src/bot/views/card.ts';
import type { Order } from '../../../src/ngorder/order.ts';
import { unpack } from '../callbacks/codec.ts';
import {
  anyOrder,
  anyWording,
  buttonOf,
  dataOf,
  en,
  enInGroup,
  id,
  labels,
  order,
  shownBy,
} from './sendable.ts';

const cursor: ListCursor = { type: 'REJECTED', from: '2021-01-01', to: '2021-01-31', page: 3 };
const full: Order = {
  ...order,
  remainingAmount: 50_376,
  cod: true,
  shippingLogistic: 'JNE',
  shippingRate: 'REG',
  shippingCost: 12_000,
  awbNumber: 'JX1234567890',
  source: 'Shopee',
  warehouseName: 'Gudang Srono',
  bankName: 'BCA',
  note: 'Bungkus <kado> & pita',
  createdByName: 'tusfendi',
  createdAt: '2021-01-18 10:37:42',
  updatedByName: 'Rina',
  updatedAt: '2021-01-19 08:00:00',
};

describe('the card of a canceled order', () => {
  test('shows in private everything that a seller needs', () => {
    const shown = shownBy(cardView(full, cursor, en));
    expect(shown.split('\n')).toEqual([
      '#1338 · PO 10735 · Rp110.376',
      'Status: Canceled',
      'Ordered: 18 Jan 2021, 10.37 WIB',
      'Buyer: Siti Rahma',
      '• 10 × Kaos Yes Biru @\u00A0Rp10.000',
      'Shipping: Rp12.000',
      'Other costs or discounts: -Rp1.624',
      'Total: Rp110.376',
      'Payment: Paid',
      'Still to pay: Rp50.376',
      'Cash on delivery (COD)',
      'Progress: No AWB yet',
      'Courier: JNE REG',
      'AWB: JX1234567890',
      'Source: Shopee',
      'Phone: 0812345678',
      'Address: Desa ABC, Kec. Srono, Kabupaten Banyuwangi, 68471, Jawa Timur',
      'Note: Bungkus <kado> & pita',
      'Warehouse: Gudang Srono',
      'Bank: BCA',
      'Invoice: INV.2021.01.18.10735',
      'Created by: tusfendi, 18 Jan 2021, 10.37 WIB',
      'Last changed by: Rina, 19 Jan 2021, 08.00 WIB',
    ]);
  });

  test('masks phone and address in a group, where ID and AWB may be copied and the phone may not', () => {
    const view = cardView(full, cursor, enInGroup);
    const shown = shownBy(view);
    expect(shown).toContain('Phone: 0812••••78');
    expect(shown).toContain('Address: ••••, Jawa Timur');
    expect(JSON.stringify(view)).not.toMatch(/0812345678|812345678|Srono,|Banyuwangi/);
    expect(labels(view)).toEqual([
      ['Return', 'Delete'],
      ['Copy ID', 'Copy AWB'],
      ['Show phone and address'],
      ['‹ Back to the list'],
    ]);
  });

  test('gives a group no phone that was written where an AWB belongs', () => {
    const view = cardView({ ...full, awbNumber: '081234567890' }, cursor, enInGroup);
    expect(labels(view)).toContainEqual(['Copy ID']);
    expect(JSON.stringify(view)).not.toContain('081234567890');
  });

  test('masks phones in a note that a group sees, and shows it whole in private', () => {
    const noted = { ...order, note: 'Hubungi 0812-3456-7890 dulu' };
    const inGroup = shownBy(cardView(noted, cursor, enInGroup));
    expect(inGroup).toContain('Note: Hubungi 0812••••90 dulu');
    expect(shownBy(cardView(noted, cursor, en))).toContain('0812-3456-7890');
  });

  test('keeps the lines of a note, each marked as the buyer’s', () => {
    const noted = { ...order, note: 'Bungkus kado\nTotal: Rp 0' };
    expect(shownBy(cardView(noted, cursor, en))).toContain(
      'Note: \n│ Bungkus kado\n│ Total: Rp 0\nInvoice:',
    );
  });

  test.each([
    ['Siti', 'Rina', 'Siti'],
    ['\u3164', 'Rina', 'Rina'],
    [undefined, 'Rina', 'Rina'],
    ['\u2800', '\u200B', '–'],
    ['\u0301', undefined, '–'],
  ])(
    'names the buyer by the receiver %j, else the sender %j',
    (receiverName, senderName, buyer) => {
      const named = { ...order, receiverName, senderName } as Order;
      expect(shownBy(cardView(named, cursor, en))).toContain(`Buyer: ${buyer}\n`);
    },
  );

  test('says when it was changed where it is not known by whom', () => {
    const nobody = { ...full, createdByName: undefined, updatedByName: undefined } as never;
    const shown = shownBy(cardView(nobody, cursor, en));
    expect(shown).toContain('Created: 18 Jan 2021, 10.37');
    expect(shown).toContain('Last changed: 19 Jan 2021, 08.00');
  });

  test('offers in private to write to the buyer and to copy', () => {
    const view = cardView(full, cursor, en);
    expect(labels(view)).toEqual([
      ['Return', 'Delete'],
      ['WhatsApp the buyer'],
      ['Copy ID', 'Copy AWB', 'Copy phone'],
      ['‹ Back to the list'],
    ]);
    expect(buttonOf(view, 'WhatsApp the buyer')).toHaveProperty('url', 'https://wa.me/62812345678');
    const copied = (label: string) => buttonOf(view, label);
    expect(copied('Copy ID')).toHaveProperty('copy_text.text', '1338');
    expect(copied('Copy AWB')).toHaveProperty('copy_text.text', 'JX1234567890');
    expect(copied('Copy phone')).toHaveProperty('copy_text.text', '0812345678');
  });

  test('offers to copy only what there is', () => {
    const { receiverPhone, ...without } = order;
    expect(labels(cardView(without, cursor, en))).toEqual([
      ['Return', 'Delete'],
      ['Copy ID'],
      ['‹ Back to the list'],
    ]);
    const odd = { ...order, awbNumber: 'J'.repeat(257), receiverPhone: '021 555' };
    expect(labels(cardView(odd, cursor, en))[1]).toEqual(['Copy ID', 'Copy phone']);
  });

  test('asks for return or delete of this order and leads back to its page', () => {
    const view = cardView(order, cursor, en);
    const orderId = 1338;
    expect(unpack(dataOf(view, 'Return'))).toEqual({
      press: 'ask',
      kind: 'return',
      orderId,
      cursor,
    });
    expect(unpack(dataOf(view, 'Delete'))).toEqual({
      press: 'ask',
      kind: 'delete',
      orderId,
      cursor,
    });
    expect(unpack(dataOf(view, '‹ Back to the list'))).toEqual({ press: 'list', cursor });
    expect(buttonOf(view, 'Delete')).toHaveProperty('style', 'danger');
  });

  test('shows ten products and counts the rest', () => {
    const products = Array.from({ length: 12 }, (_, at) => ({ name: `Kaos ${at}`, quantity: 1 }));
    const shown = shownBy(cardView({ ...order, products }, cursor, en));
    expect(shown).toContain('Kaos 9');
    expect(shown).not.toContain('Kaos 10');
    expect(shown).toContain('and 2 more products');
  });

  test('shows words of Ngorder’s that nobody documented as they came', () => {
    const odd = { ...order, status: 'DITAHAN', progress: 'on process', paymentStatus: 'REFUND' };
    const shown = shownBy(cardView(odd, cursor, id));
    expect(shown).toContain('Status: DITAHAN');
    expect(shown).toContain('Pengiriman: Dalam pengiriman');
    expect(shown).toContain('Pembayaran: REFUND');
  });

  test('leaves no empty line for what is not there', () => {
    const bare = { orderId: 7, products: [], note: '\u202e', raw: {} };
    expect(shownBy(cardView(bare, cursor, en))).toBe('#7');
  });

  test('says above it what a person should know first', () => {
    const view = cardView(order, cursor, en, { notice: 'This order is not active:' });
    expect(shownBy(view)).toMatch(/^This order is not active:\n\n#1338/);
  });

  test('can be sent, whatever the order holds', () => {
    fc.assert(
      fc.property(anyOrder, anyWording, (any, localizer) => {
        shownBy(cardView(any, cursor, localizer));
      }),
      { numRuns: 200 },
    );
  });

  test('shows no phone of whatever form in a group', () => {
    const digits = fc.string({
      unit: fc.constantFrom(...'0123456789'),
      minLength: 7,
      maxLength: 14,
    });
    fc.assert(
      fc.property(digits, fc.constantFrom('', '+', '+62 '), (number, before) => {
        const receiverPhone = before + number;
        const view = cardView({ ...order, receiverPhone }, cursor, enInGroup);
        expect(JSON.stringify(view)).not.toContain(receiverPhone);
      }),
    );
  });
});

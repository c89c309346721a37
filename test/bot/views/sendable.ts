import fc from 'fast-check';
import type { InlineKeyboardButton } from 'grammy/types';
import { expect } from 'vitest';
import { loadLocalizers } from '../../../src/bot/i18n/localizer.ts';
import { inlineKeyboard, type MessageView } from '../../../src/bot/views/message-view.ts';
import type { Order, Product } from '../../../src/ngorder/order.ts';
import { readMarkup } from '../../../src/sandbox/telegram/bot-api/keyboards.ts';
import { parseHtml } from '../../../src/sandbox/telegram/formatting/html.ts';
import { codec } from '../callbacks/codec.ts';

const pack = codec.packFor('first');
const localizerFor = loadLocalizers('id');
export const en = localizerFor('en', 'Asia/Jakarta', { inGroup: false });
export const id = localizerFor('id', 'Asia/Jakarta', { inGroup: false });
export const enInGroup = localizerFor('en', 'Asia/Jakarta', { inGroup: true });
export const idInGroup = localizerFor('id', 'Asia/Jakarta', { inGroup: true });
/** Both languages, in private and in a group. */
export const anyWording = fc.constantFrom(en, id, enInGroup, idInGroup);

export const order: Order = {
  orderId: 1338,
  poNumber: 10735,
  invoice: 'INV.2021.01.18.10735',
  orderDate: '2021-01-18 10:37:42',
  status: 'CANCELED',
  progress: 'NO AWB',
  paymentStatus: 'PAID',
  receiverName: 'Siti Rahma',
  receiverAddress: 'Desa ABC, Kec. Srono, Kabupaten Banyuwangi, 68471, Jawa Timur',
  receiverPhone: '0812345678',
  totalAmount: 110_376,
  products: [{ name: 'Kaos Yes Biru', price: 10_000, quantity: 10 }],
  raw: {},
};

/** Characters that trouble HTML, direction, length and encoding. */
const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  {
    weight: 2,
    arbitrary: fc.string({
      unit: fc.constantFrom('<', '&', '>', '"', '😀', '\ud83d', '\u202e', '\n', ' ', '</b>', '&lt'),
      maxLength: 60,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('&'.repeat(5000), '😀'.repeat(5000), 'x'.repeat(5000), '\u202e'),
  },
);
const amount = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -5000, 999_999_999_999_999),
);
const word = fc.oneof(
  fc.constantFrom('PAID', 'unpaid', 'CANCELED', 'ACCEPTED', 'NO AWB', 'ON PROCESS', 'DELIVERED'),
  text,
);
const moment = fc.oneof(
  fc.constantFrom('2021-01-18 10:37:42', '2021-01-18', '0000-00-00', '2021-01-18T10:37:42+07:00'),
  text,
);
const phone = fc.oneof(fc.constantFrom('0812345678', '+62 812-3456-7890', '021 555'), text);
const products: fc.Arbitrary<Product[]> = fc.array(
  fc.record(
    { name: text, price: amount, quantity: amount, color: text, size: text, sku: text },
    { requiredKeys: ['name'] },
  ),
  { maxLength: 25 },
);

/** Any order that Ngorder could hand out. */
export const anyOrder: fc.Arbitrary<Order> = fc.record(
  {
    orderId: fc.integer({ min: 1, max: 999_999_999_999_999 }),
    poNumber: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    invoice: text,
    orderDate: moment,
    status: word,
    progress: word,
    paymentStatus: word,
    senderName: text,
    receiverName: text,
    receiverAddress: text,
    receiverPhone: phone,
    totalAmount: amount,
    remainingAmount: amount,
    shippingLogistic: text,
    shippingRate: text,
    shippingCost: amount,
    note: text,
    awbNumber: text,
    source: text,
    products,
    createdByName: text,
    createdAt: moment,
    updatedByName: text,
    updatedAt: moment,
    bankName: text,
    warehouseName: text,
    cod: fc.boolean(),
    raw: fc.constant({}),
  },
  { requiredKeys: ['orderId', 'products', 'raw'] },
);

/** What a screen shows when Telegram has taken it in; fails where Telegram would refuse it. */
export function shownBy({ text: html, keyboard }: MessageView, mostCharacters = 4096): string {
  expect(html.isWellFormed()).toBe(true);
  const { text: shown } = parseHtml(html);
  expect(shown.trim()).not.toBe('');
  expect(shown.length).toBeLessThanOrEqual(mostCharacters);
  const packed = inlineKeyboard(keyboard, pack);
  readMarkup(packed);
  for (const button of packed.inline_keyboard.flat()) expectPressable(button);
  return shown;
}

function expectPressable(button: InlineKeyboardButton): void {
  expect(button.text.trim()).not.toBe('');
  expect(button.text.length).toBeLessThanOrEqual(70);
  expect(button.text.isWellFormed()).toBe(true);
  if ('callback_data' in button) {
    const bytes = Buffer.byteLength(button.callback_data);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(64);
  } else if ('copy_text' in button) {
    expect(button.copy_text.text.trim()).not.toBe('');
    expect(button.copy_text.text.length).toBeLessThanOrEqual(256);
    expect(button.copy_text.text.isWellFormed()).toBe(true);
  } else {
    expect(button).toHaveProperty(
      'url',
      expect.stringMatching(/^https:\/\/wa\.me\/[1-9]\d{7,14}(\?text=[\w.~!*'()%-]{1,1500})?$/),
    );
  }
}

/** The labels of the buttons, row by row. */
export function labels({ keyboard }: MessageView): string[][] {
  return keyboard.map((row) => row.map(({ text: label }) => label));
}

/** The button with this label. */
export function buttonOf({ keyboard }: MessageView, label: string): InlineKeyboardButton {
  const packed = inlineKeyboard(keyboard, pack).inline_keyboard;
  const found = packed.flat().find(({ text: shown }) => shown === label);
  if (found === undefined) throw new Error(`No button ${label}`);
  return found;
}

/** What a button carries. */
export function dataOf(screen: MessageView, label: string): string {
  const found = buttonOf(screen, label);
  if (!('callback_data' in found)) throw new Error(`${label} carries nothing`);
  return found.callback_data;
}

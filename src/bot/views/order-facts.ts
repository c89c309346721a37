import type { Order, Product } from '../../ngorder/order.ts';
import type { TextKeyOf, Wording } from '../i18n/localizer.ts';
import { presentable } from '../i18n/sanitize.ts';

/** Who reads along: in a group, phones and addresses are masked. */
export interface Audience {
  inGroup: boolean;
}

const mostProducts = 10;
const statuses = ['CANCELED', 'CANCEL', 'REJECTED', 'EXPIRED', 'ACCEPTED'];
const payments = ['PAID', 'UNPAID', 'INSTALLMENT'];
const progresses = ['UNPAID', 'NO AWB', 'ON PROCESS', 'DELIVERED', 'UNPROCESSED', 'INSTALLMENT'];

/** How an order is called everywhere: `#1338 · PO 10735 · Rp 110.376`. */
export function orderName(
  order: Pick<Order, 'orderId' | 'poNumber' | 'totalAmount'>,
  wording: Pick<Wording, 'money'>,
): string {
  return [
    `#${order.orderId}`,
    order.poNumber !== undefined && `PO ${order.poNumber}`,
    order.totalAmount !== undefined && wording.money(order.totalAmount),
  ]
    .filter((part) => part !== false)
    .join(' · ');
}

/** The buyer's name, as far as the order tells. */
export function buyerOf(order: Order): string | undefined {
  return order.receiverName ?? order.senderName;
}

export function statusOf(order: Order, wording: Wording): string | undefined {
  return named(wording, 'status', statuses, order.status);
}

export function paymentOf(order: Order, wording: Wording): string | undefined {
  return named(wording, 'payment', payments, order.paymentStatus);
}

export function progressOf(order: Order, wording: Wording): string | undefined {
  return named(wording, 'progress', progresses, order.progress);
}

/** A word of Ngorder's in the person's language; one that nobody documented is shown as it came. */
function named(
  wording: Wording,
  family: string,
  known: string[],
  value: string | undefined,
): string | undefined {
  if (value === undefined) return undefined;
  const word = value.toUpperCase();
  const key = wording.keyOf(`${family}-${word.replaceAll(' ', '-')}`);
  return known.includes(word) && key ? wording.plain(key) : value;
}

/** True when goods or money have moved, so that canceling or deleting has consequences outside Ngorder. */
export function isPaid(order: Order): boolean {
  return order.paymentStatus !== undefined && order.paymentStatus.toUpperCase() !== 'UNPAID';
}

export function isShipped(order: Order): boolean {
  return (
    order.awbNumber !== undefined ||
    ['ON PROCESS', 'DELIVERED'].includes(order.progress?.toUpperCase() ?? '')
  );
}

/** The few facts by which a person recognises an order and decides. */
export function shortFacts(order: Order, wording: Wording): (string | undefined)[] {
  return [
    order.orderDate && wording.html('fact-date', { date: wording.localTime(order.orderDate) }),
    fact(wording, 'fact-buyer', buyerOf(order)),
    ...productLines(order.products, wording),
    order.totalAmount !== undefined
      ? wording.html('fact-total', { total: wording.money(order.totalAmount) })
      : undefined,
    fact(wording, 'fact-payment', paymentOf(order, wording)),
    fact(wording, 'fact-progress', progressOf(order, wording)),
  ];
}

/** Everything a seller needs of one order. */
export function allFacts(
  order: Order,
  wording: Wording,
  audience: Audience,
): (string | undefined)[] {
  const mask = audience.inGroup
    ? { phone: maskPhone, address: maskAddress, note: maskPhonesIn }
    : { phone: same, address: same, note: same };
  return [
    fact(wording, 'fact-status', statusOf(order, wording)),
    ...shortFacts(order, wording),
    order.remainingAmount
      ? wording.html('fact-remaining', { amount: wording.money(order.remainingAmount) })
      : undefined,
    order.cod ? wording.html('fact-cod') : undefined,
    fact(wording, 'fact-phone', order.receiverPhone && mask.phone(order.receiverPhone)),
    fact(wording, 'fact-address', order.receiverAddress && mask.address(order.receiverAddress)),
    fact(
      wording,
      'fact-courier',
      [order.shippingLogistic, order.shippingRate].filter(Boolean).join(' '),
    ),
    fact(wording, 'fact-awb', order.awbNumber),
    order.shippingCost
      ? wording.html('fact-shipping-cost', { cost: wording.money(order.shippingCost) })
      : undefined,
    fact(wording, 'fact-source', order.source),
    fact(wording, 'fact-warehouse', order.warehouseName),
    fact(wording, 'fact-bank', order.bankName),
    fact(wording, 'fact-note', order.note && mask.note(order.note)),
    fact(wording, 'fact-invoice', order.invoice),
    whoAndWhen(wording, ['fact-created', 'fact-created-at'], order.createdByName, order.createdAt),
    whoAndWhen(wording, ['fact-updated', 'fact-updated-at'], order.updatedByName, order.updatedAt),
  ];
}

function productLines(products: readonly Product[], wording: Wording): string[] {
  const shown = products.slice(0, mostProducts).map(({ name, quantity, price, color, size }) =>
    wording.html('fact-product', {
      quantity: String(quantity ?? 1),
      name: [presentable(name, 120), color, size].filter(Boolean).join(' '),
      price: price === undefined ? '' : wording.money(price),
    }),
  );
  const left = products.length - shown.length;
  return left > 0 ? [...shown, wording.html('fact-more-products', { count: left })] : shown;
}

function fact(
  wording: Wording,
  key: TextKeyOf<'value'>,
  value: string | undefined,
): string | undefined {
  return value && presentable(value) !== '' ? wording.html(key, { value }) : undefined;
}

function whoAndWhen(
  wording: Wording,
  [byWhom, whenAlone]: [TextKeyOf<'value'>, TextKeyOf<'value'>],
  who: string | undefined,
  when: string | undefined,
): string | undefined {
  const at = when && wording.localTime(when);
  if (!who) return fact(wording, whenAlone, at);
  return fact(wording, byWhom, [who, at].filter(Boolean).join(', '));
}

function same(text: string): string {
  return text;
}

/** `0812345678` → `0812••••78`; of what is shorter than a mobile number nothing is left. */
export function maskPhone(phone: string): string {
  return phone.length < 9 ? '••••' : `${phone.slice(0, 4)}••••${phone.slice(-2)}`;
}

/** An Indonesian mobile number, however it is grouped. */
const mobileNumber = /(?:\+?62|\b0)[ -]?8(?:[ -]?\d){7,11}/g;

/** What somebody wrote, without the telephone numbers in it. */
export function maskPhonesIn(words: string): string {
  return words.replace(mobileNumber, (digits) => maskPhone(digits));
}

/** Of an address only its last part, the province or city, is left; nothing where that holds a house's number. */
export function maskAddress(address: string): string {
  const [last = '', ...before] = address
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .reverse();
  const withoutPostcode = last.replace(/\b\d{5}\b/, '');
  return before.length > 0 && !/\d/.test(withoutPostcode) ? `••••, ${last}` : '••••';
}

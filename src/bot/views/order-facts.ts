import type { Order, Product } from '../../ngorder/order.ts';
import { type Shareable, shareable } from '../i18n/audience.ts';
import type { TextKeyOf, Wording } from '../i18n/localizer.ts';
import { oneLine } from '../i18n/sanitize.ts';

const mostProducts = 10;
const statuses = ['CANCELED', 'CANCEL', 'REJECTED', 'EXPIRED', 'ACCEPTED'];
const payments = ['PAID', 'UNPAID', 'INSTALLMENT'];
const progresses = ['UNPAID', 'NO AWB', 'ON PROCESS', 'DELIVERED', 'UNPROCESSED', 'INSTALLMENT'];

/** How an order is called everywhere: `#1338 · PO 10735 · Rp 110.376`. */
export function orderName(
  order: Pick<Order, 'orderId' | 'poNumber' | 'totalAmount'>,
  wording: Pick<Wording, 'money'>,
): Shareable {
  const parts = [
    `#${order.orderId}`,
    order.poNumber !== undefined && `PO ${order.poNumber}`,
    order.totalAmount !== undefined && wording.money(order.totalAmount),
  ];
  return shareable(parts.filter((part) => part !== false).join(' · '));
}

/** The buyer's name as far as the order tells; a dash where nothing of it can be seen. */
export function buyerOf({ receiverName, senderName }: Order): string | undefined {
  const given = [receiverName, senderName].filter((name) => name !== undefined);
  return given.find((name) => oneLine(name) !== '') ?? (given.length > 0 ? '–' : undefined);
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
export function allFacts(order: Order, wording: Wording): (string | undefined)[] {
  const { receiverPhone, receiverAddress, awbNumber, invoice, note } = order;
  return [
    fact(wording, 'fact-status', statusOf(order, wording)),
    ...shortFacts(order, wording),
    order.remainingAmount
      ? wording.html('fact-remaining', { amount: wording.money(order.remainingAmount) })
      : undefined,
    order.cod ? wording.html('fact-cod') : undefined,
    fact(wording, 'fact-phone', receiverPhone && wording.field('phone', receiverPhone)),
    fact(wording, 'fact-address', receiverAddress && wording.field('address', receiverAddress)),
    fact(
      wording,
      'fact-courier',
      [order.shippingLogistic, order.shippingRate].filter(Boolean).join(' '),
    ),
    fact(wording, 'fact-awb', awbNumber && wording.field('code', awbNumber)),
    order.shippingCost
      ? wording.html('fact-shipping-cost', { cost: wording.money(order.shippingCost) })
      : undefined,
    fact(wording, 'fact-source', order.source),
    fact(wording, 'fact-warehouse', order.warehouseName),
    fact(wording, 'fact-bank', order.bankName),
    fact(wording, 'fact-note', note && wording.quoted(note)),
    fact(wording, 'fact-invoice', invoice && wording.field('code', invoice)),
    whoAndWhen(wording, ['fact-created', 'fact-created-at'], order.createdByName, order.createdAt),
    whoAndWhen(wording, ['fact-updated', 'fact-updated-at'], order.updatedByName, order.updatedAt),
  ];
}

function productLines(products: readonly Product[], wording: Wording): string[] {
  const shown = products.slice(0, mostProducts).map(({ name, quantity, price, color, size }) =>
    wording.html('fact-product', {
      quantity: String(quantity ?? 1),
      name: [wording.text(name, 120) || '–', color, size].filter(Boolean).join(' '),
      price: price === undefined ? '' : wording.money(price),
    }),
  );
  const left = products.length - shown.length;
  return left > 0 ? [...shown, wording.html('fact-more-products', { count: left })] : shown;
}

function fact(
  wording: Wording,
  key: TextKeyOf<'value'>,
  value: string | Shareable | undefined,
): string | undefined {
  const text = typeof value === 'string' ? value : value?.text;
  return value && text && oneLine(text) !== '' ? wording.html(key, { value }) : undefined;
}

function whoAndWhen(
  wording: Wording,
  [byWhom, whenAlone]: [TextKeyOf<'value'>, TextKeyOf<'value'>],
  who: string | undefined,
  when: string | undefined,
): string | undefined {
  const at = when && wording.localTime(when);
  const name = who && wording.text(who);
  if (!name) return fact(wording, whenAlone, at);
  return fact(wording, byWhom, [name, at].filter(Boolean).join(', '));
}

import type { Order, Product } from '../../ngorder/order.ts';
import { paidAmount } from '../../orders/order-risk.ts';
import { type Shareable, shareable } from '../i18n/audience.ts';
import type { Localizer, TextKeyOf } from '../i18n/localizer.ts';
import { oneLine } from '../i18n/sanitize.ts';

const mostProducts = 10;
const statuses = ['CANCELED', 'CANCEL', 'REJECTED', 'EXPIRED', 'ACCEPTED'];
const payments = ['PAID', 'UNPAID', 'INSTALLMENT'];
const progresses = ['UNPAID', 'NO AWB', 'ON PROCESS', 'DELIVERED', 'UNPROCESSED', 'INSTALLMENT'];

/** How an order is called everywhere: `#1338 · PO 10735 · Rp110.376`. */
export function orderName(
  order: Pick<Order, 'orderId' | 'poNumber' | 'totalAmount'>,
  localizer: Pick<Localizer, 'money'>,
): Shareable {
  const parts = [
    `#${order.orderId}`,
    order.poNumber !== undefined && `PO ${order.poNumber}`,
    order.totalAmount !== undefined && localizer.money(order.totalAmount),
  ];
  return shareable(parts.filter((part) => part !== false).join(' · '));
}

/** The buyer's name as far as the order tells; a dash where nothing of it can be seen. */
export function buyerOf({
  receiverName,
  senderName,
}: Pick<Order, 'receiverName' | 'senderName'>): string | undefined {
  const given = [receiverName, senderName].filter((name) => name !== undefined);
  return given.find((name) => oneLine(name) !== '') ?? (given.length > 0 ? '–' : undefined);
}

export function statusOf(order: Order, localizer: Localizer): string | undefined {
  return named(localizer, 'status', statuses, order.status);
}

export function paymentOf(order: Order, localizer: Localizer): string | undefined {
  return named(localizer, 'payment', payments, order.paymentStatus);
}

export function progressOf(order: Order, localizer: Localizer): string | undefined {
  return named(localizer, 'progress', progresses, order.progress);
}

/** What became of its money and its parcel, in a few words: `Lunas, belum ada resi`. */
export function stateOf(order: Order, localizer: Localizer): string {
  // Ngorder says UNPAID of both as long as nothing is paid: once is enough on a phone.
  const progress =
    order.progress === order.paymentStatus ? undefined : progressOf(order, localizer);
  const [payment, parcel] = [paymentOf(order, localizer), progress];
  return payment && parcel ? `${payment}, ${withinSentence(parcel)}` : (payment ?? parcel ?? '');
}

/** With a small first letter; abbreviations stay as they are. */
function withinSentence(words: string): string {
  return words.replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLowerCase());
}

/** That it is paid, and how much of it as far as the order tells: `Sudah dibayar (Rp110.376)`. */
export function paidSentence(order: Order, localizer: Localizer): string {
  const amount = paidAmount(order);
  if (amount !== undefined)
    return localizer.plain('paid-amount', { amount: localizer.money(amount) });
  switch (order.paymentStatus?.toUpperCase()) {
    case 'PAID':
      return localizer.plain('paid-in-full');
    case 'INSTALLMENT':
      return localizer.plain('paid-in-part');
    default:
      return localizer.plain('paid-otherwise', { value: paymentOf(order, localizer) ?? '' });
  }
}

/** A word of Ngorder's in the person's language; one that nobody documented is shown as it came. */
function named(
  localizer: Localizer,
  family: string,
  known: string[],
  value: string | undefined,
): string | undefined {
  if (value === undefined) return undefined;
  const word = value.toUpperCase();
  const key = localizer.keyOf(`${family}-${word.replaceAll(' ', '-')}`);
  return known.includes(word) && key ? localizer.plain(key) : value;
}

/** The few facts by which a person recognises an order and decides. */
export function shortFacts(order: Order, localizer: Localizer): (string | undefined)[] {
  return [
    order.orderDate && localizer.html('fact-date', { date: localizer.localTime(order.orderDate) }),
    fact(localizer, 'fact-buyer', buyerOf(order)),
    ...productLines(order.products, localizer),
    order.totalAmount !== undefined
      ? localizer.html('fact-total', { total: localizer.money(order.totalAmount) })
      : undefined,
    fact(localizer, 'fact-payment', paymentOf(order, localizer)),
    order.progress === order.paymentStatus
      ? undefined
      : fact(localizer, 'fact-progress', progressOf(order, localizer)),
  ];
}

/** Everything a seller needs of one order. */
export function allFacts(order: Order, localizer: Localizer): (string | undefined)[] {
  const { receiverPhone, receiverAddress, awbNumber, invoice, note } = order;
  return [
    fact(localizer, 'fact-status', statusOf(order, localizer)),
    ...shortFacts(order, localizer),
    order.remainingAmount
      ? localizer.html('fact-remaining', { amount: localizer.money(order.remainingAmount) })
      : undefined,
    order.cod ? localizer.html('fact-cod') : undefined,
    fact(localizer, 'fact-phone', receiverPhone && localizer.field('phone', receiverPhone)),
    fact(localizer, 'fact-address', receiverAddress && localizer.field('address', receiverAddress)),
    fact(
      localizer,
      'fact-courier',
      [order.shippingLogistic, order.shippingRate].filter(Boolean).join(' '),
    ),
    fact(localizer, 'fact-awb', awbNumber && localizer.field('code', awbNumber)),
    order.shippingCost
      ? localizer.html('fact-shipping-cost', { cost: localizer.money(order.shippingCost) })
      : undefined,
    fact(localizer, 'fact-source', order.source),
    fact(localizer, 'fact-warehouse', order.warehouseName),
    fact(localizer, 'fact-bank', order.bankName),
    fact(localizer, 'fact-note', note && localizer.quoted(note)),
    fact(localizer, 'fact-invoice', invoice && localizer.field('code', invoice)),
    whoAndWhen(
      localizer,
      ['fact-created', 'fact-created-at'],
      order.createdByName,
      order.createdAt,
    ),
    whoAndWhen(
      localizer,
      ['fact-updated', 'fact-updated-at'],
      order.updatedByName,
      order.updatedAt,
    ),
  ];
}

function productLines(products: readonly Product[], localizer: Localizer): string[] {
  const shown = products.slice(0, mostProducts).map(({ name, quantity, price, color, size }) => {
    const product = {
      quantity: String(quantity ?? 1),
      name: [localizer.text(name, 120) || '–', color, size].filter(Boolean).join(' '),
    };
    return price === undefined
      ? localizer.html('fact-product', product)
      : localizer.html('fact-product-priced', { ...product, price: localizer.money(price) });
  });
  const left = products.length - shown.length;
  return left > 0 ? [...shown, localizer.html('fact-more-products', { count: left })] : shown;
}

function fact(
  localizer: Localizer,
  key: TextKeyOf<'value'>,
  value: string | Shareable | undefined,
): string | undefined {
  const text = typeof value === 'string' ? value : value?.text;
  return value && text && oneLine(text) !== '' ? localizer.html(key, { value }) : undefined;
}

function whoAndWhen(
  localizer: Localizer,
  [byWhom, whenAlone]: [TextKeyOf<'value'>, TextKeyOf<'value'>],
  who: string | undefined,
  when: string | undefined,
): string | undefined {
  const at = when && localizer.localTime(when);
  const name = who && localizer.text(who);
  if (!name) return fact(localizer, whenAlone, at);
  return fact(localizer, byWhom, [name, at].filter(Boolean).join(', '));
}

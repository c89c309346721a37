import type { Order, Product } from '../../ngorder/order.ts';
import { paidAmount } from '../../orders/order-risk.ts';
import { otherCosts, sumOf } from '../../orders/order-sum.ts';
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

/** Whose order it is; undefined where it doesn't say. */
export function buyerFact(order: Order, localizer: Localizer): string | undefined {
  return fact(localizer, 'fact-buyer', buyerOf(order));
}

/** The few facts by which a person recognises an order among others. */
export function shortFacts(order: Order, localizer: Localizer): (string | undefined)[] {
  return [
    ...whatWasOrdered(order, localizer),
    totalLine(order, localizer),
    ...paymentLines(order, localizer),
    progressLine(order, localizer),
  ];
}

/** The facts by which a person decides: the parts of the total, what is paid, where the parcel and the order come from. */
export function decidingFacts(order: Order, localizer: Localizer): (string | undefined)[] {
  return [
    ...whatWasOrdered(order, localizer),
    ...costLines(order, localizer),
    totalLine(order, localizer),
    ...paymentLines(order, localizer),
    progressLine(order, localizer),
    ...parcelLines(order, localizer),
    fact(localizer, 'fact-source', order.source),
  ];
}

/** Whose order it is and how to reach them: what a group sees masked. */
export function contactFacts(order: Order, localizer: Localizer): (string | undefined)[] {
  return [buyerFact(order, localizer), ...reachFacts(order, localizer)];
}

/** Everything a seller needs of one order. */
export function allFacts(order: Order, localizer: Localizer): (string | undefined)[] {
  const { invoice } = order;
  return [
    fact(localizer, 'fact-status', statusOf(order, localizer)),
    ...decidingFacts(order, localizer),
    ...reachFacts(order, localizer),
    fact(localizer, 'fact-warehouse', order.warehouseName),
    fact(localizer, 'fact-bank', order.bankName),
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

function reachFacts(order: Order, localizer: Localizer): (string | undefined)[] {
  const { receiverPhone, receiverAddress, note } = order;
  return [
    fact(localizer, 'fact-phone', receiverPhone && localizer.field('phone', receiverPhone)),
    fact(localizer, 'fact-address', receiverAddress && localizer.field('address', receiverAddress)),
    fact(localizer, 'fact-note', note && localizer.quoted(note)),
  ];
}

function whatWasOrdered(order: Order, localizer: Localizer): (string | undefined)[] {
  const { orderDate, products } = order;
  return [
    orderDate && localizer.html('fact-date', { date: localizer.localTime(orderDate) }),
    buyerFact(order, localizer),
    ...productLines(products, localizer),
  ];
}

/** What is in the total besides the products, so that it adds up. */
function costLines(order: Order, localizer: Localizer): (string | undefined)[] {
  const others = otherCosts(order);
  return [
    order.shippingCost
      ? localizer.html('fact-shipping-cost', { cost: localizer.money(order.shippingCost) })
      : undefined,
    others ? localizer.html('fact-other-costs', { cost: localizer.money(others) }) : undefined,
  ];
}

function totalLine({ totalAmount }: Order, localizer: Localizer): string | undefined {
  if (totalAmount === undefined) return undefined;
  return localizer.html('fact-total', { total: localizer.money(totalAmount) });
}

function paymentLines(order: Order, localizer: Localizer): (string | undefined)[] {
  const { remainingAmount, totalAmount, cod } = order;
  return [
    fact(localizer, 'fact-payment', paymentOf(order, localizer)),
    // Of an order of which nothing is paid, all of it remains.
    remainingAmount && remainingAmount !== totalAmount
      ? localizer.html('fact-remaining', { amount: localizer.money(remainingAmount) })
      : undefined,
    cod ? localizer.html('fact-cod') : undefined,
  ];
}

function progressLine(order: Order, localizer: Localizer): string | undefined {
  if (order.progress === order.paymentStatus) return undefined;
  return fact(localizer, 'fact-progress', progressOf(order, localizer));
}

function parcelLines(order: Order, localizer: Localizer): (string | undefined)[] {
  const { shippingLogistic, shippingRate, awbNumber } = order;
  const courier = [shippingLogistic, shippingRate].filter(Boolean).join(' ');
  return [
    fact(localizer, 'fact-courier', courier),
    fact(localizer, 'fact-awb', awbNumber && localizer.field('code', awbNumber)),
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
  const left = products.slice(mostProducts);
  if (left.length === 0) return shown;
  const [count, sum] = [left.length, sumOf(left)];
  return [
    ...shown,
    sum === undefined
      ? localizer.html('fact-more-products', { count })
      : localizer.html('fact-more-products-priced', { count, price: localizer.money(sum) }),
  ];
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

import type { Order } from '../../ngorder/order.ts';
import { isPaid, isShipped, marketplaceOf } from '../order-risk.ts';
import type { FindQuery, Trait } from './find-query.ts';
import { fold, wordsOf } from './fold.ts';
import { isOneTypoAway } from './one-typo.ts';
import { phoneNumbersIn } from './phone-number.ts';

/** How well a word fits: as it is, as the beginning or a part of another, with a mistake in it. */
const fits = { whole: 3, part: 2, typo: 1 } as const;
/** A part of a phone as long as this tells it from others. */
const leastOfPhone = 6;
/** Shorter parts of words stand in too many. */
const leastOfWord = 3;

/**
 * How well an order fits what is looked for, 0 where it doesn't. The words are compared one by one and nothing of the
 * query becomes a pattern.
 */
export function fitOf(order: Order, query: FindQuery): number {
  const { phones, words, traits, marketplace } = query;
  if (!traits.every((trait) => hasTrait(order, trait))) return 0;
  if (marketplace !== undefined && marketplaceOf(order) !== marketplace) return 0;
  if (!phones.every((phone) => hasPhone(order, phone))) return 0;
  if (words.length === 0) return fits.whole;
  const said = textOf(order);
  let least: number = fits.whole;
  for (const word of words) {
    least = Math.min(least, fitOfWord(word, said));
    if (least === 0) return 0;
  }
  return least;
}

interface Said {
  /** Names and products, as words. */
  words: string[];
  /** Numbers and codes, each folded and without blanks. */
  codes: string[];
}

function textOf(order: Order): Said {
  const { senderName, receiverName, source, category, products, shippingLogistic } = order;
  const { orderId, poNumber, invoice, awbNumber } = order;
  const texts = [senderName, receiverName, source, category, shippingLogistic];
  const ofProducts = products.flatMap(({ name, sku, color }) => [name, sku, color]);
  const codes = [String(orderId), poNumber?.toString(), invoice, awbNumber];
  return {
    words: [...texts, ...ofProducts].flatMap((text) => (text === undefined ? [] : wordsOf(text))),
    codes: [...codes, ...products.map(({ sku }) => sku)].flatMap((code) =>
      code === undefined ? [] : [fold(code).replaceAll(' ', '')],
    ),
  };
}

function fitOfWord(word: string, { words, codes }: Said): number {
  if (words.includes(word) || codes.includes(word)) return fits.whole;
  const isLong = word.length >= leastOfWord;
  if (isLong && [...words, ...codes].some((other) => other.includes(word))) return fits.part;
  if (/\p{N}/u.test(word)) return 0;
  const isMistyped = words.some(
    (other) =>
      isOneTypoAway(word, other) ||
      (word.length >= 5 && isOneTypoAway(word, other.slice(0, word.length))),
  );
  return isMistyped ? fits.typo : 0;
}

/** A number of eight digits and more that is no phone may be a code, and the other way round. */
function hasPhone(order: Order, phone: string): boolean {
  const given = phoneNumbersIn(order.receiverPhone ?? '');
  const isPart = phone.length >= leastOfPhone;
  if (given.some((number) => number === phone || (isPart && number.endsWith(phone)))) return true;
  return textOf(order).codes.some((code) => code.includes(phone));
}

function hasTrait(order: Order, trait: Trait): boolean {
  switch (trait) {
    case 'cod':
      return order.cod === true;
    case 'paid':
      return order.paymentStatus?.toUpperCase() === 'PAID';
    case 'unpaid':
      return !isPaid(order);
    case 'installment':
      return order.paymentStatus?.toUpperCase() === 'INSTALLMENT';
    case 'shipped':
      return isShipped(order);
    case 'unshipped':
      return !isShipped(order);
  }
}

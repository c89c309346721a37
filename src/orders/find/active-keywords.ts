import type { Ngorder } from '../../ngorder/client.ts';
import type { ActiveKeywordType } from '../../ngorder/order.ts';
import { activeListOf, type OrderList } from '../reading/order-lists.ts';
import type { FindQuery } from './find-query.ts';

const ofWords: readonly ActiveKeywordType[] = ['CUSTOMER_NAME', 'PRODUCT_NAME'];
const ofCodes: readonly ActiveKeywordType[] = [
  'AWB_NUMBER',
  'SHOPEE_INVOICE',
  'SHIPPER_TRACKING',
  'SKU',
];
/** A keyword of fewer letters finds half of the shop. */
const leastLetters = 3;

/**
 * What Ngorder's own search over active orders is asked for, of whatever age. Whether a keyword may be a part of what
 * stands there isn't documented: phones are asked for as they are written most.
 */
export function activeKeywords(
  ngorder: Ngorder,
  { phones: [phone], words, from, to }: FindQuery,
): OrderList[] {
  const asked = new Map<string, OrderList>();
  const add = (keywordType: ActiveKeywordType, keyword: string): void => {
    const part = { from, to, priority: 'reading' } as const;
    const list = activeListOf(ngorder, part, { keyword, keywordType });
    asked.set(`${keywordType} ${keyword}`, list);
  };
  if (phone !== undefined) {
    for (const written of [phone, `0${phone}`, `62${phone}`]) add('CUSTOMER_PHONE', written);
    add('AWB_NUMBER', phone);
  }
  const [longest] = words
    .filter((word) => word.length >= leastLetters)
    .sort((one, other) => other.length - one.length);
  if (longest !== undefined) {
    const types = /\p{N}/u.test(longest) ? ofCodes : ofWords;
    for (const type of types) add(type, longest);
  }
  return [...asked.values()];
}

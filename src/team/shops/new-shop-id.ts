import { randomBytes } from 'node:crypto';

/** An ID that no shop has: 8 letters and digits, since buttons carry it. */
export function newShopId(): string {
  return randomBytes(4).toString('hex');
}

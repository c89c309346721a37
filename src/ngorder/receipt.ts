import { z } from 'zod';
import { type Answer, acceptedBody, responseWord, unreadable } from './answer.ts';
import { apiMessage } from './api-message.ts';
import { ordinal, present } from './lenient.ts';

/** What Ngorder said to an act that it did; all of it may be absent, since success can come without a body. */
export interface Receipt {
  message?: string;
  orderId?: number;
  poNumber?: number;
}

const nothing = { order_id: undefined, po_number: undefined };
const acted = z.object({
  data: z.object({ order_id: ordinal, po_number: ordinal }).catch(nothing),
});

/**
 * What a 2xx answer to an act says was done to the order `orderId`.
 * Only a cancel has a documented body (Ngorder reference, Cancel an Order): with `documented`, an empty answer or
 * one that names neither the order nor a result is Unreadable; without it, an empty answer is a success.
 * Throws Unreadable too where it speaks of another order or of another outcome, RequestRefused on `"Failed"`.
 */
export function readReceipt(
  answer: Answer,
  orderId: number,
  { documented }: { documented: boolean },
): Receipt {
  const body = acceptedBody(answer);
  if (body === undefined && !documented) return {};
  const read = acted.safeParse(body);
  if (!read.success) throw unreadable(answer, body === undefined ? 'empty' : 'no JSON object');
  const { order_id: named, po_number: poNumber } = read.data.data;
  if (named !== undefined && named !== orderId)
    throw unreadable(answer, 'another order in data.order_id');
  const message = apiMessage(body, answer.token);
  const word = responseWord(body);
  if (word !== undefined && word !== 'success')
    throw unreadable(answer, 'neither success nor failure in response');
  if (word === undefined && documented && named === undefined && message === undefined) {
    throw unreadable(answer, 'neither order nor result named');
  }
  return present({ message, orderId: named, poNumber });
}

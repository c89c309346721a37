import type { ActKind } from './act-slot.ts';
import type { Answer } from './answer.ts';
import { type Receipt, readReceipt } from './receipt.ts';
import type { Request } from './transport.ts';

/** What is sent for an act, and how its answer is read. Throws a RangeError where the ID is no positive whole number. */
export function actOf(kind: ActKind, orderId: number) {
  if (!Number.isSafeInteger(orderId) || orderId <= 0) {
    throw new RangeError('An order ID is a positive whole number');
  }
  const request: Request = { ...requests[kind](orderId), json: { id: orderId }, mostBytes };
  const readAnswer = (answer: Answer): Receipt =>
    readReceipt(answer, orderId, { documented: kind === 'cancel' });
  return { request, readAnswer };
}

const mostBytes = 256 * 1024;

const requests: Record<ActKind, (orderId: number) => Omit<Request, 'json' | 'mostBytes'>> = {
  cancel: () => ({ endpoint: 'cancelOrder', method: 'POST', path: 'order/cancel' }),
  return: () => ({ endpoint: 'returnOrder', method: 'POST', path: 'order-cancel/return' }),
  delete: (orderId) => ({
    endpoint: 'deleteOrder',
    method: 'DELETE',
    path: `order-cancel/${orderId}`,
  }),
};

import type { HttpResponse } from '../http/http-response.ts';
import type { ApiRequest } from '../http/transport.ts';
import type { ActKind } from './act-slot.ts';
import { type Receipt, readReceipt } from './receipt.ts';

/** What is sent for an act, and how its answer is read. Throws a RangeError where the ID is no positive whole number. */
export function actOf(kind: ActKind, orderId: number) {
  if (!Number.isSafeInteger(orderId) || orderId <= 0) {
    throw new RangeError('An order ID is a positive whole number');
  }
  const request: ApiRequest = { ...requests[kind](orderId), json: { id: orderId }, mostBytes };
  const readResponse = (response: HttpResponse): Receipt =>
    readReceipt(response, orderId, { documented: kind === 'cancel' });
  return { request, readResponse };
}

const mostBytes = 256 * 1024;

const requests: Record<ActKind, (orderId: number) => Omit<ApiRequest, 'json' | 'mostBytes'>> = {
  cancel: () => ({ endpoint: 'cancelOrder', method: 'POST', path: 'order/cancel' }),
  return: () => ({ endpoint: 'returnOrder', method: 'POST', path: 'order-cancel/return' }),
  delete: (orderId) => ({
    endpoint: 'deleteOrder',
    method: 'DELETE',
    path: `order-cancel/${orderId}`,
  }),
};

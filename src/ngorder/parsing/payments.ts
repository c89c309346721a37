import { z } from 'zod';
import { acceptedBody, type HttpResponse, unreadable } from '../http/http-response.ts';
import { amount, label, listIn, moment, present } from './lenient.ts';

/** One payment for an order (Ngorder reference, payment history). */
export interface Payment {
  /** In rupiah. */
  amount: number;
  /** When the money came: a day or a moment, as Ngorder sent it. */
  paidAt?: string;
  bankName?: string;
}

const paymentFields = z.object({ nominal: amount, paid_at: moment, bank_name: label });

export const mostBytesOfPayments = 256 * 1024;
const mostPayments = 200;

const paymentList = z.object({ data: z.unknown().transform(listIn) });

/**
 * The payments for an order out of an answer (Ngorder reference, payment history).
 * Throws NgorderError by the status; Unreadable where the list or one of its amounts is missing: a sum without it would
 * be wrong; RequestRefused where the body says it failed.
 */
export function readPayments(response: HttpResponse): Payment[] {
  const list = paymentList.safeParse(acceptedBody(response)).data?.data;
  if (list === undefined) throw unreadable(response, 'no list of payments in data');
  if (list.length > mostPayments) throw unreadable(response, `more than ${mostPayments} payments`);
  return list.map((row, index) => {
    const fields = paymentFields.safeParse(row).data;
    if (fields?.nominal === undefined)
      throw unreadable(response, `no amount in data[${index}].nominal`);
    const { nominal, paid_at: paidAt, bank_name: bankName } = fields;
    return { amount: nominal, ...present({ paidAt, bankName }) };
  });
}

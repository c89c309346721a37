import { z } from 'zod';
import { acceptedBody, type HttpResponse, unreadable } from '../http/http-response.ts';
import { identity, label, listIn, moment, present } from './lenient.ts';

/** A shop that a token belongs to (Ngorder reference, Get Shop). */
export interface Shop {
  id: number;
  username?: string;
  /** The shop's name, else its user name, else ''. */
  name: string;
  status?: string;
  expiredDate?: string;
  raw: Record<string, unknown>;
}

const shopFields = z.object({
  id: identity,
  username: label,
  shop_name: label,
  status: label,
  expired_date: moment,
});

export const mostBytesOfShops = 1024 * 1024;
const mostShops = 500;

const record = z.record(z.string(), z.unknown());
const shopList = z.object({ data: z.unknown().transform(listIn) });

/**
 * The shops of a token out of an answer (Ngorder reference, Get Shop).
 * Throws NgorderError by the status; Unreadable when the list itself or a shop's ID is missing; RequestRefused where
 * the body says it failed.
 */
export function readShops(response: HttpResponse): Shop[] {
  const list = shopList.safeParse(acceptedBody(response)).data?.data;
  if (list === undefined) throw unreadable(response, 'no list of shops in data');
  if (list.length > mostShops) throw unreadable(response, `more than ${mostShops} shops`);
  return list.map((row, index) => {
    const raw = record.safeParse(row).data;
    const fields = shopFields.safeParse(raw).data;
    if (raw === undefined || fields === undefined) {
      throw unreadable(response, `no shop ID in data[${index}].id`);
    }
    const { id, username, shop_name: name, status, expired_date: expiredDate } = fields;
    return { id, name: name ?? username ?? '', ...present({ username, status, expiredDate }), raw };
  });
}

import { z } from 'zod';
import { type Answer, acceptedBody, unreadable } from './answer.ts';
import { identity, present, text } from './lenient.ts';

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
  username: text,
  shop_name: text,
  status: text,
  expired_date: text,
});

const shopList = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

/**
 * The shops of a token out of a 2xx answer (Ngorder reference, Get Shop).
 * Throws Unreadable when the list itself or a shop's ID is missing, RequestRefused on `response: "Failed"`.
 */
export function readShops(answer: Answer): Shop[] {
  const read = shopList.safeParse(acceptedBody(answer));
  if (!read.success) throw unreadable(answer, 'no list of shops in data');
  return read.data.data.map((raw, index) => {
    const fields = shopFields.safeParse(raw).data;
    if (fields === undefined) throw unreadable(answer, `no shop ID in data[${index}].id`);
    const { id, username, shop_name: name, status, expired_date: expiredDate } = fields;
    return { id, name: name ?? username ?? '', ...present({ username, status, expiredDate }), raw };
  });
}

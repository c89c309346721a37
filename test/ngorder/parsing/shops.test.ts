import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NgorderError, Unreadable } from '../../../src/ngorder/errors.ts';
import { readShops } from '../../../src/ngorder/parsing/shops.ts';
import { responseOf } from '../samples.ts';

describe('the shops of a token', () => {
  test('have a name, a status and the day their subscription ends', () => {
    const shop = {
      id: 7,
      username: 'tusfendi',
      shop_name: 'Toko Srono',
      status: 'ACTIVE',
      class: 'PRO',
      expired_date: '2027-01-31',
      users: [{ id: 1, email: 'a@example.com', name: 'Tusfendi' }],
    };
    expect(readShops(responseOf({ data: [shop] }))).toEqual([
      {
        id: 7,
        username: 'tusfendi',
        name: 'Toko Srono',
        status: 'ACTIVE',
        expiredDate: '2027-01-31',
        raw: shop,
      },
    ]);
  });

  test('are named by the user name where there is no other', () => {
    const shops = readShops(
      responseOf({ data: [{ id: '7', username: 'tusfendi', shop_name: '' }] }),
    );
    expect(shops).toMatchObject([{ id: 7, name: 'tusfendi' }]);
  });

  test.each([undefined, null, {}, { data: {} }, { data: [{ shop_name: 'Toko' }] }])(
    'cannot be read out of %j',
    (body) => {
      expect(() => readShops(responseOf(body))).toThrow(Unreadable);
    },
  );

  test('are shops or a typed error, whatever JSON comes', () => {
    const likely = fc.record({ data: fc.array(fc.record({ id: fc.jsonValue() })) });
    fc.assert(
      fc.property(fc.oneof(likely, fc.jsonValue()), (body) => {
        try {
          readShops(responseOf(body));
        } catch (error) {
          expect(error).toBeInstanceOf(NgorderError);
        }
      }),
    );
  });
});

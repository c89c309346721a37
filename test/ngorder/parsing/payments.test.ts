import { expect, test } from 'vitest';
import { RequestRefused, Unreadable } from '../../../src/ngorder/errors.ts';
import { readPayments } from '../../../src/ngorder/parsing/payments.ts';

const read = (body: unknown, status = 200) =>
  readPayments({ endpoint: 'listPayments', status, text: JSON.stringify(body), token: 'secret' });

test('payments are read as the reference writes them, amounts with Rp and dots', () => {
  const [first, second] = [
    {
      payment_id: 1,
      bank_id: '847',
      bank_name: 'BCA',
      account_number: '0123',
      paid_at: '2020-11-23',
      created_at: '2020-11-23 10:00:00',
      nominal: 'Rp100.000',
      status: 'INSTALLMENT',
    },
    { nominal: '50000', paid_at: '', bank_name: null },
  ];
  expect(read({ data: [first, second] })).toEqual([
    { amount: 100_000, paidAt: '2020-11-23', bankName: 'BCA' },
    { amount: 50_000 },
  ]);
  expect(read({ data: [] })).toEqual([]);
});

test.each([
  ['no list', { data: 'none' }],
  ['a payment without an amount', { data: [{ nominal: null }] }],
  ['an amount that is none', { data: [{ nominal: 'seratus ribu' }] }],
  ['far too many', { data: Array.from({ length: 201 }, () => ({ nominal: 1 })) }],
])('%s is no sum that anybody may rely on', (_, body) => {
  expect(() => read(body)).toThrow(Unreadable);
});

test('an answer that says it failed is a refusal', () => {
  expect(() => read({ response: 'Failed', message: 'no', data: null })).toThrow(RequestRefused);
});

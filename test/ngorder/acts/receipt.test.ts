import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReceipt } from '../../../src/ngorder/acts/receipt.ts';
import { NgorderError, SaidFailed, Unreadable } from '../../../src/ngorder/errors.ts';
import { cancelSample, responseOf } from '../samples.ts';

const canceled = (body: unknown) => readReceipt(responseOf(body), 1338, { documented: true });
const returned = (body: unknown) => readReceipt(responseOf(body), 1338, { documented: false });
const empty = (text: string) => ({ ...responseOf(null), text });

describe('the receipt of a cancel', () => {
  test('is what the sample of the reference says', () => {
    expect(canceled(cancelSample)).toEqual({
      message: 'Order has been Canceled',
      orderId: 1338,
      poNumber: 10_735,
    });
  });

  test.each(['success', 'Success', 'SUCCESS', ' success '])('takes response %j', (response) => {
    expect(canceled({ response, data: null })).toEqual({});
  });

  test('has numbers that came as strings', () => {
    expect(
      canceled({ response: 'success', data: { order_id: '1338', po_number: '10735' } }),
    ).toEqual({ orderId: 1338, poNumber: 10_735 });
  });

  test.each([
    {},
    { data: {} },
    { data: { order_id: 1338 } },
    { message: 'Order has been Canceled' },
    { response: null, message: '' },
    { response: 'sukses' },
    { response: true },
    { success: true },
    { status: 'success', data: { order_id: 1338 } },
    { status: 200 },
  ])('is not to be read out of %j, which the reference does not describe', (body) => {
    expect(() => canceled(body)).toThrow(Unreadable);
  });

  test.each(['', '  \n'])('is not to be read out of an empty answer (%j)', (text) => {
    expect(() => readReceipt(empty(text), 1338, { documented: true })).toThrow(Unreadable);
  });
});

describe('the receipt of a return or delete', () => {
  test.each([
    [200, ''],
    [200, '  \n'],
    [204, ''],
  ])('may be an empty %d (%j)', (status, text) => {
    const answer = { ...empty(text), status };
    expect(readReceipt(answer, 1338, { documented: false })).toEqual({});
  });

  test.each([201, 202, 206])('may not be an empty %d', (status) => {
    const answer = { ...empty(''), status };
    expect(() => readReceipt(answer, 1338, { documented: false })).toThrow(Unreadable);
  });

  test.each([
    { response: 'Success' },
    { response: 'sukses' },
    { success: true },
    { status: 200 },
    { status: 'ok', message: 'Done', data: [] },
  ])('may say so in other words (%j)', (body) => {
    expect(() => returned(body)).not.toThrow();
  });

  test.each([{}, { message: null }, { data: [] }, { message: 'Done' }, { code: 0 }])(
    'may not say nothing (%j)',
    (body) => {
      expect(() => returned(body)).toThrow(Unreadable);
    },
  );

  test('keeps what Ngorder said', () => {
    expect(returned({ response: 'Success', message: 'Done', data: { order_id: 1338 } })).toEqual({
      message: 'Done',
      orderId: 1338,
    });
  });
});

describe.each([
  ['cancel', canceled],
  ['return or delete', returned],
])('an answer to a %s', (_, read) => {
  test.each([
    { response: 'Failed' },
    { response: 'failed' },
    { response: false },
    { success: false },
    { status: 'error' },
    { code: 400 },
    { errors: { id: ['No.'] } },
    { error: 'No.' },
    { data: { success: false } },
  ])('that says it failed (%j) under a 200 has to be looked up', (body) => {
    expect(() => read({ ...body, message: 'Order not found' })).toThrow(
      expect.objectContaining({
        kind: 'SaidFailed',
        certainty: 'mustReadBack',
        apiMessage: 'Order not found',
      }),
    );
    expect(() => read(body)).toThrow(SaidFailed);
  });

  test.each([
    [500, 'ServerFault'],
    [502, 'ServerFault'],
    [503, 'Maintenance'],
  ])('with the code %d in a 200 may still happen', (code, kind) => {
    expect(() => read({ code, message: 'Server Error' })).toThrow(
      expect.objectContaining({ kind, certainty: 'unknown' }),
    );
  });

  test('that was only accepted may still happen, whatever it says', () => {
    for (const body of [{ response: 'success' }, { message: 'Queued' }]) {
      const answer = { ...responseOf(body), status: 202 };
      expect(() => readReceipt(answer, 1338, { documented: false })).toThrow(
        expect.objectContaining({ kind: 'Unreadable', certainty: 'unknown' }),
      );
    }
  });

  test.each([400, 401, 403, 418, 429])(
    'that says success under a %d proves nothing, not even that nothing happened',
    (status) => {
      const answer = { ...responseOf({ response: 'success' }), status };
      expect(() => readReceipt(answer, 1338, { documented: true })).toThrow(
        expect.objectContaining({ kind: 'Unreadable', certainty: 'unknown' }),
      );
    },
  );

  test.each([
    { data: { order_id: 1339 } },
    { data: { order_id: '1339' } },
    { data: { order_id: 'ORD-1338' } },
    { data: [{ order_id: 1338 }, { order_id: 1339 }] },
    { order_id: 1339, data: { order_id: 1338 } },
  ])('that names another order (%j) proves nothing', (order) => {
    expect(() => read({ response: 'success', message: 'Done', ...order })).toThrow(Unreadable);
  });

  test.each([{ data: null }, { data: { order_id: null } }, { data: { order_id: ' 1338 ' } }])(
    'that names no other order (%j) is one about it',
    (order) => {
      expect(() => read({ response: 'success', ...order })).not.toThrow();
    },
  );

  test('that says neither success nor failure proves nothing', () => {
    expect(() => read({ response: 'queued', message: 'Later' })).toThrow(Unreadable);
  });

  test.each([null, 'ok', 'success', true, 5, 200, [], [1338], [{ response: 'success' }]])(
    'that is %j proves nothing',
    (body) => {
      expect(() => read(body)).toThrow(Unreadable);
    },
  );

  test('whatever its JSON, is a receipt or a typed error', () => {
    const likely = fc.record(
      { response: fc.jsonValue(), message: fc.jsonValue(), data: fc.jsonValue() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(likely, fc.jsonValue()), (body) => {
        try {
          read(body);
        } catch (error) {
          expect(error).toBeInstanceOf(NgorderError);
        }
      }),
    );
  });
});

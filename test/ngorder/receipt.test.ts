import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NgorderError, RequestRefused, Unreadable } from '../../src/ngorder/errors.ts';
import { readReceipt } from '../../src/ngorder/receipt.ts';
import { answerOf, cancelSample } from './samples.ts';

const canceled = (body: unknown) => readReceipt(answerOf(body), 1338, { documented: true });
const returned = (body: unknown) => readReceipt(answerOf(body), 1338, { documented: false });
const empty = (text: string) => ({ ...answerOf(null), text });

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

  test('needs no response where the order or a message is there', () => {
    expect(canceled({ data: { order_id: 1338 } })).toEqual({ orderId: 1338 });
    expect(canceled({ message: 'Order has been Canceled' })).toEqual({
      message: 'Order has been Canceled',
    });
  });

  test.each([{}, { data: {} }, { data: { po_number: 10_735 } }, { response: null, message: '' }])(
    'is not to be read out of %j',
    (body) => {
      expect(() => canceled(body)).toThrow(Unreadable);
    },
  );

  test.each(['', '  \n'])('is not to be read out of an empty answer (%j)', (text) => {
    expect(() => readReceipt(empty(text), 1338, { documented: true })).toThrow(Unreadable);
  });
});

describe('the receipt of a return or delete', () => {
  test.each(['', '  \n'])('may be an empty answer (%j)', (text) => {
    expect(readReceipt(empty(text), 1338, { documented: false })).toEqual({});
  });

  test.each([{}, { message: null }, { data: [] }])('may say nothing (%j)', (body) => {
    expect(returned(body)).toEqual({});
  });

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
  test.each(['Failed', 'failed', 'FAILED'])('that says %j is refused', (response) => {
    expect(() => read({ response, message: 'Order not found', data: null })).toThrow(
      expect.objectContaining({ kind: 'RequestRefused', apiMessage: 'Order not found' }),
    );
    expect(() => read({ response })).toThrow(RequestRefused);
  });

  test('that names another order proves nothing', () => {
    const body = { response: 'success', message: 'Done', data: { order_id: 1339 } };
    expect(() => read(body)).toThrow(Unreadable);
  });

  test('that says neither success nor failure proves nothing', () => {
    expect(() => read({ response: 'queued', message: 'Later' })).toThrow(Unreadable);
  });

  test.each([null, 'ok', true, 5, [], [1338]])('that is %j proves nothing', (body) => {
    expect(() => read(body)).toThrow(Unreadable);
  });

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

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureCodeIn, verdictOf } from '../../../src/ngorder/parsing/verdict.ts';

const successes: unknown[] = [
  { response: 'success' },
  { response: ' Success ' },
  { response: 'sukses' },
  { Response: 'SUCCESS!' },
  { response: true },
  { response: 200 },
  { success: true },
  { success: 'true' },
  { success: 1 },
  { status: 'success' },
  { status: 'OK' },
  { status: true },
  { status: 200 },
  { status: '200' },
  { status: 1 },
  { status_code: 200 },
  { code: 204 },
  { ok: true },
  { result: 'berhasil' },
  { response: 'success', code: 0, error: null, errors: [] },
  { response: 'success', error: false, message: 'Order has been Canceled' },
  { response: 'success', errors: { id: [] }, data: { status: 'CANCELED' } },
];

const failures: unknown[] = [
  { response: 'Failed' },
  { response: 'failed', message: 'Order not found', data: null },
  { response: 'gagal' },
  { response: false },
  { response: 'false' },
  { response: 400 },
  { success: false },
  { success: 0 },
  { success: 'false', message: 'No.' },
  { status: 'error' },
  { Status: 'Fail' },
  { status: false },
  { status: 500 },
  { status: 'Unauthenticated.' },
  { statusCode: 401 },
  { code: 500, message: 'Server Error' },
  { code: '404' },
  { ok: false },
  { result: 'error' },
  { error: 'Order not found' },
  { error: true },
  { error: { message: 'No.' } },
  { errors: ['The id is invalid.'] },
  { errors: { id: ['The id is invalid.'] } },
  { error_code: 17 },
  { exception: 'ErrorException' },
  { data: { success: false } },
  { data: [{ order_id: 1338, status: 'failed' }] },
  { response: { status: 'error' } },
];

const unclear: unknown[] = [
  undefined,
  null,
  true,
  'success',
  'ok',
  200,
  [],
  ['success'],
  [{ response: 'success' }],
  {},
  { message: 'Unauthenticated.' },
  { message: 'Order has been Canceled' },
  { data: null },
  { data: { response: 'success' } },
  { data: { order_id: 1338, po_number: 10_735 } },
  { response: null },
  { response: '' },
  { response: 'queued' },
  { response: {} },
  { response: 'success', status: 'pending' },
  { status: 'CANCELED' },
  { status: 202 },
  { status: -1 },
  { code: 0 },
  { code: 1 },
  { code: 'ORD-1' },
  { response: 'success', success: false },
  { response: 'success', error: 'Order not found' },
  { response: 'success', errors: { id: ['invalid'] } },
  { response: 'success', code: 500 },
  { response: 'success', data: { success: false } },
  { response: 'success', data: { code: 500 } },
  { response: 'success', data: { result: [{ error: 'No.' }] } },
];

const written = (bodies: unknown[]) => bodies.map((body) => [JSON.stringify(body) ?? '', body]);

describe('what an answer says came of an act', () => {
  test.each(written(successes))('%s is a success', (_, body) => {
    expect(verdictOf(body, 4)).toBe('success');
  });

  test.each(written(failures))('%s is a failure', (_, body) => {
    expect(verdictOf(body, 4)).toBe('failure');
  });

  test.each(written(unclear))('%s is neither', (_, body) => {
    expect(verdictOf(body, 4)).toBe('unclear');
  });

  test('never is a success where any of it says that it failed', () => {
    const anything = fc.dictionary(fc.string(), fc.jsonValue());
    const failing = fc.constantFrom(...failures).map(Object);
    fc.assert(
      fc.property(anything, failing, fc.boolean(), (others, failure, within) => {
        const body = within ? { ...others, inner: failure } : { ...others, ...failure };
        const told = { response: 'success', ...body };
        expect(verdictOf(told, 4)).not.toBe('success');
      }),
    );
  });

  test('never is a success without a word that says so', () => {
    const saying = /response|success|status|result|ok|code/i;
    const keys = fc.string().filter((key) => !saying.test(key.replace(/[^a-z]/gi, '')));
    fc.assert(
      fc.property(fc.dictionary(keys, fc.jsonValue()), (body) => {
        expect(verdictOf(body, 4)).not.toBe('success');
      }),
    );
  });

  test('is found however deep the answer goes', () => {
    const deep = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    expect(verdictOf({ response: 'success', data: deep(20_000) }, 4)).toBe('success');
    expect(verdictOf({ errors: deep(20_000) }, 4)).toBe('failure');
  });
});

test('an order of a list that has a fault of its own is no failure of the list', () => {
  expect(verdictOf({ data: [{ order_id: 1, shopee: { error: 'late' } }] })).toBe('unclear');
});

test.each([
  [{ code: 500 }, 500],
  [{ status: '503' }, 503],
  [{ response: 401 }, 401],
  [{ code: 200 }, undefined],
  [{ data: { code: 500 } }, undefined],
  ['500', undefined],
])('%j fails with the code %s', (body, code) => {
  expect(failureCodeIn(body)).toBe(code);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type NgorderSandbox,
  startNgorderSandbox,
} from '../../../../src/sandbox/ngorder/server.ts';
import { ask } from '../sandbox-client.ts';

let sandbox: NgorderSandbox;
beforeAll(async () => {
  sandbox = await startNgorderSandbox({ token: 'rahasia', today: '2026-06-15' });
});
afterAll(() => sandbox.close());

const every = [
  ['POST', '/order/cancel', { id: 1338 }],
  ['GET', '/order-cancel', undefined],
  ['GET', '/order-cancel/download', undefined],
  ['POST', '/order-cancel/return', { id: 1336 }],
  ['DELETE', '/order-cancel/1336', { id: 1336 }],
  ['GET', '/order', undefined],
  ['GET', '/shop', undefined],
] as const;

test.each(every)("%s %s needs the shop's token", async (method, path, body) => {
  const strangers: Record<string, string>[] = [
    {},
    { authorization: 'Bearer rahasia2' },
    { authorization: 'rahasia' },
    { authorization: 'Basic rahasia' },
  ];
  for (const headers of strangers) {
    const reply = await ask(sandbox, method, path, body, headers);
    expect(reply.status).toBe(401);
    expect(reply.json).toEqual({
      request_id: expect.any(String),
      response: 'Failed',
      message: 'Unauthenticated',
      data: null,
    });
  }
  expect(sandbox.control.calls().every((call) => !call.authorized && !call.effect)).toBe(true);
});

test.each(['/orders', '/order-cancel/', '/order/cancel/1338', '/', '/shop/7'])(
  'the path %s is not found',
  async (path) => {
    const reply = await ask(sandbox, 'GET', path);
    expect(reply.status).toBe(404);
    expect(reply.json).toMatchObject({ response: 'Failed' });
  },
);

test("a path outside the API's root is not found", async () => {
  const reply = await fetch(`${sandbox.origin}/order/cancel`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.token}` },
    body: '{"id":1338}',
  });
  expect(reply.status).toBe(404);
  expect(sandbox.control.where(1338)).toBe('active');
});

test.each([
  ['GET', '/order/cancel', 'POST'],
  ['POST', '/order-cancel', 'GET'],
  ['GET', '/order-cancel/1336', 'DELETE'],
  ['DELETE', '/shop', 'GET'],
])('%s %s is the wrong method and names the right one', async (method, path, right) => {
  const reply = await ask(sandbox, method, path);
  expect(reply.status).toBe(405);
  expect(reply.headers.get('allow')).toBe(right);
});

test('the shop of a token is named with its users', async () => {
  const reply = await ask(sandbox, 'GET', '/shop');
  expect(reply.json).toEqual({
    data: [
      expect.objectContaining({
        id: 7,
        shop_name: 'Toko Kawan',
        status: 'ACTIVE',
        users: [{ id: expect.any(Number), email: expect.any(String), name: expect.any(String) }],
      }),
    ],
  });
});

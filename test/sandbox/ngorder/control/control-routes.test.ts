import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type NgorderSandbox,
  startNgorderSandbox,
} from '../../../../src/sandbox/ngorder/server.ts';
import { ask, steer } from '../sandbox-client.ts';

let sandbox: NgorderSandbox;
beforeAll(async () => {
  sandbox = await startNgorderSandbox({ today: '2026-06-15' });
});
beforeEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

describe('Over HTTP', () => {
  test('the call log can be read and emptied', async () => {
    await ask(sandbox, 'GET', '/shop');
    await ask(sandbox, 'GET', '/order');
    expect((await steer(sandbox, 'GET', '/calls')).json).toHaveLength(2);
    expect((await steer(sandbox, 'GET', '/calls?operation=shop')).json).toMatchObject([
      { operation: 'shop' },
    ]);
    const all = (await steer(sandbox, 'GET', '/calls')).json as unknown[];
    expect((await steer(sandbox, 'GET', '/calls?limit=1')).json).toEqual(all.slice(-1));
    expect((await steer(sandbox, 'GET', '/calls?limit=0')).status).toBe(400);
    await steer(sandbox, 'DELETE', '/calls');
    expect(sandbox.control.calls()).toEqual([]);
  });

  test('faults can be set, seen and cleared', async () => {
    const set = await steer(sandbox, 'POST', '/faults', { kind: 'status', status: 503, share: 1 });
    expect([set.status, set.json]).toEqual([200, { ok: true }]);
    expect((await ask(sandbox, 'GET', '/shop')).status).toBe(503);
    expect((await steer(sandbox, 'GET', '/faults')).json).toMatchObject([{ struck: 1 }]);
    await steer(sandbox, 'DELETE', '/faults');
    expect((await ask(sandbox, 'GET', '/shop')).status).toBe(200);
  });

  test('all faults are set at once, one of them for the next act of any kind, or none is', async () => {
    await steer(sandbox, 'POST', '/faults', { kind: 'html', share: 1 });
    const nextAct = { kind: 'broken', when: 'after', operation: ['cancel', 'return', 'delete'] };
    await steer(sandbox, 'PUT', '/faults', [nextAct]);
    expect((await ask(sandbox, 'GET', '/shop')).status).toBe(200);
    await expect(ask(sandbox, 'POST', '/order/cancel', { id: 1338 })).rejects.toThrow();
    expect(sandbox.control.where(1338)).toBe('CANCEL');
    expect(sandbox.control.faults()).toEqual([]);
    const refused = await steer(sandbox, 'PUT', '/faults', [nextAct, { kind: 'unheard-of' }]);
    expect(refused.status).toBe(400);
    expect(sandbox.control.faults()).toEqual([]);
  });

  test('a waiting request can be released', async () => {
    await steer(sandbox, 'POST', '/faults', { kind: 'delay', delayMs: 60_000 });
    const reply = ask(sandbox, 'GET', '/shop');
    await sandbox.control.until(() => sandbox.control.waiting() === 1);
    await steer(sandbox, 'POST', '/release');
    expect((await reply).status).toBe(200);
  });

  test('orders can be listed, found, changed and moved', async () => {
    expect((await steer(sandbox, 'GET', '/orders?place=EXPIRED')).json).toHaveLength(50);
    await steer(sandbox, 'PATCH', '/orders/1338', { total_amount: 5 });
    await steer(sandbox, 'POST', '/orders/1338/move', { to: 'REJECTED' });
    expect((await steer(sandbox, 'GET', '/orders/1338')).json).toMatchObject({
      where: 'REJECTED',
      order: { total_amount: 5 },
    });
    expect((await steer(sandbox, 'GET', '/orders/999999')).json).toEqual({
      where: null,
      order: null,
    });
    expect((await steer(sandbox, 'GET', '/counts')).json).toMatchObject({
      active: 109,
      REJECTED: 61,
    });
  });

  test('behaviour can be read and changed, named orders read, all of it reset', async () => {
    await steer(sandbox, 'PATCH', '/behaviour', { keyword: 'exact' });
    expect((await steer(sandbox, 'GET', '/behaviour')).json).toMatchObject({
      keyword: 'exact',
      actAnswer: 'message',
    });
    expect((await steer(sandbox, 'GET', '/named-orders')).json).toMatchObject({
      unpaid: { orderId: 1338, poNumber: 10735 },
    });
    await steer(sandbox, 'POST', '/reset');
    expect(sandbox.control.behaviour().keyword).toBe('partial');
  });

  test('what makes no sense is refused and changes nothing', async () => {
    const refused = [
      await steer(sandbox, 'POST', '/faults', { kind: 'earthquake' }),
      await steer(sandbox, 'PATCH', '/behaviour', { keyword: 'exact', unknown: 1 }),
      await steer(sandbox, 'POST', '/orders/1338/move', { to: 'nowhere' }),
      await steer(sandbox, 'POST', '/orders/1338/move'),
      await steer(sandbox, 'PATCH', '/orders/1338', 'text'),
      await steer(sandbox, 'GET', '/orders?place=somewhere'),
    ];
    for (const reply of refused) {
      expect(reply.status).toBe(400);
      expect(reply.json).toEqual({ error: expect.any(String) });
    }
    expect((await steer(sandbox, 'PATCH', '/orders/999999', {})).status).toBe(404);
    expect((await steer(sandbox, 'GET', '/nothing')).status).toBe(404);
    expect((await steer(sandbox, 'PUT', '/reset')).status).toBe(405);
    expect(sandbox.control.where(1338)).toBe('active');
    expect(sandbox.control.behaviour().keyword).toBe('partial');
    expect(sandbox.control.faults()).toEqual([]);
  });

  test('its own requests are no calls of the API', async () => {
    await steer(sandbox, 'GET', '/counts');
    expect(sandbox.control.calls()).toEqual([]);
  });
});

test('a page hears of every change as it happens', async () => {
  const leaving = new AbortController();
  const stream = await fetch(`${sandbox.origin}/sandbox/events`, { signal: leaving.signal });
  expect(stream.headers.get('content-type')).toBe('text/event-stream');
  await ask(sandbox, 'POST', '/order/cancel', { id: 1338 });
  let heard = '';
  for await (const piece of stream.body ?? []) {
    heard += Buffer.from(piece).toString('utf8');
    if (heard.includes('"status":200')) break;
  }
  leaving.abort();
  expect(heard).toContain(
    'event: order\ndata: {"type":"order","orderId":1338,"place":"CANCEL"}\n\n',
  );
  expect(heard.match(/event: call\n/g)).toHaveLength(2);
});

describe('The control side', () => {
  test.each(['http://localhost:5173', 'http://127.0.0.1:8080', 'http://[::1]:1234'])(
    'lets in a page of this machine: %s',
    async (origin) => {
      const reply = await steer(sandbox, 'GET', '/counts', undefined, { origin });
      expect(reply.status).toBe(200);
      expect(reply.headers.get('access-control-allow-origin')).toBe(origin);
      const before = await steer(sandbox, 'OPTIONS', '/orders/1338', undefined, { origin });
      expect(before.status).toBe(204);
      expect(before.headers.get('access-control-allow-methods')).toContain('PATCH');
    },
  );

  test.each([
    'https://example.com',
    'http://localhost.example.com',
    'http://127.0.0.1.nip.io',
    'null',
  ])('refuses a page from elsewhere: %s', async (origin) => {
    const reply = await steer(sandbox, 'POST', '/orders/1338/move', { to: 'gone' }, { origin });
    expect(reply.status).toBe(403);
    expect(reply.headers.has('access-control-allow-origin')).toBe(false);
    expect(sandbox.control.where(1338)).toBe('active');
  });

  test('refuses a foreign name that points here', async () => {
    expect(await statusFor('evil.example.com')).toBe(403);
    expect(await statusFor('localhost:9')).toBe(200);
  });
});

// fetch doesn't let a caller choose its Host.
function statusFor(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${sandbox.origin}/sandbox/counts`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../../../src/sandbox/ngorder/control/control.ts';
import {
  type NgorderSandbox,
  startNgorderSandbox,
} from '../../../../src/sandbox/ngorder/server.ts';
import { ask } from '../sandbox-client.ts';

let sandbox: NgorderSandbox;
beforeAll(async () => {
  sandbox = await startNgorderSandbox({ today: '2026-06-15' });
});
beforeEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

const cancel = (id = 1338) => ask(sandbox, 'POST', '/order/cancel', { id });
const shop = () => ask(sandbox, 'GET', '/shop');
const download = () => ask(sandbox, 'GET', '/order-cancel/download');

describe('A fault strikes', () => {
  test('the next request alone unless told otherwise', async () => {
    sandbox.control.fault({ kind: 'status', status: 500 });
    expect((await shop()).status).toBe(500);
    expect((await shop()).status).toBe(200);
    expect(sandbox.control.faults()).toEqual([]);
  });

  test('as many requests as told', async () => {
    sandbox.control.fault({ kind: 'status', status: 500, times: 2 });
    expect([(await shop()).status, (await shop()).status, (await shop()).status]).toEqual([
      500, 500, 200,
    ]);
  });

  test('its own operation alone', async () => {
    sandbox.control.fault({ kind: 'status', status: 500, operation: 'cancel' });
    expect((await shop()).status).toBe(200);
    expect((await cancel()).status).toBe(500);
  });

  test('its own order alone', async () => {
    sandbox.control.fault({ kind: 'status', status: 500, orderId: 1341 });
    expect((await cancel(1338)).status).toBe(200);
    expect((await cancel(1341)).status).toBe(500);
  });

  test('an even share of all that follow, without end', async () => {
    sandbox.control.fault({ kind: 'status', status: 503, share: 0.25 });
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await shop()).status);
    expect(statuses.map((status) => (status === 503 ? 'x' : '.')).join('')).toBe('...x...x...x');
  });

  test('no more once it is cleared', async () => {
    sandbox.control.fault({ kind: 'status', status: 503, share: 1 });
    sandbox.control.clearFaults();
    expect((await shop()).status).toBe(200);
  });

  test('in the order in which faults were set', async () => {
    sandbox.control.fault({ kind: 'status', status: 500 });
    sandbox.control.fault({ kind: 'status', status: 503 });
    expect([(await shop()).status, (await shop()).status]).toEqual([500, 503]);
  });

  test.each<Fault>([
    { kind: 'status' },
    { kind: 'delay' },
    { kind: 'status', status: 200 },
    { kind: 'answer', status: 100 },
    { kind: 'html', share: 0 },
    { kind: 'html', times: 0 },
  ])('never when it makes no sense: %o', (fault) => {
    expect(() => sandbox.control.fault(fault)).toThrow();
    expect(sandbox.control.faults()).toEqual([]);
  });
});

describe('An error', () => {
  test.each([400, 401, 403, 404, 410, 418, 429, 500, 503])(
    "%i comes in the reference's shape and does nothing",
    async (status) => {
      sandbox.control.fault({ kind: 'status', status });
      const reply = await cancel();
      expect(reply.status).toBe(status);
      expect(reply.json).toMatchObject({
        response: 'Failed',
        message: expect.any(String),
        data: null,
      });
      expect(sandbox.control.where(1338)).toBe('active');
      expect(sandbox.control.calls()[0]).toMatchObject({ status, effect: false, fault: 'status' });
    },
  );

  test('of throttling says how long to wait', async () => {
    sandbox.control.fault({ kind: 'status', status: 429, retryAfter: 7 });
    expect((await shop()).headers.get('retry-after')).toBe('7');
  });

  test.each(['Busy', ['Busy', 'Later'], { id: ['Busy', 5] }])(
    'can have any words: %j',
    async (message) => {
      sandbox.control.fault({ kind: 'status', status: 400, message });
      sandbox.control.fault({ kind: 'failed', message });
      expect((await cancel()).json).toHaveProperty('message', message);
      expect((await cancel()).json).toHaveProperty('message', message);
    },
  );

  test('after the effect hides that the order was canceled', async () => {
    sandbox.control.fault({ kind: 'status', status: 500, when: 'after' });
    expect((await cancel()).status).toBe(500);
    expect(sandbox.control.where(1338)).toBe('CANCEL');
    expect(sandbox.control.calls()[0]).toMatchObject({ status: 500, effect: true });
  });
});

describe('A broken connection', () => {
  test('before the effect leaves the order as it was', async () => {
    sandbox.control.fault({ kind: 'broken' });
    await expect(cancel()).rejects.toThrow('fetch failed');
    expect(sandbox.control.where(1338)).toBe('active');
    expect(sandbox.control.calls()[0]).not.toHaveProperty('status');
  });

  test('after the effect leaves the order canceled', async () => {
    sandbox.control.fault({ kind: 'broken', when: 'after' });
    await expect(cancel()).rejects.toThrow('fetch failed');
    expect(sandbox.control.where(1338)).toBe('CANCEL');
    expect(sandbox.control.calls()[0]).toMatchObject({ effect: true });
  });
});

describe('An answer', () => {
  test('can be a 200 that says Failed', async () => {
    sandbox.control.fault({ kind: 'failed' });
    const reply = await cancel();
    expect(reply.status).toBe(200);
    expect(reply.json).toMatchObject({ response: 'Failed' });
    expect(sandbox.control.where(1338)).toBe('active');
  });

  test('can be whatever it is told to be', async () => {
    const body = '{"success":false}';
    sandbox.control.fault({ kind: 'answer', status: 202, body, contentType: 'text/plain' });
    const reply = await cancel();
    expect([reply.status, reply.text]).toEqual([202, body]);
    expect(reply.headers.get('content-type')).toBe('text/plain');
    expect(sandbox.control.where(1338)).toBe('active');
  });

  test('can be a page of HTML', async () => {
    sandbox.control.fault({ kind: 'html' });
    const reply = await cancel();
    expect(reply.headers.get('content-type')).toContain('text/html');
    expect(reply.text).toMatch(/^<!doctype html>/);
  });

  test('can be empty', async () => {
    sandbox.control.fault({ kind: 'empty', when: 'after' });
    const reply = await cancel();
    expect([reply.status, reply.text]).toEqual([200, '']);
    expect(sandbox.control.where(1338)).toBe('CANCEL');
  });

  test('can send elsewhere, and whoever follows is seen', async () => {
    sandbox.control.fault({ kind: 'redirect' });
    const reply = await shop();
    expect(reply.status).toBe(302);
    await fetch(new URL(reply.headers.get('location') ?? '', sandbox.url));
    expect(sandbox.control.calls().map((call) => call.path)).toEqual([
      '/api/open/shop',
      '/api/open/elsewhere',
    ]);
  });
});

describe('A download', () => {
  test('can be a promise to send an e-mail', async () => {
    sandbox.control.fault({ kind: 'emailed' });
    expect((await shop()).status).toBe(200);
    expect((await download()).json).toHaveProperty('message', expect.stringMatching(/e-mail/));
  });

  test('can be an Excel file of the old kind', async () => {
    sandbox.control.fault({ kind: 'xls' });
    const reply = await fetch(`${sandbox.url}/order-cancel/download`, {
      headers: { authorization: `Bearer ${sandbox.token}` },
    });
    expect(reply.headers.get('content-type')).toBe('application/vnd.ms-excel');
    const file = Buffer.from(await reply.arrayBuffer());
    expect(file.subarray(0, 8).toString('hex')).toBe('d0cf11e0a1b11ae1');
  });

  test.each([
    ['truncated', true],
    ['cut', false],
  ] as const)('that is %s breaks off halfway', async (kind, stated) => {
    sandbox.control.fault({ kind });
    const reply = await fetch(`${sandbox.url}/order-cancel/download`, {
      headers: { authorization: `Bearer ${sandbox.token}` },
    });
    expect(reply.status).toBe(200);
    expect(reply.headers.has('content-length')).toBe(stated);
    let received = 0;
    const reading = async () => {
      for await (const piece of reply.body ?? []) received += piece.length;
    };
    await expect(reading()).rejects.toThrow();
    expect(received).toBeGreaterThan(1000);
    expect(received).toBeLessThan(
      Number(reply.headers.get('content-length') ?? Number.POSITIVE_INFINITY),
    );
  });

  test('can be complete and yet half a file', async () => {
    const whole = Number((await download()).headers.get('content-length'));
    sandbox.control.fault({ kind: 'damaged' });
    const reply = await download();
    expect(reply.status).toBe(200);
    expect(Number(reply.headers.get('content-length'))).toBe(Math.floor(whole / 2));
  });
});

describe('A delay', () => {
  const waiting = (count: number) =>
    sandbox.control.until(() => sandbox.control.waiting() === count);

  test('lasts as long as told', async () => {
    sandbox.control.fault({ kind: 'delay', delayMs: 60 });
    const started = performance.now();
    expect((await shop()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(55);
  });

  test('before the effect holds the act back until it is released', async () => {
    sandbox.control.fault({ kind: 'delay', delayMs: 60_000 });
    const reply = cancel();
    await waiting(1);
    expect(sandbox.control.where(1338)).toBe('active');
    expect(sandbox.control.calls()[0]).not.toHaveProperty('status');
    sandbox.control.release();
    expect((await reply).status).toBe(200);
    expect(sandbox.control.where(1338)).toBe('CANCEL');
  });

  test('after the effect holds only the answer back', async () => {
    sandbox.control.fault({ kind: 'delay', delayMs: 60_000, when: 'after' });
    const reply = cancel();
    await waiting(1);
    expect(sandbox.control.where(1338)).toBe('CANCEL');
    sandbox.control.release();
    expect((await reply).status).toBe(200);
  });

  test('holds up nobody else', async () => {
    sandbox.control.fault({ kind: 'delay', delayMs: 60_000, operation: 'cancel' });
    const reply = cancel();
    await waiting(1);
    expect((await shop()).status).toBe(200);
    sandbox.control.release();
    await reply;
  });

  test('goes with any other fault', async () => {
    sandbox.control.fault({ kind: 'status', status: 503, delayMs: 60_000 });
    const reply = cancel();
    await waiting(1);
    sandbox.control.release();
    expect((await reply).status).toBe(503);
  });

  test('ends in nothing when the sandbox is reset meanwhile', async () => {
    sandbox.control.fault({ kind: 'delay', delayMs: 60_000 });
    const reply = cancel();
    await waiting(1);
    sandbox.control.reset();
    await expect(reply).rejects.toThrow('fetch failed');
    expect(sandbox.control.where(1338)).toBe('active');
    expect(sandbox.control.calls()).toEqual([]);
  });

  test('does not keep a closed sandbox open, and an impatient client does not undo the act', async () => {
    const own = await startNgorderSandbox({ today: '2026-06-15' });
    own.control.fault({ kind: 'delay', delayMs: 60_000 });
    const leaving = new AbortController();
    const reply = fetch(`${own.url}/order/cancel`, {
      method: 'POST',
      headers: { authorization: `Bearer ${own.token}` },
      body: '{"id":1338}',
      signal: leaving.signal,
    });
    await own.control.until(() => own.control.waiting() === 1);
    leaving.abort();
    await expect(reply).rejects.toThrow();
    own.control.release();
    await own.control.until(() => own.control.where(1338) === 'CANCEL');

    own.control.fault({ kind: 'delay', delayMs: 60_000 });
    const stuck = ask(own, 'GET', '/shop');
    await own.control.until(() => own.control.waiting() === 1);
    await own.close();
    expect(own.control.waiting()).toBe(0);
    await expect(stuck).rejects.toThrow('fetch failed');
  });
});

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createNgorder } from '../../../src/ngorder/client.ts';
import type { NgorderLimits } from '../../../src/ngorder/limits.ts';
import { deadRoot, json, serve, silence, text } from '../http-server.ts';
import { cancelSample } from '../samples.ts';

const done = json(200, cancelSample);
const tooLate = { kind: 'TooLate', certainty: 'noEffect' };
let tokens = 0;

/** A client whose places are shared with no other test. */
function clientOf(root: string, limits: Partial<NgorderLimits> = {}) {
  const reports: string[] = [];
  tokens += 1;
  const ngorder = createNgorder({
    root,
    token: `slot-token-${tokens}`,
    limits,
    onRequest: ({ outcome }) => reports.push(outcome),
  });
  return { ngorder, reports };
}

describe('a slot for an act', () => {
  test('is waited for, longer than an act may take, and nothing is sent meanwhile', async () => {
    const server = await serve(done);
    const { ngorder } = clientOf(server.root, { concurrency: 1, actMs: 1000 });
    const first = await ngorder.actSlot();
    const second = ngorder.actSlot();
    await expect(ngorder.actSlot(AbortSignal.timeout(1200))).rejects.toThrow('timeout');
    expect(server.requests).toEqual([]);
    first.release();
    const slot = await second;
    expect(await slot.send('cancel', 1338)).toMatchObject({ orderId: 1338 });
    slot.release();
  });

  test('lets 16 acts with slow answers come to their answers, four at once', async () => {
    let atOnce = 0;
    let most = 0;
    const server = await serve((response, { body }) => {
      most = Math.max(most, ++atOnce);
      setTimeout(() => {
        atOnce -= 1;
        response.end(
          JSON.stringify({ response: 'success', data: { order_id: JSON.parse(body).id } }),
        );
      }, 800);
    });
    const { ngorder } = clientOf(server.root, { concurrency: 4, actMs: 3000 });
    const ids = Array.from({ length: 16 }, (_, index) => index + 1);
    const receipts = await Promise.all(
      ids.map(async (id) => {
        const slot = await ngorder.actSlot();
        return slot.send('cancel', id).finally(slot.release);
      }),
    );
    expect(receipts.map(({ orderId }) => orderId)).toEqual(ids);
    expect(most).toBe(4);
  });

  test('is held until it is released, and given back once', async () => {
    const server = await serve(done);
    const { ngorder } = clientOf(server.root, { concurrency: 1 });
    const first = await ngorder.actSlot();
    first.release();
    first.release();
    const second = await ngorder.actSlot();
    await expect(ngorder.actSlot(AbortSignal.timeout(50))).rejects.toThrow('timeout');
    second.release();
    (await ngorder.actSlot()).release();
  });

  test('that is no longer waited for takes no place', async () => {
    const { ngorder } = clientOf(await deadRoot(), { concurrency: 1 });
    const stop = new AbortController();
    const reason = new Error('shutting down');
    const held = await ngorder.actSlot();
    const given = ngorder.actSlot(stop.signal);
    stop.abort(reason);
    await expect(given).rejects.toBe(reason);
    held.release();
    (await ngorder.actSlot()).release();
  });

  test('released while its request is under way is free once that is over', async () => {
    const server = await serve(silence);
    const { ngorder } = clientOf(server.root, { concurrency: 1, actMs: 10000 });
    const slot = await ngorder.actSlot();
    const sent = slot.send('delete', 1338);
    await server.received(1);
    slot.release();
    let over = false;
    const next = ngorder.actSlot().then((free) => {
      expect(over).toBe(true);
      free.release();
    });
    await expect(
      sent.finally(() => {
        over = true;
      }),
    ).rejects.toMatchObject({ kind: 'TimedOut' });
    await next;
  });

  test('sends one request, never a second', async () => {
    const server = await serve(text(500, ''), done);
    const { ngorder } = clientOf(server.root);
    const slot = await ngorder.actSlot();
    await expect(slot.send('return', 1338)).rejects.toMatchObject({ kind: 'ServerFault' });
    await expect(slot.send('return', 1338)).rejects.toThrow('one request');
    slot.release();
    const released = await ngorder.actSlot();
    released.release();
    await expect(released.send('return', 1338)).rejects.toThrow('one request');
    expect(server.requests).toHaveLength(1);
  });
});

/** What a server can see of a client that comes and may leave without a word. */
interface Watched {
  root: string;
  requests(): number;
  /** All that has come on its one connection, beyond TLS, when that is closed. */
  allReceived(): Promise<string>;
}

const certificate = readFileSync(new URL('../../fixtures/tls/localhost-cert.pem', import.meta.url));
const key = readFileSync(new URL('../../fixtures/tls/localhost-key.pem', import.meta.url));

async function watched(secure: boolean): Promise<Watched> {
  const sockets = new Set<Socket>();
  let received = '';
  let requests = 0;
  const closed = Promise.withResolvers<void>();
  const take = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => closed.resolve());
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      requests += 1;
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 22\r\n\r\n{"response":"success"}');
    });
  };
  const server = secure
    ? tls.createServer({ key, cert: certificate }, take)
    : net.createServer(take);
  // A client that leaves as soon as TLS stands on its side has left before it does on this one.
  server.on('tlsClientError', () => closed.resolve());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    root: `${secure ? 'https' : 'http'}://127.0.0.1:${port}/api/open`,
    requests: () => requests,
    async allReceived() {
      await closed.promise;
      return received;
    },
  };
}

describe.each([
  ['http', false],
  ['https', true],
])('at the last moment, over %s,', (_, secure) => {
  const trusted = tls.getCACertificates('default');
  beforeAll(() => tls.setDefaultCACertificates([...trusted, String(certificate)]));
  afterAll(() => tls.setDefaultCACertificates(trusted));

  test.each(['cancel', 'return', 'delete'] as const)(
    'a %s that may not leave writes not a byte, and says that nothing happened',
    async (kind) => {
      const server = await watched(secure);
      const { ngorder, reports } = clientOf(server.root);
      const slot = await ngorder.actSlot();
      await expect(slot.send(kind, 1338, () => false)).rejects.toMatchObject(tooLate);
      slot.release();
      expect(await server.allReceived()).toBe('');
      expect(reports).toEqual(['TooLate']);
    },
  );

  test('an act is asked whether it may leave once, when its connection stands', async () => {
    const server = await watched(secure);
    const { ngorder } = clientOf(server.root);
    const slot = await ngorder.actSlot();
    let asked = 0;
    const mayLeave = () => {
      asked += 1;
      expect(server.requests()).toBe(0);
      return true;
    };
    await slot.send('return', 1338, mayLeave);
    slot.release();
    expect(asked).toBe(1);
    expect(await server.allReceived()).toContain('POST /api/open/order-cancel/return HTTP/1.1');
  });

  test('what goes wrong in asking keeps the request back too', async () => {
    const server = await watched(secure);
    const { ngorder } = clientOf(server.root);
    const slot = await ngorder.actSlot();
    const fault = new Error('the clock is broken');
    const ask = () => {
      throw fault;
    };
    await expect(slot.send('delete', 1338, ask)).rejects.toBe(fault);
    slot.release();
    expect(await server.allReceived()).toBe('');
  });
});

test('nobody is asked whether an act may leave while there is no connection', async () => {
  const { ngorder } = clientOf(await deadRoot());
  const slot = await ngorder.actSlot();
  const asked: string[] = [];
  const ask = () => asked.push('asked') > 0;
  await expect(slot.send('cancel', 1338, ask)).rejects.toMatchObject({
    kind: 'NotConnected',
    certainty: 'noEffect',
  });
  slot.release();
  expect(asked).toEqual([]);
});

test('nor while a connection that takes too long does not stand yet', async () => {
  const sockets: Socket[] = [];
  const server = net.createServer((socket) => sockets.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const root = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { ngorder } = clientOf(root, { actMs: 200 });
  const slot = await ngorder.actSlot();
  const asked: string[] = [];
  const ask = () => asked.push('asked') > 0;
  await expect(slot.send('cancel', 1338, ask)).rejects.toMatchObject({
    kind: 'NotConnected',
    certainty: 'noEffect',
  });
  slot.release();
  expect(asked).toEqual([]);
});

test('a stall of this process makes no open connection late', async () => {
  const server = await serve(done);
  const { ngorder, reports } = clientOf(server.root, { connectMs: 100 });
  const slot = await ngorder.actSlot();
  const sent = slot.send('cancel', 1338);
  stall(300);
  expect(await sent).toMatchObject({ orderId: 1338 });
  slot.release();
  expect(reports).toEqual(['ok']);
});

test.each([
  ['while its connection opens', 0],
  ['at the very last look', 300],
])('an act whose time is over %s is not sent', async (_, atLastLookMs) => {
  const server = await serve(done);
  const { ngorder } = clientOf(server.root, { actMs: 100 });
  const slot = await ngorder.actSlot();
  const sent = slot.send('cancel', 1338, () => {
    stall(atLastLookMs);
    return true;
  });
  stall(300 - atLastLookMs);
  await expect(sent).rejects.toMatchObject({ kind: 'NotConnected', certainty: 'noEffect' });
  slot.release();
  expect(server.requests).toEqual([]);
});

test('a certificate that nobody vouches for is no connection', async () => {
  const server = https.createServer({ key, cert: certificate });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const root = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { ngorder } = clientOf(root);
  const slot = await ngorder.actSlot();
  await expect(slot.send('cancel', 1338)).rejects.toMatchObject({
    kind: 'NotConnected',
    certainty: 'noEffect',
  });
  slot.release();
});

/** Lets this process stand still, as a frozen machine does. */
function stall(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createNgorder, type Ngorder } from '../../src/ngorder/client.ts';
import { NgorderError } from '../../src/ngorder/errors.ts';
import type { NgorderLimits } from '../../src/ngorder/limits.ts';
import {
  breakOff,
  breakOffWithin,
  deadRoot,
  json,
  page,
  type Reply,
  serve,
  silence,
  text,
} from './http-server.ts';

type Act = (ngorder: Ngorder) => Promise<unknown>;
const acts: [string, Act][] = [
  ['cancel', (ngorder) => ngorder.cancelOrder(1338)],
  ['return', (ngorder) => ngorder.returnOrder(1338)],
  ['delete', (ngorder) => ngorder.deleteOrder(1338)],
];

const failed = { response: 'Failed', message: 'No.', data: null };
const success = { response: 'success', message: 'Done' };

const unclear = { kind: 'Unreadable', fate: 'unknown' };

const faults: [string, Reply, { kind: string; fate: string; status?: number }][] = [
  ['400', json(400, failed), { kind: 'RequestRefused', fate: 'refused', status: 400 }],
  ['401', json(401, failed), { kind: 'TokenRejected', fate: 'refused', status: 401 }],
  ['403', json(403, failed), { kind: 'Forbidden', fate: 'refused', status: 403 }],
  ['403 as a web page', page(403), { kind: 'Forbidden', fate: 'refused', status: 403 }],
  ['404', json(404, failed), { kind: 'OrderNotThere', fate: 'readBack', status: 404 }],
  ['405', json(405, failed), { kind: 'RequestRefused', fate: 'refused', status: 405 }],
  ['410', json(410, failed), { kind: 'OrderGone', fate: 'readBack', status: 410 }],
  ['418', json(418, failed), { kind: 'RequestRefused', fate: 'refused', status: 418 }],
  ['429', json(429, failed), { kind: 'Throttled', fate: 'refused', status: 429 }],
  ['500', page(500), { kind: 'ServerFault', fate: 'unknown', status: 500 }],
  ['500 that says Failed', json(500, failed), { kind: 'ServerFault', fate: 'unknown' }],
  ['502', page(502), { kind: 'ServerFault', fate: 'unknown', status: 502 }],
  ['503', page(503), { kind: 'Maintenance', fate: 'unknown', status: 503 }],
  ['503 that says success', json(503, success), { kind: 'Maintenance', fate: 'unknown' }],
  [
    '200 that says Failed',
    json(200, failed),
    { kind: 'SaidFailed', fate: 'readBack', status: 200 },
  ],
  ['200 as a web page', page(200), { kind: 'Unreadable', fate: 'unknown', status: 200 }],
  ['200 with half a JSON', text(200, '{"response":"suc'), { kind: 'Unreadable', fate: 'unknown' }],
  ['200 that says false', json(200, { success: false }), { kind: 'SaidFailed', fate: 'readBack' }],
  ['200 with words alone', json(200, { message: 'Unauthenticated.' }), unclear],
  ['200 with null', json(200, null), unclear],
  ['an empty 202', text(202, ''), unclear],
  ['202 that says success', json(202, success), unclear],
  ['400 that says success', json(400, success), unclear],
  ['200 with a JSON list', json(200, []), { kind: 'Unreadable', fate: 'unknown' }],
  ['a broken connection', breakOff, { kind: 'ConnectionBroken', fate: 'unknown' }],
  [
    'a connection broken within the answer',
    breakOffWithin,
    { kind: 'ConnectionBroken', fate: 'unknown' },
  ],
];

describe.each(acts)('a %s', (_, act) => {
  test.each(faults)(
    'answered by %s is sent once, and its fate is known',
    async (_, reply, expected) => {
      const server = await serve(reply, json(200, success));
      const error = await failureOf(act, server.root);
      expect(error).toMatchObject(expected);
      expect(server.requests).toHaveLength(1);
    },
  );

  test('that is throttled says for how long, and is not sent again', async () => {
    const server = await serve(json(429, failed, { 'retry-after': '1' }), json(200, success));
    expect(await failureOf(act, server.root)).toMatchObject({
      kind: 'Throttled',
      retryAfterMs: 1000,
    });
    expect(server.requests).toHaveLength(1);
  });

  test.each([301, 302, 303, 307, 308])(
    'follows no %d, neither elsewhere nor to the same place',
    async (status) => {
      const elsewhere = await serve(json(200, success));
      const server = await serve(
        text(status, '', { location: `${elsewhere.root}/order/cancel` }),
        json(200, success),
      );
      const expected = { kind: 'Redirected', fate: 'unknown', status };
      expect(await failureOf(act, server.root)).toMatchObject(expected);
      const there = await serve(text(status, '', { location: '/api/open/order/cancel' }));
      expect(await failureOf(act, there.root)).toMatchObject(expected);
      expect([server.requests.length, there.requests.length]).toEqual([1, 1]);
      expect(elsewhere.requests).toEqual([]);
    },
  );

  test('that gets no answer in its time may have happened, and is not sent again', async () => {
    const server = await serve(silence, json(200, success));
    const error = await failureOf(act, server.root, { actMs: 500 });
    expect(error).toMatchObject({ kind: 'TimedOut', fate: 'unknown' });
    expect(server.requests).toHaveLength(1);
  });

  test('whose answer trickles in beyond its time may have happened', async () => {
    const trickle: Reply = (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 20);
      response.once('close', () => clearInterval(timer));
    };
    const error = await failureOf(act, (await serve(trickle)).root, { actMs: 500 });
    expect(error).toMatchObject({ kind: 'TimedOut', fate: 'unknown' });
  });

  test('with nobody listening has not happened', async () => {
    const error = await failureOf(act, await deadRoot());
    expect(error).toMatchObject({ kind: 'NotConnected', fate: 'refused' });
  });

  test('whose TLS is broken off before it stands has not happened', async () => {
    const { port, received } = await rawServer((socket) =>
      socket.once('data', () => socket.destroy()),
    );
    const error = await failureOf(act, `https://127.0.0.1:${port}/api/open`);
    expect(error).toMatchObject({ kind: 'NotConnected', fate: 'refused' });
    expect(received()).not.toContain('order');
  });

  test('whose TLS does not come to stand in time has not happened', async () => {
    const { port } = await rawServer(() => undefined);
    const error = await failureOf(act, `https://127.0.0.1:${port}/api/open`, { connectMs: 200 });
    expect(error).toMatchObject({ kind: 'NotConnected', fate: 'refused' });
  });

  test('answered by something that is no HTTP may have happened', async () => {
    const { port } = await rawServer((socket) =>
      socket.once('data', () => socket.end('220 mail\r\n')),
    );
    const error = await failureOf(act, `http://127.0.0.1:${port}/api/open`);
    expect(error).toMatchObject({ kind: 'Unreadable', fate: 'unknown' });
  });
});

test('an empty 200 to a cancel proves nothing, since the reference promises a body', async () => {
  const server = await serve(text(200, ''));
  const error = await failureOf((ngorder) => ngorder.cancelOrder(1338), server.root);
  expect(error).toMatchObject({ kind: 'Unreadable', fate: 'unknown' });
});

test('a refusal is one even where its body breaks off', async () => {
  const server = await serve((response) => {
    response.writeHead(403, { 'content-length': '1000' }).write('{"response":');
    setImmediate(() => response.destroy());
  });
  const error = await failureOf((ngorder) => ngorder.cancelOrder(1338), server.root);
  expect(error).toMatchObject({ kind: 'Forbidden', fate: 'refused' });
});

test("a refusal carries Ngorder's own words, flattened", async () => {
  const message = { id: ['The id is invalid.', 1338] };
  const server = await serve(json(400, { response: 'Failed', message, data: null }));
  const error = await failureOf((ngorder) => ngorder.cancelOrder(1338), server.root);
  expect(error.apiMessage).toBe('id: The id is invalid., 1338');
});

async function failureOf(
  act: Act,
  root: string,
  limits: Partial<NgorderLimits> = {},
): Promise<NgorderError> {
  const ngorder = createNgorder({ root, token: 'secret-token', limits });
  const error = await act(ngorder).then(
    () => expect.unreachable('the act must fail'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof NgorderError)) throw error;
  return error;
}

/** A server that speaks no HTTP. */
async function rawServer(onConnection: (socket: net.Socket) => void) {
  const sockets = new Set<net.Socket>();
  let received = '';
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
    });
    socket.on('error', () => socket.destroy());
    onConnection(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as net.AddressInfo).port, received: () => received };
}

import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createNgorder, type Ngorder } from '../../../src/ngorder/client.ts';
import { NgorderError } from '../../../src/ngorder/errors.ts';
import type { NgorderLimits } from '../../../src/ngorder/limits.ts';
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
} from '../http-server.ts';
import { ownToken } from '../own-token.ts';
import { act } from './act.ts';

type Act = (ngorder: Ngorder) => Promise<unknown>;
const acts: [string, Act][] = [
  ['cancel', (ngorder) => act(ngorder, 'cancel', 1338)],
  ['return', (ngorder) => act(ngorder, 'return', 1338)],
  ['delete', (ngorder) => act(ngorder, 'delete', 1338)],
];

const failed = { response: 'Failed', message: 'No.', data: null };
const success = { response: 'success', message: 'Done' };

const unclear = { kind: 'Unreadable', certainty: 'unknown' };

const faults: [string, Reply, { kind: string; certainty: string; status?: number }][] = [
  ['400', json(400, failed), { kind: 'RequestRefused', certainty: 'noEffect', status: 400 }],
  ['401', json(401, failed), { kind: 'TokenRejected', certainty: 'noEffect', status: 401 }],
  ['403', json(403, failed), { kind: 'Forbidden', certainty: 'noEffect', status: 403 }],
  ['403 as a web page', page(403), { kind: 'Forbidden', certainty: 'noEffect', status: 403 }],
  ['404', json(404, failed), { kind: 'OrderNotThere', certainty: 'mustReadBack', status: 404 }],
  ['405', json(405, failed), { kind: 'RequestRefused', certainty: 'noEffect', status: 405 }],
  ['410', json(410, failed), { kind: 'OrderGone', certainty: 'mustReadBack', status: 410 }],
  ['418', json(418, failed), { kind: 'RequestRefused', certainty: 'noEffect', status: 418 }],
  ['429', json(429, failed), { kind: 'Throttled', certainty: 'noEffect', status: 429 }],
  ['500', page(500), { kind: 'ServerFault', certainty: 'unknown', status: 500 }],
  ['500 that says Failed', json(500, failed), { kind: 'ServerFault', certainty: 'unknown' }],
  ['502', page(502), { kind: 'ServerFault', certainty: 'unknown', status: 502 }],
  ['503', page(503), { kind: 'Maintenance', certainty: 'unknown', status: 503 }],
  ['503 that says success', json(503, success), { kind: 'Maintenance', certainty: 'unknown' }],
  [
    '200 that says Failed',
    json(200, failed),
    { kind: 'SaidFailed', certainty: 'mustReadBack', status: 200 },
  ],
  ['200 as a web page', page(200), { kind: 'Unreadable', certainty: 'unknown', status: 200 }],
  [
    '200 with half a JSON',
    text(200, '{"response":"suc'),
    { kind: 'Unreadable', certainty: 'unknown' },
  ],
  [
    '200 that says false',
    json(200, { success: false }),
    { kind: 'SaidFailed', certainty: 'mustReadBack' },
  ],
  ['200 with words alone', json(200, { message: 'Unauthenticated.' }), unclear],
  ['200 with null', json(200, null), unclear],
  ['an empty 202', text(202, ''), unclear],
  ['202 that says success', json(202, success), unclear],
  ['400 that says success', json(400, success), unclear],
  ['200 with a JSON list', json(200, []), { kind: 'Unreadable', certainty: 'unknown' }],
  ['a broken connection', breakOff, { kind: 'ConnectionBroken', certainty: 'unknown' }],
  [
    'a connection broken within the answer',
    breakOffWithin,
    { kind: 'ConnectionBroken', certainty: 'unknown' },
  ],
];

describe.each(acts)('a %s', (_, act) => {
  test.each(faults)(
    'answered by %s is sent once, and it is known how certain its effect is',
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
      const expected = { kind: 'Redirected', certainty: 'unknown', status };
      expect(await failureOf(act, server.root)).toMatchObject(expected);
      const there = await serve(text(status, '', { location: '/api/open/order/cancel' }));
      expect(await failureOf(act, there.root)).toMatchObject(expected);
      expect([server.requests.length, there.requests.length]).toEqual([1, 1]);
      expect(elsewhere.requests).toEqual([]);
    },
  );

  test('that gets no answer in its time may have happened, and is not sent again', async () => {
    const server = await serve(silence, json(200, success));
    const error = await failureOf(act, server.root, { actMs: 1000 });
    expect(error).toMatchObject({ kind: 'TimedOut', certainty: 'unknown' });
    expect(server.requests).toHaveLength(1);
  });

  test('whose answer trickles in beyond its time may have happened', async () => {
    const trickle: Reply = (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 20);
      response.once('close', () => clearInterval(timer));
    };
    const error = await failureOf(act, (await serve(trickle)).root, { actMs: 1000 });
    expect(error).toMatchObject({ kind: 'TimedOut', certainty: 'unknown' });
  });

  test('with nobody listening has not happened', async () => {
    const error = await failureOf(act, await deadRoot());
    expect(error).toMatchObject({ kind: 'NotConnected', certainty: 'noEffect' });
  });

  test('whose TLS is broken off before it stands has not happened', async () => {
    const { port, received } = await rawServer((socket) =>
      socket.once('data', () => socket.destroy()),
    );
    const error = await failureOf(act, `https://127.0.0.1:${port}/api/open`);
    expect(error).toMatchObject({ kind: 'NotConnected', certainty: 'noEffect' });
    expect(received()).not.toContain('order');
  });

  test('whose TLS does not come to stand in time has not happened', async () => {
    const { port } = await rawServer(() => undefined);
    const error = await failureOf(act, `https://127.0.0.1:${port}/api/open`, { connectMs: 200 });
    expect(error).toMatchObject({ kind: 'NotConnected', certainty: 'noEffect' });
  });

  test('answered by something that is no HTTP may have happened', async () => {
    const { port } = await rawServer((socket) =>
      socket.once('data', () => socket.end('220 mail\r\n')),
    );
    const error = await failureOf(act, `http://127.0.0.1:${port}/api/open`);
    expect(error).toMatchObject({ kind: 'Unreadable', certainty: 'unknown' });
  });
});

test('an empty 200 to a cancel proves nothing, since the reference promises a body', async () => {
  const server = await serve(text(200, ''));
  const error = await failureOf((ngorder) => act(ngorder, 'cancel', 1338), server.root);
  expect(error).toMatchObject({ kind: 'Unreadable', certainty: 'unknown' });
});

test('a refusal is one even where its body breaks off', async () => {
  const server = await serve((response) => {
    response.writeHead(403, { 'content-length': '1000' }).write('{"response":');
    setImmediate(() => response.destroy());
  });
  const error = await failureOf((ngorder) => act(ngorder, 'cancel', 1338), server.root);
  expect(error).toMatchObject({ kind: 'Forbidden', certainty: 'noEffect' });
});

test("a refusal carries Ngorder's own words, flattened", async () => {
  const message = { id: ['The id is invalid.', 1338] };
  const server = await serve(json(400, { response: 'Failed', message, data: null }));
  const error = await failureOf((ngorder) => act(ngorder, 'cancel', 1338), server.root);
  expect(error.apiMessage).toBe('id: The id is invalid., 1338');
});

async function failureOf(
  act: Act,
  root: string,
  limits: Partial<NgorderLimits> = {},
): Promise<NgorderError> {
  const ngorder = createNgorder({ root, token: ownToken(), limits });
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

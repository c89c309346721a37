import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createNgorder, type Ngorder } from '../../src/ngorder/client.ts';
import { NgorderError } from '../../src/ngorder/errors.ts';
import { act } from './acts/act.ts';
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

const token = 'tok/en-nobody-may-see';
const echo = { response: 'Failed', message: { token: [`${token} is wrong`] }, data: token };

const faults: [string, Reply][] = [
  ...[200, 302, 400, 401, 403, 404, 410, 429, 500, 503].map((status): [string, Reply] => [
    `${status} that echoes it`,
    json(status, echo, { location: `/${token}`, 'x-echo': token, 'retry-after': token }),
  ]),
  ['a web page', page(200)],
  ['text that echoes it', text(200, token)],
  ['broken JSON that echoes it', text(200, `{"token":"${token}`)],
  ['a list of it', json(200, { data: [{ order_id: token }] })],
  ['a broken connection', breakOff],
  ['a connection broken within the answer', breakOffWithin],
  ['no answer', silence],
];

const calls: [string, (ngorder: Ngorder) => Promise<unknown>][] = [
  ['a cancel', (ngorder) => act(ngorder, 'cancel', 1338)],
  ['a list', (ngorder) => ngorder.listCanceled({ type: 'CANCEL' })],
  [
    'a download',
    async (ngorder) => (await ngorder.downloadCanceled({ type: 'CANCEL' })).body.toArray(),
  ],
];

describe.each(calls)('the token in the failure of %s', (_, call) => {
  test.each(faults)('by %s is nowhere', async (_, reply) => {
    const { root } = await serve(reply);
    expectNoToken(await outcomeOf(call, root));
  });

  test('by a missing server is nowhere', async () => {
    expectNoToken(await outcomeOf(call, await deadRoot()));
  });
});

async function outcomeOf(call: (ngorder: Ngorder) => Promise<unknown>, root: string) {
  const reports: unknown[] = [];
  const ngorder = createNgorder({
    root,
    token,
    limits: { readTries: 1, readMs: 250, actMs: 250, responseMs: 250, stallMs: 250 },
    onRequest: (report) => reports.push(report),
  });
  const error = await call(ngorder).catch((reason: unknown) => reason);
  return { error, reports };
}

function expectNoToken({ error, reports }: { error: unknown; reports: unknown[] }): void {
  if (error instanceof Error) {
    expect(error).toBeInstanceOf(NgorderError);
    expect(error.cause).toBeUndefined();
    expect(`${error}\n${error.stack}\n${JSON.stringify(error)}`).not.toContain(token);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(token);
  }
  expect(JSON.stringify(reports)).not.toContain(token);
}

test("an error's message leaves out Ngorder's words, which may name a buyer", async () => {
  const body = { response: 'Failed', message: 'Bu Sri, 0812345678, has paid' };
  const server = await serve(json(400, body));
  const ngorder = createNgorder({ root: server.root, token });
  await expect(act(ngorder, 'cancel', 1338)).rejects.toMatchObject({
    message: 'Ngorder cancelOrder: the request is refused (400)',
    apiMessage: 'Bu Sri, 0812345678, has paid',
  });
});

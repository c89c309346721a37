import type { ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createNgorder } from '../../../src/ngorder/client.ts';
import type { NgorderLimits } from '../../../src/ngorder/limits.ts';
import { act } from '../acts/act.ts';
import { breakOff, json, page, type Reply, serve, silence, text } from '../http-server.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const query = { type: 'CANCEL' } as const;

/** Begins a body of 1000 bytes with 8 of them, and leaves it at that. */
const beginning: Reply = (response) => {
  response.writeHead(200, { 'content-type': xlsx, 'content-length': '1000' });
  response.write('PK\u0003\u0004rest');
};

/** Sends a byte now and then, and no end. */
const dripping: Reply = (response) => {
  const timer = setInterval(() => response.write('x'), 20);
  response.once('close', () => clearInterval(timer));
  response.writeHead(200, { 'content-type': xlsx }).write('PK');
};

function clientOf(root: string, limits: Partial<NgorderLimits> = {}) {
  const outcomes: string[] = [];
  const ngorder = createNgorder({
    root,
    token: 'secret-token',
    limits: { maxWaitMs: 20, ...limits },
    onRequest: ({ outcome }) => outcomes.push(outcome),
  });
  return { ngorder, outcomes };
}

describe('a download', () => {
  test('asks for exactly the filter, and takes the bytes as they are', async () => {
    const server = await serve(
      text(200, 'PK-workbook', { 'content-type': xlsx, 'content-length': '11' }),
    );
    const { ngorder, outcomes } = clientOf(server.root);
    const filter = { type: 'EXPIRED', from: '2021-01-01', to: '2021-01-31' } as const;
    const { body, wordsIn, ...head } = await ngorder.downloadCanceled(filter);
    expect(head).toEqual({ status: 200, contentType: xlsx, contentLength: 11 });
    expect(String(await buffer(body))).toBe('PK-workbook');
    expect(wordsIn({ message: 'no file for secret-token' })).toBe('no file for …');
    expect(wordsIn('sent by e-mail')).toBe('sent by e-mail');
    expect(outcomes).toEqual(['ok']);
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'GET', path: '/api/open/order-cancel/download' });
    expect(request?.query).toEqual({
      type: 'EXPIRED',
      start_date: '2021-01-01',
      end_date: '2021-01-31',
    });
    expect(request?.headers).toMatchObject({ authorization: 'Bearer secret-token', accept: '*/*' });
    expect(request?.headers).not.toHaveProperty('accept-encoding');
  });

  test('leaves compressed bytes compressed, so that their length is the one announced', async () => {
    const bytes = gzipSync('PK-workbook');
    const headers = { 'content-encoding': 'gzip', 'content-length': String(bytes.length) };
    const server = await serve((response) => response.writeHead(200, headers).end(bytes));
    const { body, contentLength } = await clientOf(server.root).ngorder.downloadCanceled(query);
    expect(await buffer(body)).toEqual(bytes);
    expect(contentLength).toBe(bytes.length);
  });

  test('begins before the file is complete, and never holds it whole', async () => {
    const chunk = Buffer.alloc(256 * 1024, 'x');
    const chunks = 256;
    let made = 0;
    async function* file() {
      for (; made < chunks; made++) yield chunk;
    }
    const server = await serve((response) => {
      response.writeHead(200);
      pipeline(file, response).catch(() => undefined);
    });
    const { body } = await clientOf(server.root).ngorder.downloadCanceled(query);
    let length = 0;
    for await (const part of body) {
      if (length === 0) expect(made).toBeLessThan(chunks);
      length += part.length;
    }
    expect(length).toBe(chunks * chunk.length);
  });

  test.each([
    ['JSON that it will be e-mailed', json(200, { response: 'success', message: 'E-mailed' })],
    ['a web page', page(200)],
    ['nothing', text(200, '')],
  ])('that brings %s is handed on for others to judge', async (_, reply) => {
    const server = await serve(reply);
    const { body, status } = await clientOf(server.root).ngorder.downloadCanceled(query);
    await buffer(body);
    expect(status).toBe(200);
  });

  test.each([
    [401, 'TokenRejected'],
    [403, 'Forbidden'],
    [400, 'RequestRefused'],
  ])("that is answered by %d is a typed error with Ngorder's words", async (status, kind) => {
    const server = await serve(json(status, { response: 'Failed', message: 'No.' }));
    const { ngorder, outcomes } = clientOf(server.root);
    const error = { kind, status, apiMessage: 'No.' };
    await expect(ngorder.downloadCanceled(query)).rejects.toMatchObject(error);
    expect(server.requests).toHaveLength(1);
    expect(outcomes).toEqual([kind]);
  });

  test.each([404, 410])(
    'that is answered by %d is handed on: there may be nothing',
    async (status) => {
      const server = await serve(json(status, { response: 'Failed' }));
      const download = await clientOf(server.root).ngorder.downloadCanceled(query);
      expect(download.status).toBe(status);
      await buffer(download.body);
    },
  );

  test('follows no redirect', async () => {
    const elsewhere = await serve(text(200, 'PK'));
    const server = await serve(text(302, '', { location: elsewhere.root }));
    const { ngorder } = clientOf(server.root);
    await expect(ngorder.downloadCanceled(query)).rejects.toMatchObject({ kind: 'Redirected' });
    expect(elsewhere.requests).toEqual([]);
  });

  test.each([
    ['503', page(503), 'Maintenance'],
    ['a broken connection', breakOff, 'ConnectionBroken'],
  ])('that meets %s before it begins is tried again', async (_, reply, kind) => {
    const server = await serve(reply, text(200, 'PK'));
    const { ngorder, outcomes } = clientOf(server.root);
    expect(String(await buffer((await ngorder.downloadCanceled(query)).body))).toBe('PK');
    expect(outcomes).toEqual([kind, 'ok']);
  });

  test('that does not begin in time says so', async () => {
    const server = await serve(silence);
    const { ngorder } = clientOf(server.root, { responseMs: 200, readTries: 1 });
    await expect(ngorder.downloadCanceled(query)).rejects.toMatchObject({ kind: 'TimedOut' });
  });
});

describe('a download that has begun', () => {
  test('and breaks off before its announced length fails', async () => {
    const { server, breakOffNow } = await breakable(beginning);
    const { ngorder, outcomes } = clientOf(server.root);
    const { body } = await ngorder.downloadCanceled(query);
    breakOffNow();
    await expect(buffer(body)).rejects.toMatchObject({ kind: 'ConnectionBroken' });
    expect(outcomes).toEqual(['ConnectionBroken']);
    expect(server.requests).toHaveLength(1);
  });

  test('and breaks off without a length announced fails too', async () => {
    const { server, breakOffNow } = await breakable((response) =>
      response.writeHead(200).write('PK'),
    );
    const { body } = await clientOf(server.root).ngorder.downloadCanceled(query);
    breakOffNow();
    await expect(buffer(body)).rejects.toMatchObject({ kind: 'ConnectionBroken' });
  });

  test('and falls silent fails', async () => {
    const server = await serve(beginning);
    const { ngorder } = clientOf(server.root, { stallMs: 200 });
    const { body } = await ngorder.downloadCanceled(query);
    await expect(buffer(body)).rejects.toMatchObject({ kind: 'TimedOut' });
  });

  test('and fails before it is read tells it to who reads it later', async () => {
    const server = await serve(beginning);
    const { ngorder } = clientOf(server.root, { stallMs: 50 });
    const { body } = await ngorder.downloadCanceled(query);
    await new Promise((resolve) => body.once('close', resolve));
    await expect(buffer(body)).rejects.toMatchObject({ kind: 'TimedOut' });
  });

  test('ends with the reason when its signal is aborted', async () => {
    const reason = new Error('the person pressed Stop');
    const stop = new AbortController();
    const server = await serve(beginning);
    const { ngorder, outcomes } = clientOf(server.root);
    const { body } = await ngorder.downloadCanceled(query, stop.signal);
    body.once('data', () => stop.abort(reason));
    await expect(buffer(body)).rejects.toBe(reason);
    expect(outcomes).toEqual(['Aborted']);
  });

  test('is not sent on to nobody: left by us, its connection is closed', async () => {
    const { server, answerClosed } = await breakable(beginning);
    const { ngorder, outcomes } = clientOf(server.root);
    const { body } = await ngorder.downloadCanceled(query);
    body.destroy();
    await answerClosed();
    expect(outcomes).toEqual(['Aborted']);
  });

  test('and only drips is given up, long before it would be complete', async () => {
    const server = await serve(dripping);
    const { ngorder, outcomes } = clientOf(server.root, { stallMs: 200 });
    const { body } = await ngorder.downloadCanceled(query);
    await expect(buffer(body)).rejects.toMatchObject({ kind: 'TimedOut' });
    expect(outcomes).toEqual(['TimedOut']);
  });

  test('and goes on and on is given up when its whole time is over', async () => {
    const server = await serve((response) => {
      const timer = setInterval(() => response.write('x'.repeat(4096)), 10);
      response.once('close', () => clearInterval(timer));
      response.writeHead(200);
    });
    const { ngorder } = clientOf(server.root, { downloadMs: 600, stallMs: 100 });
    const { body } = await ngorder.downloadCanceled(query);
    await expect(buffer(body)).rejects.toMatchObject({ kind: 'TimedOut' });
  });

  test('holds up no read, no act and no other download, though three of them drip', async () => {
    const drip: Reply = (response, request) =>
      (request.query['type'] === 'REJECTED' ? text(200, 'PK') : dripping)(response, request);
    const answers = {
      download: drip,
      list: json(200, { data: [] }),
      cancel: json(200, { response: 'success' }),
    };
    const server = await serve((response, request) => {
      const name = request.path.split('/').at(-1) === 'order-cancel' ? 'list' : 'cancel';
      answers[request.path.endsWith('/download') ? 'download' : name](response, request);
    });
    const ngorder = createNgorder({ root: server.root, token: 'dripping-token' });
    const slow = await Promise.all([1, 2, 3].map(() => ngorder.downloadCanceled(query)));
    const other = await ngorder.downloadCanceled({ type: 'REJECTED' });
    expect(String(await buffer(other.body))).toBe('PK');
    await Promise.all([1, 2, 3, 4, 5].map(() => ngorder.listCanceled(query)));
    await act(ngorder, 'cancel', 1338);
    expect(slow.map(({ body }) => body.destroyed)).toEqual([false, false, false]);
    for (const { body } of slow) body.destroy();
  });

  test('keeps its connection until it has ended, and gives it back when it is left', async () => {
    const server = await serve(beginning, beginning, text(200, 'PK'));
    const { ngorder } = clientOf(server.root, { downloads: 1 });
    const first = await ngorder.downloadCanceled(query);
    const stop = AbortSignal.timeout(200);
    await expect(ngorder.downloadCanceled(query, stop)).rejects.toThrow('timeout');
    expect(server.requests).toHaveLength(1);
    first.body.destroy();
    const second = await ngorder.downloadCanceled(query);
    second.body.destroy();
    expect(String(await buffer((await ngorder.downloadCanceled(query)).body))).toBe('PK');
  });
});

/** A server whose answer the test itself breaks off, or sees broken off by the client. */
async function breakable(reply: Reply) {
  const closed = Promise.withResolvers<void>();
  let answer: ServerResponse | undefined;
  const server = await serve((response, request) => {
    answer = response;
    response.once('close', closed.resolve);
    reply(response, request);
  });
  return { server, breakOffNow: () => answer?.destroy(), answerClosed: () => closed.promise };
}

import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import type { Ngorder } from '../../../../src/ngorder/client.ts';
import { ConnectionBroken, RequestRefused, TokenRejected } from '../../../../src/ngorder/errors.ts';
import type { Download } from '../../../../src/ngorder/http/download.ts';
import { apiMessage } from '../../../../src/ngorder/parsing/api-message.ts';
import type { CanceledFilter } from '../../../../src/ngorder/queries.ts';
import { fetchExport } from '../../../../src/orders/export/download/fetch-export.ts';
import {
  ExportBrokenOff,
  ExportEmailed,
  ExportEmpty,
  ExportForeign,
  ExportTooLarge,
  ExportWebPage,
} from '../../../../src/orders/export/errors.ts';
import { pages, tables, words } from './as-servers-export.ts';
import { zipOf } from './zip.ts';

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const JANUARY: CanceledFilter = { type: 'CANCEL', from: '2021-01-01', to: '2021-01-31' };
const WORKBOOK = await writeWorkbook([
  ['ID', 'PO'],
  [1338, 10735],
]).toBuffer();
const OLD_EXCEL = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1016)]);

let spoolFolder: string;

beforeEach(async () => {
  spoolFolder = await mkdtemp(join(tmpdir(), 'spool-test-'));
});

afterEach(async () => {
  await rm(spoolFolder, { recursive: true });
});

describe('a good file', () => {
  test('is given out as it came, named after its filter', async () => {
    const file = await fetched(answerOf(WORKBOOK));
    expect(file).toMatchObject({
      name: 'canceled-orders_2021-01-01_2021-01-31.xlsx',
      bytes: WORKBOOK.length,
      format: 'xlsx',
    });
    expect(await readFile(file.path)).toEqual(WORKBOOK);
  });

  test('is asked for with exactly its filter and signal', async () => {
    const asked: unknown[] = [];
    const { signal } = new AbortController();
    const downloadCanceled: Ngorder['downloadCanceled'] = async (...question) => {
      asked.push(...question);
      return readable(answerOf(WORKBOOK));
    };
    await fetchExport({ downloadCanceled }, JANUARY, { locale: 'en', spoolFolder, signal });
    expect(asked).toEqual([JANUARY, signal]);
  });

  test('is readable by nobody else on the machine', async () => {
    const { path } = await fetched(answerOf(WORKBOOK));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(path, '..'))).mode & 0o777).toBe(0o700);
  });

  test('is gone once it is disposed of, also twice', async () => {
    const file = await fetched(answerOf(WORKBOOK));
    await file.dispose();
    await file.dispose();
    expect(await readdir(spoolFolder)).toEqual([]);
  });

  test('of one person is not that of another', async () => {
    const [one, other] = await Promise.all([
      fetched(answerOf(WORKBOOK)),
      fetched(answerOf(WORKBOOK)),
    ]);
    await one.dispose();
    expect(await readFile(other.path)).toEqual(WORKBOOK);
  });

  test('is known by what it is, not by what it is called', async () => {
    const file = await fetched(answerOf(WORKBOOK, { contentType: 'text/html' }));
    expect(file.format).toBe('xlsx');
  });

  test('of an old Excel is named so', async () => {
    const file = await fetched(answerOf(OLD_EXCEL, { contentType: EXCEL }));
    expect(file.format).toBe('xls');
    expect(file.name).toBe('canceled-orders_2021-01-01_2021-01-31.xls');
  });

  test('may come in single bytes and without its length', async () => {
    const bytes = [...WORKBOOK].map((byte) => Buffer.from([byte]));
    const file = await fetched({ status: 200, body: Readable.from(bytes) });
    expect(await readFile(file.path)).toEqual(WORKBOOK);
  });

  test('finds its spool folder made where it is missing', async () => {
    const missing = join(spoolFolder, 'data', 'spool');
    const file = await fetchExport(answering(answerOf(WORKBOOK)), JANUARY, {
      locale: 'en',
      spoolFolder: missing,
    });
    expect(file.path.startsWith(missing)).toBe(true);
  });
});

describe('a file that is e-mailed instead', () => {
  test.each([
    ['JSON', 'application/json'],
    ['a file', 'application/octet-stream'],
    ['Excel', EXCEL],
  ])('is told with the words of Ngorder, when its answer is called %s', async (_, contentType) => {
    const body = '{"response":"Success","message":"File will be e-mailed to toko@example.com"}';
    const error = await failure(answerOf(Buffer.from(body), { contentType }));
    expect(error).toBeInstanceOf(ExportEmailed);
    expect(error).toMatchObject({ apiMessage: 'File will be e-mailed to toko@example.com' });
    expect(error.message).not.toContain('toko');
  });

  test.each([
    ['a list', '{"message":["Diproses.","Dikirim ke email"]}', 'Diproses., Dikirim ke email'],
    ['by field', '{"message":{"info":["Sent to your email",1]}}', 'info: Sent to your email, 1'],
    ['text', ' "Dikirim ke\\n email Anda"', 'Dikirim ke email Anda'],
    ['text after a mark', '\uFEFF{"message":"See your Email"}', 'See your Email'],
  ])('is understood from words that are %s', async (_, body, apiMessage) => {
    const error = await failure(answerOf(Buffer.from(body)));
    expect(error).toBeInstanceOf(ExportEmailed);
    expect(error).toMatchObject({ apiMessage });
  });

  test('is told in at most 300 characters', async () => {
    const message = `email ${'😀'.repeat(400)}`;
    const error = await failure(answerOf(Buffer.from(JSON.stringify({ message }))));
    expect(error).toBeInstanceOf(ExportEmailed);
    expect([...(error as ExportEmailed).apiMessage]).toHaveLength(300);
  });
});

describe('a table that Ngorder calls Excel, and that is none', () => {
  test.each(tables)('is given out as it came, called what it is: %s', async (_, format, bytes) => {
    for (const contentType of [EXCEL, 'application/vnd.ms-excel', 'text/plain']) {
      const file = await fetched(answerOf(bytes, { contentType }));
      expect(file).toMatchObject({
        format,
        name: `canceled-orders_2021-01-01_2021-01-31.${format}`,
        bytes: bytes.length,
      });
      expect(await readFile(file.path)).toEqual(bytes);
      await file.dispose();
    }
  });

  const marked = tables.filter(([, format]) => format === 'html' || format === 'xml');
  test.each(marked)('is not given out without its end: %s', async (_, __, bytes) => {
    const { status, body } = answerOf(bytes.subarray(0, bytes.length - 20));
    expect(await failure({ status, body })).toBeInstanceOf(ExportBrokenOff);
  });

  test.each(tables)('is the same in whatever pieces it comes: %s', async (_, format, bytes) => {
    const pieces = Array.from({ length: 200 }, (_piece, index) =>
      bytes.subarray((bytes.length * index) / 200, (bytes.length * (index + 1)) / 200),
    );
    const file = await fetched({ status: 200, body: Readable.from(pieces) });
    expect(file).toMatchObject({ format, bytes: bytes.length });
    await file.dispose();
  });
});

describe('a web page', () => {
  test.each(pages)('%s is no file, whatever it is called', async (_, page) => {
    const error = await failure(answerOf(Buffer.from(page), { contentType: EXCEL }));
    expect(error).toBeInstanceOf(ExportWebPage);
  });
});

describe('words', () => {
  test.each(words)('are no table: %s', async (_, text) => {
    const error = await failure(answerOf(Buffer.from(text), { contentType: EXCEL }));
    expect(error).toMatchObject({ kind: 'ExportForeign' });
  });

  test('that a file will be e-mailed are understood without any JSON around them', async () => {
    const text = 'File akan dikirim ke email toko, mohon tunggu';
    const error = await failure(answerOf(Buffer.from(text), { contentType: 'text/html' }));
    expect(error).toMatchObject({ kind: 'ExportEmailed', apiMessage: text });
  });

  test.each([
    '{"success":false,"message":"No email address"}',
    '{"status":"error","message":"No email address"}',
    '{"code":500,"message":"No email address"}',
    '{"error":"x","message":"No email address"}',
  ])('that say it failed are a refusal, also when they speak of e-mail: %s', async (text) => {
    const error = await failure(answerOf(Buffer.from(text)));
    expect(error).toBeInstanceOf(RequestRefused);
    expect(error).toMatchObject({ apiMessage: 'No email address' });
  });
});

describe('a 404 or 410', () => {
  test.each([404, 410])('means that there is nothing to export (%d)', async (status) => {
    for (const text of ['', '{"response":"Failed","message":"Not Found","data":null}']) {
      const error = await failure(answerOf(Buffer.from(text), { status }));
      expect(error).toBeInstanceOf(ExportEmpty);
    }
  });

  test('with a page is no file', async () => {
    const error = await failure(answerOf(Buffer.from('<html>Not Found</html>'), { status: 404 }));
    expect(error).toBeInstanceOf(ExportWebPage);
  });
});

describe('a refusal', () => {
  test('that comes as JSON with status 200 is a refusal, also when it speaks of e-mail', async () => {
    const body = '{"response":"Failed","message":"No email address","data":null}';
    const error = await failure(answerOf(Buffer.from(body)));
    expect(error).toBeInstanceOf(RequestRefused);
    expect(error).toMatchObject({ apiMessage: 'No email address', status: 200 });
  });

  test('of the token is passed on as the client throws it', async () => {
    const rejected = new TokenRejected({ endpoint: 'downloadCanceled', status: 401 });
    const ngorder = { downloadCanceled: () => Promise.reject(rejected) };
    const answer = fetchExport(ngorder, JANUARY, { locale: 'en', spoolFolder });
    await expect(answer).rejects.toBe(rejected);
    expect(await readdir(spoolFolder)).toEqual([]);
  });
});

describe('an answer that is no Excel file is never given out', () => {
  test.each<[string, Buffer]>([
    ['a web page', Buffer.from('<!DOCTYPE html><title>Login</title>')],
    ['plain text', Buffer.from('ok')],
    ['JSON without a word', Buffer.from('{"data":[]}')],
    ['an empty list', Buffer.from('[]')],
    [
      'JSON that is too long to be an answer',
      Buffer.from(`{"message":"${'email '.repeat(2000)}"}`),
    ],
    ['JSON that is not JSON', Buffer.from('{"message":"email')],
    ['an archive of something else', zipOf({ 'foto.jpg': 'x' })],
    ['a document of Word', zipOf({ '[Content_Types].xml': '<x/>', 'word/document.xml': '<x/>' })],
    ['a workbook without its types', zipOf({ 'xl/workbook.xml': '<x/>' })],
  ])('%s', async (_, bytes) => {
    expect(await failure(answerOf(bytes, { contentType: EXCEL }))).toBeInstanceOf(ExportForeign);
  });

  test('what Ngorder said and called it is kept', async () => {
    const answer = answerOf(Buffer.from('{"message":"Tidak ada data"}'), {
      contentType: 'application/json',
    });
    expect(await failure(answer)).toMatchObject({
      apiMessage: 'Tidak ada data',
      contentType: 'application/json',
    });
  });

  test('not even a good workbook is, with a status that says otherwise', async () => {
    const answer = answerOf(WORKBOOK, { status: 302 });
    expect(await failure(answer)).toBeInstanceOf(ExportForeign);
    expect(answer.body.destroyed).toBe(true);
  });

  test('while one with the parts of a workbook is', async () => {
    const smallest = zipOf({ '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '<x/>' });
    expect((await fetched(answerOf(smallest))).format).toBe('xlsx');
  });
});

describe('an empty answer', () => {
  test('is told as such', async () => {
    expect(await failure(answerOf(Buffer.alloc(0)))).toBeInstanceOf(ExportEmpty);
  });
});

describe('a file of which only a part came is never given out', () => {
  test('when it is shorter than announced', async () => {
    const answer = { ...answerOf(WORKBOOK), contentLength: WORKBOOK.length + 1 };
    expect(await failure(answer)).toMatchObject({
      kind: 'ExportBrokenOff',
      bytes: WORKBOOK.length,
    });
  });

  test('when nothing came of what was announced', async () => {
    const answer = { ...answerOf(Buffer.alloc(0)), contentLength: 100 };
    expect(await failure(answer)).toBeInstanceOf(ExportBrokenOff);
  });

  test('wherever a workbook without announced length was cut', async () => {
    const cuts = [4, 30, 200, WORKBOOK.length >> 1, WORKBOOK.length - 22, WORKBOOK.length - 1];
    for (const cut of cuts) {
      const { status, body } = answerOf(WORKBOOK.subarray(0, cut));
      expect(await failure({ status, body }), `cut at ${cut}`).toBeInstanceOf(ExportBrokenOff);
    }
  });

  test('when a piece is missing in its middle', async () => {
    const holed = Buffer.concat([WORKBOOK.subarray(0, 100), WORKBOOK.subarray(200)]);
    expect(await failure(answerOf(holed))).toBeInstanceOf(ExportBrokenOff);
  });

  test('when an entry lies elsewhere than its directory says', async () => {
    const moved = zipOf({ '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '<x/>' });
    const start = moved.readUInt32LE(moved.length - 6);
    moved.writeUInt32LE(1, start + 42);
    expect(await failure(answerOf(moved))).toBeInstanceOf(ExportBrokenOff);
  });

  test('when an old Excel has less than its header', async () => {
    expect(await failure(answerOf(OLD_EXCEL.subarray(0, 511)))).toBeInstanceOf(ExportBrokenOff);
  });

  test('when the connection breaks, and it is told how', async () => {
    const cause = new ConnectionBroken({ endpoint: 'downloadCanceled' });
    const body = Readable.from(
      (async function* () {
        yield WORKBOOK.subarray(0, 500);
        throw cause;
      })(),
    );
    const error = await failure({ status: 200, body });
    expect(error).toBeInstanceOf(ExportBrokenOff);
    expect(error).toMatchObject({ bytes: 500, cause });
  });
});

describe('a file that is too large', () => {
  test('is not even read when its length says so', async () => {
    const answer = { ...answerOf(WORKBOOK), contentLength: 50 * 1024 * 1024 + 1 };
    expect(await failure(answer)).toMatchObject({
      kind: 'ExportTooLarge',
      maxBytes: 50 * 1024 * 1024,
    });
    expect(answer.body.destroyed).toBe(true);
  });

  test('is given up as soon as it turns out to be', async () => {
    const endless = Readable.from(
      (function* () {
        for (;;) yield WORKBOOK;
      })(),
    );
    const error = await failure({ status: 200, body: endless }, { maxBytes: 100_000 });
    expect(error).toBeInstanceOf(ExportTooLarge);
    expect(endless.destroyed).toBe(true);
  });

  test('is one byte larger than the largest', async () => {
    const maxBytes = WORKBOOK.length;
    const largest = await fetchExport(answering(answerOf(WORKBOOK)), JANUARY, {
      locale: 'en',
      spoolFolder,
      maxBytes,
    });
    await largest.dispose();
    const error = await failure(answerOf(WORKBOOK), { maxBytes: maxBytes - 1 });
    expect(error).toBeInstanceOf(ExportTooLarge);
  });
});

describe('an export that is given up', () => {
  test('before it begins asks nothing of Ngorder', async () => {
    const ngorder = {
      downloadCanceled: () => Promise.reject(new Error('was asked')),
    };
    const signal = AbortSignal.abort(new Error('shutting down'));
    const answer = fetchExport(ngorder, JANUARY, { locale: 'en', spoolFolder, signal });
    await expect(answer).rejects.toThrow('shutting down');
  });

  test('on its way ends with the reason and leaves nothing', async () => {
    const controller = new AbortController();
    let asked = 0;
    const body = new Readable({
      read() {
        asked += 1;
        if (asked === 1) this.push(WORKBOOK.subarray(0, 100));
        else controller.abort(new Error('shutting down'));
      },
    });
    const error = await failure({ status: 200, body }, { signal: controller.signal });
    expect(error.message).toBe('shutting down');
    expect(body.destroyed).toBe(true);
  });
});

describe('over real HTTP', () => {
  test('a workbook arrives whole', async () => {
    await using server = await serving((_, response) => {
      response.writeHead(200, { 'content-type': EXCEL, 'content-length': WORKBOOK.length });
      response.end(WORKBOOK);
    });
    const file = await fetchExport(server, JANUARY, { locale: 'en', spoolFolder });
    expect(await readFile(file.path)).toEqual(WORKBOOK);
  });

  test.each([
    ['with its length announced', { 'content-length': String(WORKBOOK.length) }],
    ['without', {}],
  ])('a connection cut in the middle leaves nothing, %s', async (_, headers) => {
    await using server = await serving((_, response) => {
      response.writeHead(200, headers);
      response.write(WORKBOOK.subarray(0, 700), () => response.destroy());
    });
    const answer = fetchExport(server, JANUARY, { locale: 'en', spoolFolder });
    await expect(answer).rejects.toBeInstanceOf(ExportBrokenOff);
    expect(await readdir(spoolFolder)).toEqual([]);
  });
});

/** What came, before the client has said how its words are read. */
type Came = Omit<Download, 'wordsIn'>;

function readable(came: Came): Download {
  const wordsIn = (json: unknown) =>
    apiMessage(typeof json === 'string' ? { message: json } : json, 'secret-token');
  return { ...came, wordsIn };
}

function answerOf(bytes: Buffer, facts: Partial<Came> = {}): Came {
  const body = Readable.from(bytes.length > 0 ? [bytes] : []);
  return { status: 200, contentLength: bytes.length, body, ...facts };
}

function answering(came: Came): Pick<Ngorder, 'downloadCanceled'> {
  return { downloadCanceled: () => Promise.resolve(readable(came)) };
}

function fetched(came: Came) {
  return fetchExport(answering(came), JANUARY, { locale: 'en', spoolFolder });
}

/** What an answer is refused with; nothing of it may be left on disk. */
async function failure(
  came: Came,
  options: { maxBytes?: number; signal?: AbortSignal } = {},
): Promise<Error> {
  const error = await fetchExport(answering(came), JANUARY, {
    locale: 'en',
    spoolFolder,
    ...options,
  }).then(
    (file) => Promise.reject(new Error(`given out as ${file.name}`)),
    (reason: Error) => reason,
  );
  expect(await readdir(spoolFolder)).toEqual([]);
  return error;
}

async function serving(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    downloadCanceled: () =>
      new Promise<Download>((resolve, reject) => {
        get({ host: '127.0.0.1', port, agent: false }, (body) => {
          const length = body.headers['content-length'];
          const contentType = body.headers['content-type'];
          const came = {
            status: body.statusCode ?? 0,
            ...(contentType && { contentType }),
            ...(length && { contentLength: Number(length) }),
            body,
          };
          resolve(readable(came));
        }).on('error', reject);
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

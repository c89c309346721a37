import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as open,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { operationOf } from '../../src/sandbox/ngorder/api/api.ts';
import { type Gate, type Life, now, type Passage } from './passage.ts';

/** Between the bot's processes and both sandboxes: knows whose each request is, and can stop it on its way. */
export interface Wire {
  /** Where a process finds both APIs. */
  environmentOf(life: Life): Record<'TELEGRAM_API_ROOT' | 'NGORDER_API_ROOT', string>;
  close(): Promise<void>;
}

/** The header by which a sandbox's log names the request of the wire. */
export const passageHeader = 'x-passage';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const agent = new Agent({ keepAlive: true });

export async function openWire(
  roots: { telegram: string; ngorder: string },
  gate: Gate,
): Promise<Wire> {
  const carry = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { life, to, path, url } = readAddress(request);
    const passage = gate.enter({
      life,
      to,
      what: whatOf(to, request.method ?? '', path),
      query: Object.fromEntries(url.searchParams),
      body: undefined,
    });
    const drop = () => {
      passage.overAt ??= now();
      response.destroy();
    };
    const isFile = request.headers['content-type']?.startsWith('multipart/') ?? false;
    if (isFile && !(await gate.pass(passage, 'begun'))) return drop();
    const body = await readAll(request);
    if (body === undefined) return drop();
    if (!isFile) passage.body = jsonIn(body);
    if (!(await gate.pass(passage, 'arrived'))) return drop();

    // A long poll ends with whoever polls; everything else goes on without its sender.
    const hangUp = new AbortController();
    if (passage.what === 'getUpdates') response.on('close', () => hangUp.abort());
    const headers = { ...request.headers, host: undefined, [passageHeader]: `${passage.number}` };
    const target = `${roots[to]}${path}${url.search}`;
    const answer = await ask(target, request.method, headers, body, hangUp.signal);
    passage.overAt = now();
    if (answer === undefined) return drop();
    note(passage, answer);
    await gate.pass(passage, 'carried out');
    handBack(response, answer, passage);
  };

  const server = createServer((request, response) => {
    carry(request, response).catch((error: unknown) => {
      response.destroy();
      process.emitWarning(error instanceof Error ? error : String(error));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    environmentOf({ copy, start }) {
      const root = `http://127.0.0.1:${port}/${copy}.${start}`;
      return { TELEGRAM_API_ROOT: `${root}/telegram`, NGORDER_API_ROOT: `${root}/ngorder` };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function readAddress({ url: address = '' }: IncomingMessage) {
  const url = new URL(address, 'http://wire');
  const [, copy, start, to, path = ''] =
    /^\/(\d+)\.(\d+)\/(telegram|ngorder)(\/.*)$/.exec(url.pathname) ?? [];
  if (to !== 'telegram' && to !== 'ngorder') throw new Error(`Nothing is at ${url.pathname}`);
  return { life: { copy: Number(copy), start: Number(start) }, to, path, url } as const;
}

function whatOf(to: 'telegram' | 'ngorder', method: string, path: string): string {
  if (to === 'telegram') return path.slice(path.lastIndexOf('/') + 1);
  return operationOf(method, path) ?? `${method} ${path}`;
}

/** Undefined when the sender has gone before it had sent everything. */
async function readAll(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks = await request.toArray().catch(() => undefined);
  return chunks && request.complete ? Buffer.concat(chunks) : undefined;
}

/** Undefined when the connection ended without a whole answer. */
export function ask(
  target: string,
  method: string | undefined,
  headers: Record<string, string | string[] | undefined>,
  body: Buffer,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const given = Object.entries(headers).filter(([, value]) => value !== undefined);
  return new Promise((resolve) => {
    const sent = open(
      target,
      { method, headers: Object.fromEntries(given) as never, agent, signal },
      (answer) => {
        const { statusCode: status = 0, headers: got } = answer;
        answer
          .toArray()
          .then((chunks) => resolve({ status, headers: got, body: Buffer.concat(chunks) }))
          .catch(() => resolve(undefined));
      },
    );
    sent.on('error', () => resolve(undefined));
    sent.end(body);
  });
}

function note(passage: Passage, { status, body }: Answer): void {
  passage.status = status;
  if (passage.what === 'orders' || passage.what === 'list') {
    const read = jsonIn(body) as { data?: { order_id?: unknown }[] } | undefined;
    if (Array.isArray(read?.data))
      passage.orderIds = new Set(read.data.map(({ order_id }) => Number(order_id)));
  }
  if (passage.what === 'getUpdates') {
    const read = jsonIn(body) as { result?: { update_id: number }[] } | undefined;
    passage.updateIds = read?.result?.map(({ update_id }) => update_id) ?? [];
  }
}

function handBack(
  response: ServerResponse,
  { status, headers, body }: Answer,
  passage: Passage,
): void {
  const { connection: _, 'transfer-encoding': __, ...others } = headers;
  response.on('finish', () => {
    passage.handedBackAt = now();
  });
  response.writeHead(status, { ...others, 'content-length': body.length }).end(body);
}

export function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

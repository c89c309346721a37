/** A plain client of the sandbox, with the token unless told otherwise. */
import type { NgorderSandbox } from '../../../src/sandbox/ngorder/server.ts';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  json: any;
}

/** Sends one request to the API and reads the whole answer; `path` is below the root. */
export async function ask(
  sandbox: NgorderSandbox,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { authorization: `Bearer ${sandbox.token}` },
): Promise<Reply> {
  return read(
    await fetch(sandbox.url + path, {
      method,
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
}

/** Sends one request to the control side. */
export async function steer(
  sandbox: NgorderSandbox,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  return read(
    await fetch(`${sandbox.origin}/sandbox${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
}

async function read(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? JSON.parse(text) : undefined,
  };
}

export const idsOf = (reply: Reply): number[] =>
  reply.json.data.map((order: { order_id: number }) => order.order_id);

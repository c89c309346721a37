/** A plain client of the sandbox, with the token unless told otherwise. */
import { z } from 'zod';
import type { NgorderSandbox } from '../../../src/sandbox/ngorder/server.ts';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** Undefined unless the answer is JSON. */
  json: unknown;
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

const page = z.object({
  data: z.array(
    z.looseObject({ order_id: z.number(), order_date: z.string(), order_status: z.string() }),
  ),
  meta: z.object({
    pagination: z.object({
      total: z.number(),
      count: z.number(),
      per_page: z.number(),
      current_page: z.number(),
      total_pages: z.number(),
      links: z.union([
        z.strictObject({ next: z.string().optional(), previous: z.string().optional() }),
        z.tuple([]),
      ]),
    }),
  }),
});

/** The page of orders that came; throws when the answer is none. */
export const pageOf = (reply: Reply) => page.parse(reply.json);

/** The IDs of the page's orders. */
export const idsOf = (reply: Reply): number[] => pageOf(reply).data.map((order) => order.order_id);

/** The links to the neighbouring pages; none of an empty list's `[]`. */
export function linksOf(reply: Reply): {
  next?: string | undefined;
  previous?: string | undefined;
} {
  const { links } = pageOf(reply).meta.pagination;
  return Array.isArray(links) ? {} : links;
}

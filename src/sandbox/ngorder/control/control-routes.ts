/** The control interface over HTTP, in JSON, for the page and for tests against another process. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { operations } from '../api/api.ts';
import { behaviourChange } from '../behaviour.ts';
import { faultSchema } from '../faults/faults.ts';
import { readBody } from '../http-message.ts';
import { landmarks } from '../seed/landmarks.ts';
import { NgorderError } from '../shop/errors.ts';
import { canceledTypes } from '../shop/order.ts';
import type { NgorderControl } from './control.ts';
import { isFromHere } from './guard.ts';

const place = z.enum(['active', ...canceledTypes]);
const whereabouts = z.enum(['active', ...canceledTypes, 'gone']);
const moveBody = z.strictObject({ to: whereabouts });
const callsQuery = z.strictObject({
  operation: z.enum(operations).optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(5000),
});
const overviewQuery = z.strictObject({
  place: whereabouts.exactOptional(),
  text: z.string().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(500).default(60),
});

interface ControlRequest {
  control: NgorderControl;
  /** The first group of the path's pattern. */
  caught: string;
  query: URLSearchParams;
  body: unknown;
}

interface ControlRoute {
  method: string;
  path: RegExp;
  /** The returned value is the response's JSON; without one it is `{ ok: true }`. */
  handle: (request: ControlRequest) => unknown;
}

const routes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: /^\/calls$/,
    handle: ({ control, query }) => {
      const { operation, limit } = callsQuery.parse(Object.fromEntries(query));
      return control.calls(operation).slice(-limit);
    },
  },
  { method: 'DELETE', path: /^\/calls$/, handle: ({ control }) => control.clearCalls() },
  { method: 'GET', path: /^\/faults$/, handle: ({ control }) => control.faults() },
  {
    method: 'POST',
    path: /^\/faults$/,
    handle: ({ control, body }) => control.fault(faultSchema.parse(body)),
  },
  {
    method: 'PUT',
    path: /^\/faults$/,
    handle: ({ control, body }) => control.setFaults(z.array(faultSchema).parse(body)),
  },
  { method: 'DELETE', path: /^\/faults$/, handle: ({ control }) => control.clearFaults() },
  { method: 'POST', path: /^\/release$/, handle: ({ control }) => control.release() },
  { method: 'GET', path: /^\/behaviour$/, handle: ({ control }) => control.behaviour() },
  {
    method: 'PATCH',
    path: /^\/behaviour$/,
    handle: ({ control, body }) => control.behave(behaviourChange.parse(body)),
  },
  { method: 'GET', path: /^\/counts$/, handle: ({ control }) => control.counts() },
  {
    method: 'GET',
    path: /^\/overview$/,
    handle: ({ control, query }) =>
      control.overview(overviewQuery.parse(Object.fromEntries(query))),
  },
  { method: 'GET', path: /^\/landmarks$/, handle: () => landmarks },
  {
    method: 'GET',
    path: /^\/orders$/,
    handle: ({ control, query }) => control.orders(place.parse(query.get('place') ?? 'active')),
  },
  {
    method: 'GET',
    path: /^\/orders\/(\d+)$/,
    handle: ({ control, caught }) => {
      const id = Number(caught);
      return { where: control.where(id) ?? null, order: control.order(id)?.order ?? null };
    },
  },
  {
    method: 'PATCH',
    path: /^\/orders\/(\d+)$/,
    handle: ({ control, caught, body }) =>
      control.patch(Number(caught), z.looseObject({}).parse(body)),
  },
  {
    method: 'POST',
    path: /^\/orders\/(\d+)\/move$/,
    handle: ({ control, caught, body }) => control.move(Number(caught), moveBody.parse(body).to),
  },
  { method: 'POST', path: /^\/reset$/, handle: ({ control }) => control.reset() },
];

/**
 * Serves everything below `/sandbox`. Errors are `{ error }` with a fitting 4xx; nothing has
 * changed then.
 */
export function createControlRoutes(control: NgorderControl, listensOn: string) {
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    if (!isFromHere(request.headers, listensOn)) {
      reply(response, 403, { error: 'Only from this machine' });
      return;
    }
    allowOtherPorts(request, response);
    const path = url.pathname.slice('/sandbox'.length);
    if (request.method === 'OPTIONS') response.writeHead(204).end();
    else if (path === '/events' && request.method === 'GET') streamChanges(control, response);
    else await serveRoute(control, request, response, path, url.searchParams);
  };
}

// Other local pages may use it; they are on other ports.
function allowOtherPorts(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('vary', 'origin');
  if (request.headers.origin === undefined) return;
  response.setHeader('access-control-allow-origin', request.headers.origin);
  response.setHeader('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE');
  response.setHeader('access-control-allow-headers', 'content-type');
}

async function serveRoute(
  control: NgorderControl,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: URLSearchParams,
): Promise<void> {
  const there = routes.filter((route) => route.path.test(path));
  const route = there.find((one) => one.method === request.method);
  if (!route) {
    reply(response, there.length > 0 ? 405 : 404, { error: 'No such thing in the sandbox' });
    return;
  }
  const body = await readBody(request);
  const caught = route.path.exec(path)?.[1] ?? '';
  try {
    reply(response, 200, route.handle({ control, caught, query, body }) ?? { ok: true });
  } catch (error) {
    if (error instanceof z.ZodError) reply(response, 400, { error: z.prettifyError(error) });
    else if (error instanceof NgorderError) reply(response, error.status, { error: error.message });
    else throw error;
  }
}

function streamChanges(control: NgorderControl, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.write(': listening\n\n');
  const stop = control.onChange((change) => {
    response.write(`event: ${change.type}\ndata: ${JSON.stringify(change)}\n\n`);
  });
  response.on('close', stop);
}

function reply(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

/** The API over HTTP: logs every request and applies faults. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Watchers } from '../../control/watchers.ts';
import type { CallLog } from '../call-log.ts';
import type { Change } from '../control/control.ts';
import { applyFault } from '../faults/apply-fault.ts';
import type { Delays } from '../faults/delays.ts';
import type { Faults } from '../faults/faults.ts';
import { readBody, send } from '../http-message.ts';
import { type ApiParts, answerApi, operationOf } from './api.ts';

/** The API's path, as at the real Ngorder. */
export const root = '/api/open';

export interface ApiRoutesParts {
  /** The shops by their tokens; what comes without one is answered for the first. */
  shops: ReadonlyMap<string, ApiParts>;
  calls: CallLog;
  faults: Faults;
  delays: Delays;
  changes: Watchers<Change>;
}

/** Serves the API; rejects when a request is dropped on purpose. */
export function createApiRoutes({ shops, calls, faults, delays, changes }: ApiRoutesParts) {
  const [first] = shops.values();
  if (first === undefined) throw new Error('There is no shop');
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const started = performance.now();
    const method = request.method ?? 'GET';
    // Empty outside the root; no operation has that path.
    const path = url.pathname.startsWith(`${root}/`) ? url.pathname.slice(root.length) : '';
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const authorized = shops.has(token);
    const api = shops.get(token) ?? first;
    const body = await readBody(request);
    const operation = operationOf(method, path);
    const orderId = orderNamedIn(path, body);
    const fault = operation && faults.take(operation, orderId);
    const call = calls.add({
      ...(operation ? { operation } : {}),
      method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: headersToShow(request),
      authorized,
      ...(authorized && { shop: api.account.name }),
      body,
      ...(fault ? { fault: fault.kind } : {}),
    });
    if (fault) changes.tell({ type: 'faults', faults: faults.list() });
    const tellCall = () => {
      if (changes.count > 0) changes.tell({ type: 'call', call: structuredClone(call) });
    };
    tellCall();

    const requestId = `sandbox-${call.number}`;
    const act = async () => {
      const asked = { method, path, query: url.searchParams, body, authorized, requestId };
      const made = await answerApi(asked, api);
      if (made.effect && orderId !== undefined) {
        call.effect = true;
        changes.tell({ type: 'order', orderId, place: api.shop.where(orderId) ?? 'gone' });
      }
      return made;
    };
    const { answer, transmission } = await applyFault(fault, requestId, act, (ms) =>
      delays.wait(ms),
    );
    if (transmission !== 'broken') call.status = answer.status;
    call.ms = Math.round(performance.now() - started);
    tellCall();
    send(response, answer, transmission);
  };
}

function headersToShow(request: IncomingMessage): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    shown[name] = name === 'authorization' ? String(value).replace(/\S+$/, '***') : String(value);
  }
  return shown;
}

// The order that a request concerns: the ID in its body, else in its path.
function orderNamedIn(path: string, body: unknown): number | undefined {
  if (typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'number') {
    return body.id;
  }
  const named = /^\/order-cancel\/(\d+)$/.exec(path)?.[1];
  return named === undefined ? undefined : Number(named);
}

import { readFileSync } from 'node:fs';
import type { HttpResponse } from '../../src/ngorder/http/http-response.ts';

/** The samples of the reference's Cancel Order chapter, as they stand there. */
export const cancelSample = sample('cancel-an-order');
export const canceledOrdersSample = sample('get-canceled-orders');

/** A 200 with this body; undefined makes it empty. */
export function responseOf(body: unknown): HttpResponse {
  return { endpoint: 'test', status: 200, text: JSON.stringify(body) ?? '', token: 'secret-token' };
}

function sample(name: string) {
  const file = new URL(`../fixtures/ngorder/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

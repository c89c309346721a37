import type { ApiMessage } from '../shop/errors.ts';

/** The response to a request, before a fault is applied. */
export interface ApiResponse {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  /** Whether an order was changed. */
  effect: boolean;
  /** Sent without a `Content-Length`. */
  chunked: boolean;
}

export function answer(status: number, type: string, body: string | Buffer): ApiResponse {
  return {
    status,
    headers: type ? { 'content-type': type } : {},
    body: Buffer.from(body),
    effect: false,
    chunked: false,
  };
}

export function json(status: number, value: unknown): ApiResponse {
  return answer(status, 'application/json', JSON.stringify(value));
}

/** An error in the reference's format: `{ request_id, response: "Failed", message, data: null }`. */
export function failed(status: number, message: ApiMessage, requestId: string): ApiResponse {
  return json(status, { request_id: requestId, response: 'Failed', message, data: null });
}

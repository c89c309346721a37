import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** What somebody who asks over HTTP is told. */
export interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: string;
}

export function json(value: object, status = 200, headers: OutgoingHttpHeaders = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

export function text(body: string, status: number, type = 'text/plain; charset=UTF-8'): Answer {
  return { status, headers: { 'content-type': type }, body };
}

export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

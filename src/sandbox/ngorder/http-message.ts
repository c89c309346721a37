/** Reading request bodies and sending responses. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiResponse } from './api/response.ts';
import type { Transmission } from './faults/apply-fault.ts';

/** Reads the whole body: parsed JSON, the raw text if it isn't JSON, undefined if empty. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  const text = Buffer.concat(pieces).toString('utf8');
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Sends a response, or breaks the connection off in the given way. */
export function send(
  response: ServerResponse,
  answer: ApiResponse,
  transmission: Transmission,
): void {
  if (transmission === 'broken') {
    response.destroy();
    return;
  }
  const { body, status, headers } = answer;
  const chunked = transmission === 'cut' || (transmission === 'whole' && answer.chunked);
  response.writeHead(status, chunked ? headers : { ...headers, 'content-length': body.length });
  if (transmission === 'whole') {
    if (chunked) response.write(body.subarray(0, body.length >> 1));
    response.end(chunked ? body.subarray(body.length >> 1) : body);
    return;
  }
  response.flushHeaders();
  response.write(body.subarray(0, body.length >> 1), () => response.destroy());
}

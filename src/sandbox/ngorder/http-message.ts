/** Bytes in, bytes out. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiResponse } from './api/response.ts';
import type { Transmission } from './faults/apply-fault.ts';

/** The whole body: parsed JSON, the text as it came when it isn't JSON, undefined when empty. */
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

/** Sends an answer whole, or breaks the connection off in the manner asked for. */
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

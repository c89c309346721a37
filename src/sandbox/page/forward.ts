/** Forwards requests to the sandboxes behind the page. */
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createGzip } from 'node:zlib';
import { gzipped, isWorthGzip, takesGzip } from './compression.ts';
import { type ErrorResponse, longestBody, tooLarge } from './guard.ts';

/** Forwards a request and streams the response back until the client leaves. */
export function forward(incoming: IncomingMessage, outgoing: ServerResponse, to: URL): void {
  const longest = longestBody(incoming.url ?? '/');
  let length = 0;
  const { host: _host, origin: _origin, ...headers } = incoming.headers;
  const upstream = request(to, { method: incoming.method ?? 'GET', headers }, (answer) => {
    answer.on('error', () => outgoing.destroy());
    const status = answer.statusCode ?? 502;
    if (takesGzip(incoming.headers) && isWorthGzip(answer.headers)) {
      outgoing.writeHead(status, gzipped(answer.headers));
      answer.pipe(createGzip({ level: 1 })).pipe(outgoing);
    } else {
      outgoing.writeHead(status, answer.headers);
      answer.pipe(outgoing);
    }
  });
  upstream.on('error', () => {
    if (outgoing.writableEnded || length > longest) return;
    if (outgoing.headersSent) outgoing.destroy();
    else refuse(outgoing, { status: 502, error: "The sandbox behind this page doesn't answer." });
  });
  outgoing.on('close', () => upstream.destroy());
  // A chunked body doesn't announce its length.
  incoming.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= longest || upstream.destroyed) return;
    incoming.unpipe(upstream);
    upstream.destroy();
    if (!outgoing.headersSent) refuseWhenRead(incoming, outgoing, tooLarge);
  });
  incoming.pipe(upstream);
}

/** Reads the request to its end first: a client that is answered earlier may never read the response. */
export function refuseWhenRead(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  refused: ErrorResponse,
): void {
  incoming.resume();
  incoming.on('end', () => refuse(outgoing, refused));
}

function refuse(outgoing: ServerResponse, { status, error }: ErrorResponse): void {
  outgoing.writeHead(status, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify({ error }));
}

/** One stream of server-sent events for the page: browsers allow only few connections to one address. */
import { type ClientRequest, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** A source of events, and the prefix for their names. */
export interface EventSource {
  address: URL;
  prefix: string;
}

/** The most that may be buffered for a slow reader; beyond it, it has to reconnect. */
const maxUnreadBytes = 16 * 1024 * 1024;

/**
 * Joins several streams into one. If one breaks or the reader leaves, all are ended: the reader
 * reconnects and reads again what it may have missed.
 *
 * @param own emits further events; returns how to stop
 */
export function joinEvents(
  sources: readonly EventSource[],
  outgoing: ServerResponse,
  own: (tell: (name: string, data: unknown) => void) => () => void,
): void {
  const upstreams: ClientRequest[] = [];
  let stopOwn = (): void => undefined;
  const begin = (): void => {
    if (outgoing.destroyed) return;
    outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    outgoing.write(': listening\n\n');
    stopOwn = own((name, data) => send(`event: ${name}\ndata: ${JSON.stringify(data)}`));
  };
  const send = (event: string): void => {
    if (outgoing.writableLength > maxUnreadBytes) end();
    else outgoing.write(`${event}\n\n`);
  };
  const end = (): void => {
    stopOwn();
    for (const upstream of upstreams) upstream.destroy();
    // Not ended properly: browsers reconnect to a broken stream, but not to a finished one
    // without events.
    outgoing.destroy();
  };
  outgoing.on('close', end);
  const joined: { answer: IncomingMessage; prefix: string }[] = [];
  for (const { address, prefix } of sources) {
    const upstream = request(address, (answer) => {
      answer.on('close', end);
      joined.push({ answer, prefix });
      if (joined.length < sources.length) return;
      // From here on nothing is missed: a reader that sees this may read the state.
      begin();
      for (const one of joined) copyEvents(one.answer, one.prefix, send);
    });
    upstream.on('error', end);
    upstream.end();
    upstreams.push(upstream);
  }
}

/** Copies whole events, so that those of two streams never mix. */
function copyEvents(from: IncomingMessage, prefix: string, send: (event: string) => void): void {
  let unfinished = '';
  from.setEncoding('utf8');
  from.on('data', (chunk: string) => {
    const events = (unfinished + chunk).split('\n\n');
    unfinished = events.pop() ?? '';
    for (const event of events) {
      if (event.startsWith('event:')) send(event.replace(/^event: ?/, `event: ${prefix}`));
    }
  });
}

import net, { type Socket } from 'node:net';
import tls from 'node:tls';

/** Why no connection came to stand: `ECONNREFUSED` and the like, or the stage that took too long. */
export class ConnectError extends Error {
  readonly reason: string;

  constructor(reason: string, cause?: unknown) {
    super(`not connected: ${reason}`, { cause });
    this.reason = reason;
  }
}

export interface ConnectLimits {
  /** For each of look-up, TCP and TLS. */
  stageMs: number;
  /** For all of them together. */
  totalMs: number;
}

/**
 * Opens a connection to the host of an http or https address, TLS included, and writes nothing on it beyond that.
 * @throws ConnectError when it doesn't stand in time or at all
 */
export function connect(url: URL, { stageMs, totalMs }: ConnectLimits): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:';
    const socket = open(url, secure);
    let stage = net.isIP(hostOf(url)) === 0 ? 'lookup' : 'connect';
    // After a stall of this process, events that came meanwhile are handled before anything is called late.
    const stageTimer = setTimeout(() => {
      const late = stage;
      setImmediate(() => stage === late && fail(new ConnectError(late)));
    }, stageMs);
    const totalTimer = setTimeout(() => {
      setImmediate(() => fail(new ConnectError(stage)));
    }, totalMs);
    const stopTimers = () => {
      clearTimeout(stageTimer);
      clearTimeout(totalTimer);
    };
    let isOver = false;
    const fail = (error: ConnectError) => {
      if (isOver) return;
      isOver = true;
      stopTimers();
      reject(error);
      socket.destroy();
    };
    const enter = (next: string) => () => {
      stage = next;
      stageTimer.refresh();
    };
    // Stays on for good: a connection can break before its user listens.
    socket.on('error', (error: NodeJS.ErrnoException) =>
      fail(new ConnectError(error.code ?? error.name, error)),
    );
    socket.once('close', () => fail(new ConnectError('closed')));
    socket.once('lookup', enter('connect'));
    socket.once('connect', enter('secureConnect'));
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      isOver = true;
      stopTimers();
      resolve(socket);
    });
  });
}

function open(url: URL, secure: boolean): Socket {
  const { port } = url;
  const host = hostOf(url);
  if (!secure) return net.connect({ host, port: Number(port || 80) });
  // An address is no server name (RFC 6066, 3).
  const servername = net.isIP(host) === 0 ? host : '';
  return tls.connect({ host, port: Number(port || 443), servername, ALPNProtocols: ['http/1.1'] });
}

/** An IPv6 address stands in brackets in a URL, and without them everywhere else. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

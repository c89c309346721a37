/** Free ports. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

export const loopbackAddress = '127.0.0.1';

/** How many ports are tried, the preferred one first. */
const portsTried = 50;

/** All tried ports are taken. */
export class NoFreePort extends Error {
  override readonly name = 'NoFreePort';

  constructor(first: number, last: number) {
    super(`The ports ${first} to ${last} are all taken. Close one of the programs that hold them.`);
  }
}

/**
 * Lets a server listen at the preferred port or the next free one; returns the port.
 *
 * @param host the address; loopback unless told otherwise
 * @throws {NoFreePort} when fifty ports in a row are taken
 */
export async function listenFrom(
  server: Server,
  preferred: number,
  host: string = loopbackAddress,
): Promise<number> {
  for (let port = preferred; port < preferred + portsTried; port += 1) {
    if (await listensAt(server, port, host)) return port;
  }
  throw new NoFreePort(preferred, preferred + portsTried - 1);
}

/** A port that is free now, for a program that has to be told its port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, loopbackAddress);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('Not a TCP server');
  return address.port;
}

async function listensAt(server: Server, port: number, host: string): Promise<boolean> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

/** A port can be taken, or reserved by the operating system. */
const isTaken = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'EADDRINUSE' || error.code === 'EACCES');

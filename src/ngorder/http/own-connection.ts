import type { Socket } from 'node:net';
import { NotConnected, TooLate } from '../errors.ts';

/** An open connection for one request alone. */
export interface OwnConnection {
  socket: Socket;
  /** Asked in the tick before the request is written; on false it isn't, and the request fails with TooLate. */
  mayLeave: () => boolean;
  /** By `performance.now()`: when the request's time is over. Later than that it isn't written either. */
  deadline: number;
}

/** Hands a connection to its request only if that may still leave; the request is written in the next tick. */
export function guardedConnection({ socket, mayLeave, deadline }: OwnConnection, endpoint: string) {
  let isInUse = false;
  let refusal: unknown;
  return {
    createConnection(): Socket {
      try {
        if (!mayLeave()) throw new TooLate({ endpoint });
        // Asked last: this process can have stood still since the connection opened.
        if (performance.now() >= deadline) throw new NotConnected({ endpoint, detail: 'connect' });
      } catch (error) {
        refusal = error;
        throw error;
      }
      isInUse = true;
      return socket;
    },
    isInUse: () => isInUse,
    /** Why the request was not given its connection; undefined where it was. */
    refusal: () => refusal,
  };
}

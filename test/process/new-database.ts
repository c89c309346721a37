import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Asks a PostgreSQL for one thing, on a connection of its own. */
export async function ask(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

/** Makes an empty database on a server. Returns its address. */
export async function newDatabase(server: string, about: string): Promise<string> {
  const name = `${about}_${randomUUID().replaceAll('-', '')}`;
  await ask(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

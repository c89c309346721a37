import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { sql } from 'kysely';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { openStore, type Store } from '../../../../src/store/store.ts';
import { createChats } from '../../../../src/store/tables/chats.ts';
import { createMemberRows } from '../../../../src/store/tables/members.ts';
import { newDatabase } from '../../../process/new-database.ts';
import { secretKey } from '../../databases.ts';

const botId = 7100000001;

/** A way to a server that counts what is sent on it. */
async function countingWay(address: string) {
  const { hostname, port } = new URL(address);
  const sent = { packets: 0 };
  const way = createServer((from) => {
    const to = connect(Number(port), hostname);
    from.on('data', () => {
      sent.packets += 1;
    });
    from.pipe(to).pipe(from);
    for (const socket of [from, to]) socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  onTestFinished(() => void way.close());
  const url = new URL(address);
  url.port = String((way.address() as AddressInfo).port);
  return { url: url.href, sent };
}

describe.skipIf(inject('postgres') === null)('what every update reads of PostgreSQL', () => {
  const newAddress = () => newDatabase(inject('postgres') ?? '', 'shared');

  async function open(url: string): Promise<Store> {
    const store = await openStore({ kind: 'postgres', url }, secretKey);
    onTestFinished(() => store.close());
    return store;
  }

  function reads(store: Store): () => Promise<unknown> {
    const chats = createChats(store, botId);
    const members = createMemberRows(store, botId);
    return () =>
      Promise.all([chats.about(1), chats.about(2), members.rolesOf(1), members.find('first', 1)]);
  }

  const pid = sql<{ pid: number }>`select pg_backend_pid() as pid`;
  const pidOfReads = async ({ reads, db }: Store): Promise<number | undefined> =>
    (await reads.executeQuery(pid.compile(db))).rows[0]?.pid;

  test('goes there in one packet, whoever asks at the same time', async () => {
    const { url, sent } = await countingWay(await newAddress());
    const read = reads(await open(url));
    await read();
    sent.packets = 0;
    const rounds = 20;
    for (let round = 0; round < rounds; round += 1) await read();
    expect(sent.packets).toBe(rounds);
  });

  test('is answered each by itself: one that fails takes no other with it', async () => {
    const store = await open(await newAddress());
    const read = reads(store);
    const failing = () => store.reads.executeQuery(sql`select 1 / 0`.compile(store.db));
    const outcomes = await Promise.allSettled([failing(), read(), failing(), read()]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    await read();
  });

  test('comes by a new connection when the old one was cut, and nobody who asks then notices', async () => {
    const store = await open(await newAddress());
    const before = await pidOfReads(store);
    await sql`select pg_terminate_backend(${before}, 5000)`.execute(store.db);
    await expect.poll(() => store.health.trouble).toBeUndefined();
    const after = await store.health.retryAfterOutage(() => pidOfReads(store));
    expect(after).not.toBe(before);
    await reads(store)();
  });

  test('all comes where a table has got another column meanwhile', async () => {
    const store = await open(await newAddress());
    const read = reads(store);
    for (let time = 0; time < 5; time += 1) await read();
    const before = await pidOfReads(store);
    await sql`alter table chats add column more text`.execute(store.db);
    await Promise.all([read(), read(), read()]);
    await read();
    expect(await pidOfReads(store)).not.toBe(before);
  });

  test('leaves no connection behind when the bot ends', async () => {
    const address = await newAddress();
    const store = await openStore({ kind: 'postgres', url: address }, secretKey);
    await reads(store)();
    const other = await open(address);
    const left = sql<{ pid: number }>`select pid from pg_stat_activity
      where datname = current_database() and pid = ${await pidOfReads(store)}`;
    expect((await left.execute(other.db)).rows).toHaveLength(1);
    await store.close();
    await expect.poll(async () => (await left.execute(other.db)).rows).toEqual([]);
  });
});

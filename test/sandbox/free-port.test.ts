import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { freePort, listenFrom, loopbackAddress, NoFreePort } from '../../src/sandbox/free-port.ts';

const servers: Server[] = [];

const server = (): Server => {
  const made = createServer();
  servers.push(made);
  return made;
};

afterEach(async () => {
  for (const one of servers.splice(0)) {
    if (!one.listening) continue;
    one.close();
    await once(one, 'close');
  }
});

test('the preferred port is taken when it is free', async () => {
  const preferred = await freePort();
  expect(await listenFrom(server(), preferred)).toBe(preferred);
});

test('a busy port is stepped over', async () => {
  const busy = await listenFrom(server(), await freePort());
  const got = await listenFrom(server(), busy);
  expect(got).toBeGreaterThan(busy);
});

test('the server that stepped over a port really listens at the next one, on this machine only', async () => {
  const busy = await listenFrom(server(), await freePort());
  const second = server();
  const got = await listenFrom(second, busy);
  expect(second.address()).toMatchObject({ address: loopbackAddress, port: got });
});

test('a port that can not be had for another reason is an error, not a search', async () => {
  await expect(listenFrom(server(), 70_000)).rejects.toThrow(RangeError);
});

test('the error for a full range names the range', () => {
  expect(new NoFreePort(4600, 4649).message).toContain('4600 to 4649');
});

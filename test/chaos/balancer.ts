import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Chance } from './chance.ts';
import { type Gate, type Life, now } from './passage.ts';
import { ask, jsonIn } from './wire.ts';

/** A process that takes updates, as far as the balancer knows. */
export interface Target {
  life: Life;
  /** Undefined while it doesn't listen yet. */
  port: number | undefined;
}

/** The one address behind which all copies take updates by turns. */
export interface Balancer {
  /** For WEBHOOK_URL. */
  url: string;
  close(): Promise<void>;
}

/**
 * Hands each update to the next copy. Where that one is dead it tries another or leaves it to Telegram to repeat;
 * now and then it loses an answer, and now and then it hands an update to two copies at once.
 */
export async function openBalancer(
  targets: () => readonly Target[],
  gate: Gate,
  chance: Chance,
): Promise<Balancer> {
  let turn = 0;

  /** The status that a copy answers; undefined: none. */
  const hand = async (
    body: Buffer,
    headers: Record<string, string | string[] | undefined>,
    path: string,
  ): Promise<number | undefined> => {
    const all = targets();
    turn += 1;
    const target = all[turn % all.length];
    if (target === undefined) return undefined;
    const passage = gate.enter({
      life: target.life,
      to: 'bot',
      what: 'delivery',
      query: {},
      body: jsonIn(body),
    });
    if (!(await gate.pass(passage, 'arrived')) || target.port === undefined) {
      passage.overAt = now();
      return undefined;
    }
    const address = `http://127.0.0.1:${target.port}${path}`;
    const answer = await ask(address, 'POST', headers, body, AbortSignal.timeout(5000));
    passage.overAt = now();
    if (answer === undefined) return undefined;
    passage.status = answer.status;
    // One that is stopped here stays unanswered, as when the copy or the balancer dies at this moment.
    return (await gate.pass(passage, 'carried out')) ? answer.status : undefined;
  };

  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const path = request.url ?? '/';
    const { connection: _, host: __, ...headers } = request.headers;
    const handOn = () => hand(body, headers, path);
    const goesTwice = chance.happens(0.05);
    const isLost = chance.happens(0.05);
    const triesAnother = chance.happens(0.5);
    const asksForPatience = chance.happens(0.5);
    const [first, second] = await Promise.all([handOn(), goesTwice ? handOn() : undefined]);
    const status = first ?? second ?? (triesAnother ? await handOn() : undefined) ?? 502;
    if (isLost) response.destroy();
    else if (status === 503 || (status === 502 && asksForPatience))
      response.writeHead(status, { 'retry-after': '1' }).end();
    else response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

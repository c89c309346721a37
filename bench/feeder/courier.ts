import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookAddress } from './feeder.ts';
import { messageUpdate } from './updates.ts';

/** Telegram Bot API, setWebhook, max_connections: the default. */
const connections = 40;

/** What became of handed-over updates. */
export interface Deliveries {
  /** How long each acknowledgement took, in milliseconds. */
  times: number[];
  /** How many were not acknowledged. */
  refused: number;
}

/** Hands updates over to a webhook, over as many connections as Telegram has. */
export class Courier {
  readonly #address: WebhookAddress;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: connections });
  #lastUpdate = 0;

  constructor(address: WebhookAddress) {
    this.#address = address;
  }

  /** A message in each of these chats, handed over as fast as they are acknowledged. */
  async burst(chats: readonly number[], text: string): Promise<Deliveries> {
    const deliveries: Deliveries = { times: [], refused: 0 };
    const waiting = chats.values();
    const work = async () => {
      for (const chat of waiting) await this.#hand(chat, text, deliveries);
    };
    await Promise.all(Array.from({ length: connections }, work));
    return deliveries;
  }

  /** A message in each of these chats, handed over at a steady rate. */
  async steady(chats: readonly number[], text: string, perSecond: number): Promise<Deliveries> {
    const deliveries: Deliveries = { times: [], refused: 0 };
    const began = performance.now();
    const handed: Promise<void>[] = [];
    for (const [at, chat] of chats.entries()) {
      const ms = began + (at * 1000) / perSecond - performance.now();
      if (ms > 0) await sleep(ms);
      handed.push(this.#hand(chat, text, deliveries));
    }
    await Promise.all(handed);
    return deliveries;
  }

  close(): void {
    this.#agent.destroy();
  }

  async #hand(chat: number, text: string, deliveries: Deliveries): Promise<void> {
    this.#lastUpdate += 1;
    const body = JSON.stringify(messageUpdate(this.#lastUpdate, chat, text));
    const began = performance.now();
    if ((await this.#post(body)) === 200) deliveries.times.push(performance.now() - began);
    else deliveries.refused += 1;
  }

  /** The status of the answer; undefined where the connection broke. */
  #post(body: string): Promise<number | undefined> {
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-telegram-bot-api-secret-token': this.#address.secret,
    };
    const sent = request(
      this.#address.url,
      { method: 'POST', agent: this.#agent, headers },
      (response) => {
        response.resume().once('end', () => resolve(response.statusCode));
      },
    );
    // A kept connection may be closed at the very moment at which it is used again (Node, request.reusedSocket).
    sent.once('error', () => resolve(sent.reusedSocket ? this.#post(body) : undefined));
    sent.end(body);
    return promise;
  }
}

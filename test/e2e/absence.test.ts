import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  openShop,
  presses,
  type ShopWorld,
  shownBy,
} from './shop-world.ts';

/** What an ill Ngorder says instead of a list. */
interface Illness {
  status: number;
  type?: string;
  body: string;
}

/** Stands between the bot and Ngorder, and can answer for its lists. */
interface Between {
  root: string;
  target: string;
  illness: Illness | undefined;
  /** How many lists it has answered for. */
  ill: number;
  close(): void;
}

/** Long enough for a request to leave on a busy machine. */
const actMs = 1000;
const orderId = namedOrders.canceled.orderId;
let between: Between;
let world: ShopWorld;
let chat: Chat;

beforeAll(async () => {
  between = await standBetween();
  world = await openShop({ environment: { NGORDER_API_ROOT: between.root }, limits: { actMs } });
  between.target = world.ngorder.url;
  chat = await world.play.privateChat(world.sari);
});
beforeEach(() => {
  world.ngorder.control.reset();
  between.illness = undefined;
  between.ill = 0;
});
afterAll(async () => {
  await world.close();
  between.close();
});

async function standBetween(): Promise<Between> {
  const server: Server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const isList = method === 'GET' && /^\/(?:order|order-cancel)\?/.test(url);
    if (isList && between.illness !== undefined) {
      between.ill += 1;
      const { status, type = 'application/json', body } = between.illness;
      response.writeHead(status, { 'content-type': type }).end(body);
      return;
    }
    try {
      const body = method === 'GET' ? null : Buffer.concat(await Array.fromAsync(request));
      const { authorization = '', 'content-type': type = 'application/json' } = headers;
      const sent = { authorization, 'content-type': type };
      const answer = await fetch(between.target + url, { method, headers: sent, body });
      const content = answer.headers.get('content-type') ?? 'application/json';
      response.writeHead(answer.status, { 'content-type': content });
      response.end(Buffer.from(await answer.arrayBuffer()));
    } catch {
      request.socket.destroy();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    root: `http://127.0.0.1:${port}`,
    target: '',
    illness: undefined,
    ill: 0,
    close: () => void server.close(),
  };
}

/** Says Yes to deleting, and loses the answer, before or after the order is deleted. */
async function deleteWithoutAnswer(when: 'before' | 'after', illness?: Illness): Promise<Message> {
  const card = await asks(world, world.sari, chat, `/cancel #${orderId}`, 'not active');
  await presses(world, world.sari, card, 'Delete');
  const question = await becomes(world, chat, card, 'Delete this order for good?');
  world.ngorder.control.fault({ kind: 'broken', operation: 'delete', when });
  // It falls ill with the request: until then the order can be read.
  const stop = world.ngorder.control.onChange((change) => {
    if (change.type === 'call' && change.call.operation === 'delete') between.illness = illness;
  });
  await presses(world, world.sari, question, 'Yes, delete for good');
  await world.ngorder.control.until(() => actsAtNgorder(world).length === 1);
  stop();
  return question;
}

describe('an order that was to be deleted, and nobody knows whether it was', () => {
  const noOrders = { total: 0, count: 0, per_page: 50, current_page: 1, total_pages: 0, links: [] };

  test.each<[string, Illness]>([
    ['without figures', { status: 200, body: '{"data":[]}' }],
    [
      'with a total of 0',
      { status: 200, body: JSON.stringify({ data: [], meta: { pagination: noOrders } }) },
    ],
    ['as not there', { status: 404, body: '{"response":"Failed","message":"Not Found"}' }],
    ['as a page of HTML', { status: 200, type: 'text/html', body: '<html>Perbaikan</html>' }],
  ])('is not called deleted while Ngorder gives every list %s', async (_, illness) => {
    const question = await deleteWithoutAnswer('before', illness);
    // By then it was looked for twice, or tried to: what can't be read at all ends with the first list.
    const lists = illness.type === undefined ? 12 : 1;
    await vi.waitFor(() => expect(between.ill).toBeGreaterThan(lists), { timeout: 25_000 });
    await becomes(world, chat, question, 'No answer from Ngorder yet');
    between.illness = undefined;
    await becomes(world, chat, question, 'Not deleted');
    expect(world.ngorder.control.where(orderId)).toBe('CANCEL');
  });

  test('is not called kept by one reading: Ngorder may carry out long afterwards what it was asked', async () => {
    const { control } = world.ngorder;
    const card = await asks(world, world.sari, chat, `/cancel #${orderId}`, 'not active');
    await presses(world, world.sari, card, 'Delete');
    const question = await becomes(world, chat, card, 'Delete this order for good?');
    control.fault({ kind: 'delay', operation: 'delete', delayMs: 60_000 });
    // The limit has passed twice, and the order was read where it was: then the request is carried out.
    const isOver = Date.now() + 2 * actMs;
    await presses(world, world.sari, question, 'Yes, delete for good');
    await control.until(() => control.waiting() === 1);
    const stop = control.onChange((change) => {
      if (change.type !== 'call' || change.call.operation !== 'list') return;
      if (change.call.status === 200 && Date.now() >= isOver) control.release();
    });
    await becomes(world, chat, question, 'looked up');
    stop();
    const later = (await world.play.messages(chat)).filter(
      ({ message_id }) => message_id >= question.message_id,
    );
    expect(later.map(shownBy).join()).not.toContain('Not deleted');
    expect(control.where(orderId)).toBe('gone');
    expect(actsAtNgorder(world)).toHaveLength(1);
  });

  test('is called deleted when two complete readings found it nowhere', async () => {
    const question = await deleteWithoutAnswer('after');
    await becomes(world, chat, question, 'looked up');
    expect(world.ngorder.control.where(orderId)).toBe('gone');
    expect(actsAtNgorder(world)).toHaveLength(1);
  });
});

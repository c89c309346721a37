// A run over many orders by the whole bot: how much faster than one order after the other, and how near to what Ngorder bears.

import { request as httpRequest } from 'node:http';
import { openPretendShop } from '../feeder/pretend-shop.ts';
import { type Aim, figure } from '../figures.ts';
import { ourBot } from '../our-bot.ts';
import type { Report } from '../report.ts';
import { TalkingBot } from '../talking-bot.ts';

const orders = 500;
const latencyMs = 200;
/** How many requests at once the pretended Ngorder bears; it refuses the next one. */
const borne = [Number.POSITIVE_INFINITY, 16, 8, 4];
const leastTimesFaster = 8;
const mostTimesBound = 1.25;

export async function manyTheme(): Promise<Report> {
  const alone = orders * latencyMs;
  const lines: string[][] = [
    [
      'Ngorder bears at once',
      'took',
      'requests',
      'refused',
      'faster',
      'of the bound',
      'a bare loop',
    ],
  ];
  const aims: Aim[] = [];
  for (const atOnce of borne) {
    const isBound = Number.isFinite(atOnce);
    const bareMs = isBound ? await returnedByBareLoop(atOnce) : undefined;
    const { ms, requests, refused } = await returned(atOnce);
    const boundMs = (orders / atOnce) * latencyMs;
    lines.push([
      isBound ? String(atOnce) : 'any',
      figure(ms, 'ms'),
      String(requests),
      String(refused),
      figure(alone / ms, '×'),
      isBound ? figure(ms / boundMs, '×') : '–',
      bareMs === undefined ? '–' : figure(bareMs / boundMs, '×'),
    ]);
    const aim: Aim = isBound
      ? {
          what: `with ${atOnce} at once, of the bound`,
          measured: ms / boundMs,
          unit: '×',
          atMost: mostTimesBound,
        }
      : {
          what: 'without a limit, to one after the other',
          measured: alone / ms,
          unit: '×',
          atLeast: leastTimesFaster,
        };
    aims.push(aim);
  }
  return {
    title: 'A run over many',
    how: `${orders} orders are returned, each request ${latencyMs} ms; from the Yes to the summary. The bound is that of the acts alone; the bare loop knows what Ngorder bears and keeps no ledger.`,
    lines,
    aims,
  };
}

async function returned(
  atOnce: number,
): Promise<{ ms: number; requests: number; refused: number }> {
  const shop = await openPretendShop({ canceled: orders, latencyMs, atOnce });
  const bot = await TalkingBot.enter('our bot', ourBot(), shop);
  try {
    await bot.start();
    // The first start ever compiles everything, and writes that down a while later.
    await bot.stop();
    await bot.start();
    const list = await bot.openList();
    await bot.press(list, 'Select');
    await bot.press(list, `All ${orders}`);
    const asked = bot.shows(`Return ${orders} orders to active?`);
    await bot.press(list, 'Return selected');
    await asked;
    const before = shop.requests();
    const begun = performance.now();
    const over = bot.shows(`${orders} of ${orders} orders returned`);
    await bot.press(list, `Yes, return ${orders} orders`);
    await over;
    const ms = performance.now() - begun;
    return { ms, requests: shop.requests() - before, refused: shop.refused() };
  } finally {
    await bot.leave();
    shop.close();
  }
}

/** What this machine has time for: so many at once, each over its own connection, one after the other at once. */
async function returnedByBareLoop(atOnce: number): Promise<number> {
  const shop = await openPretendShop({ canceled: orders, latencyMs, atOnce });
  let left = orders;
  const loop = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await post(`${shop.url}/order-cancel/return`, { id: 10_000 + left });
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: atOnce }, loop));
  const ms = performance.now() - begun;
  shop.close();
  return ms;
}

function post(url: string, body: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: 'POST', agent: false }, (response) =>
      response.resume().once('end', resolve),
    );
    request.once('error', reject).end(JSON.stringify(body));
  });
}

// How long Telegram waits at our webhook while every handler is slow.

import { freePort } from '../../src/sandbox/free-port.ts';
import { startNgorderSandbox } from '../../src/sandbox/ngorder/server.ts';
import type { Databases } from '../databases.ts';
import { bareWithWebhook, wholeBot } from '../entries.ts';
import { type Entry, FedBot, someChats } from '../fed-bot.ts';
import { Courier, type Deliveries } from '../feeder/courier.ts';
import { type Aim, figure, median, percentile } from '../figures.ts';
import type { Report } from '../report.ts';

/** How long Telegram takes to answer, and with it every handler. */
const handlerMs = 2000;
const chats = 200;
const perSecond = 50;
const steadyUpdates = 300;
const burstUpdates = 600;
/** Where every acknowledgement takes as long as a handler, more would only take longer. */
const waitingUpdates = 80;

interface Course {
  entry: Entry;
  steady: Deliveries;
  burst: Deliveries;
  /** How many handlers were at work at once, at most. */
  atWork: number;
}

export async function webhookTheme(databases: Databases): Promise<Report> {
  const ngorder = await startNgorderSandbox();
  const courses: Course[] = [];
  try {
    courses.push(await run(bareWithWebhook));
    for (const kind of databases.kinds) {
      courses.push(await run(await wholeBot(databases, kind, { people: chats, ngorder })));
    }
  } finally {
    await ngorder.close();
  }
  return {
    title: 'Webhook',
    how:
      `Acknowledgements while every handler takes ${handlerMs / 1000} s: ${steadyUpdates} updates at ${perSecond}/s, ` +
      `then ${burstUpdates} at once over Telegram's 40 connections, from ${chats} chats.`,
    lines: lines(courses),
    aims: courses.filter(({ entry }) => entry !== bareWithWebhook).flatMap(aims),
  };
}

async function run(entry: Entry): Promise<Course> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/telegram`;
  const env = { ...entry.env, PORT: `${port}`, WEBHOOK_URL: url, WEBHOOK_SECRET: 'for-the-bench' };
  const bot = await FedBot.start({ ...entry, env }, 0, ({ webhook }) => webhook !== undefined);
  const courier = new Courier({ url, secret: env.WEBHOOK_SECRET });
  try {
    await courier.burst(someChats(chats, chats), '/help');
    bot.feeder.answerMs = handlerMs;
    const waits = entry === bareWithWebhook;
    const some = (count: number) => someChats(waits ? waitingUpdates : count, chats);
    const steady = await courier.steady(some(steadyUpdates), '/help', perSecond);
    const burst = await courier.burst(some(burstUpdates), '/help');
    return { entry, steady, burst, atWork: bot.feeder.mostUnderWay };
  } finally {
    courier.close();
    await bot.stop();
  }
}

function lines(courses: readonly Course[]): string[][] {
  return [
    ['', `p50 at ${perSecond}/s`, 'p99', 'p50 at once', 'p99', 'refused', 'handlers at work'],
    ...courses.map(({ entry, steady, burst, atWork }) => [
      entry.name,
      ...[steady, burst].flatMap(({ times }) =>
        [median(times), percentile(times, 0.99)].map((ms) => figure(ms, 'ms')),
      ),
      String(steady.refused + burst.refused),
      String(atWork),
    ]),
  ];
}

function aims({ entry, steady, burst }: Course): Aim[] {
  return Object.entries({ [`at ${perSecond}/s`]: steady, 'at once': burst }).map(
    ([when, { times }]): Aim => ({
      what: `${entry.name}: p99 of acknowledgements ${when}`,
      measured: percentile(times, 0.99),
      unit: 'ms',
      atMost: 50,
    }),
  );
}

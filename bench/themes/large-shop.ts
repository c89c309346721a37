// What it costs that a shop has had tens of thousands of its orders canceled: a start, presses, a search, memory.

import { openPretendShop } from '../feeder/pretend-shop.ts';
import { type Aim, figure, median, percentile } from '../figures.ts';
import { ourBot } from '../our-bot.ts';
import type { Report } from '../report.ts';
import { TalkingBot } from '../talking-bot.ts';

/** How many canceled orders the shops have. */
const few = 500;
const many = 50_000;
const presses = 60;
const leastPressMs = 5;

interface Measured {
  startMs: number;
  pressMs: number[];
  /** While the search goes on. */
  busyPressMs: number[];
  searchMs: number;
  restMegabytes: number | undefined;
  mostMegabytes: number | undefined;
}

export async function largeShopTheme(): Promise<Report> {
  const lines = [
    [
      'canceled orders',
      'start',
      'press p50',
      'p99',
      'while it searches',
      'p99',
      'search',
      'memory',
      'most',
    ],
  ];
  const measured = new Map<number, Measured>();
  for (const canceled of [few, many]) measured.set(canceled, await measure(canceled));
  for (const [canceled, of] of measured) lines.push([String(canceled), ...figures(of)]);
  const [small, large] = [measured.get(few), measured.get(many)];
  return {
    title: 'A shop with many canceled orders',
    how:
      `${presses} presses through the list before and during a search over all of it that finds nothing; ` +
      'Telegram and Ngorder answer at once.',
    lines,
    aims: small && large ? aimsOf(small, large) : [],
  };
}

async function measure(canceled: number): Promise<Measured> {
  const ngorder = await openPretendShop({ canceled, latencyMs: 0 });
  const bot = await TalkingBot.enter('our bot', ourBot(), ngorder);
  try {
    await bot.start();
    await bot.stop();
    const startMs = await bot.start();
    const list = await bot.openList();
    const pressMs: number[] = [];
    for (let at = 0; at < presses; at += 1) pressMs.push(await turn(bot, list, at));
    const restMegabytes = bot.memory();
    let most = restMegabytes ?? 0;
    const begun = performance.now();
    await bot.ask('/find zebra');
    let isOver = false;
    const over = bot.shows('were read').then(() => {
      isOver = true;
      return performance.now() - begun;
    });
    const busyPressMs: number[] = [];
    for (let at = 0; !isOver || at < 2; at += 1) {
      busyPressMs.push(await turn(bot, list, at));
      most = Math.max(most, bot.memory() ?? 0);
    }
    return {
      startMs,
      pressMs,
      busyPressMs,
      searchMs: await over,
      restMegabytes,
      mostMegabytes: most,
    };
  } finally {
    await bot.leave();
    ngorder.close();
  }
}

async function turn(bot: TalkingBot, list: number, at: number): Promise<number> {
  return (await bot.press(list, at % 2 === 0 ? '›' : '‹')).edited;
}

function figures(of: Measured): string[] {
  const { startMs, pressMs, busyPressMs, searchMs, restMegabytes, mostMegabytes } = of;
  const times = [startMs, median(pressMs), percentile(pressMs, 0.99)];
  const busy = [median(busyPressMs), percentile(busyPressMs, 0.99), searchMs];
  return [
    ...[...times, ...busy].map((ms) => figure(ms, 'ms')),
    ...[restMegabytes, mostMegabytes].map((size) =>
      size === undefined ? '-' : figure(size, 'MB'),
    ),
  ];
}

function aimsOf(small: Measured, large: Measured): Aim[] {
  const press = Math.max(leastPressMs, median(small.pressMs));
  const aim = { unit: '×', atMost: 1.5 } as const;
  return [
    {
      what: `start with ${many} to one with ${few}`,
      measured: large.startMs / small.startMs,
      ...aim,
    },
    {
      what: `press with ${many} to one with ${few}`,
      measured: median(large.pressMs) / press,
      ...aim,
    },
  ];
}

// What one person feels of our bot as it is run, beside a bare bot that does the same: starts, presses, memory.

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NgorderSandbox } from '../../src/sandbox/ngorder/server.ts';
import { startNgorderSandbox } from '../../src/sandbox/ngorder/server.ts';
import { type Aim, figure, median, percentile, type Unit } from '../figures.ts';
import { ourBot } from '../our-bot.ts';
import type { Report } from '../report.ts';
import { type PressTimes, TalkingBot } from '../talking-bot.ts';

/** Of code that the first start has compiled. */
const starts = 9;
const restMs = 3000;
const firstPresses = 100;
/** The bot runs for weeks: it is measured when its code is compiled. */
const warmUpPresses = 400;
const measuredPresses = 300;
/** Both take turns of this many presses, so that whatever else the machine does falls on both. */
const turn = 10;

const bareProgram = [join(import.meta.dirname, '..', 'bots', 'bare-shop.ts')];

/** What was measured of one bot. */
interface Course {
  bot: TalkingBot;
  /** Milliseconds from the start of the process to the answer to a /start that waited, the first time ever. */
  firstStart: number | undefined;
  /** The same, of the later starts. */
  starts: number[];
  restMemory: number | undefined;
  usedMemory: number | undefined;
  peakMemory: number | undefined;
  presses: PressTimes[];
}

export async function talkTheme(): Promise<Report> {
  const ngorder = await startNgorderSandbox();
  const ours = await enter('our bot', ourBot(), ngorder);
  const bare = await enter('the bare bot', bareProgram, ngorder);
  try {
    await measure([ours, bare]);
  } finally {
    await Promise.all([ours.bot.leave(), bare.bot.leave()]);
    await ngorder.close();
  }
  return {
    title: 'One person',
    how: `a first start and ${starts} more, ${measuredPresses} presses after ${warmUpPresses} to warm up; Telegram and Ngorder answer at once.`,
    lines: lines(ours, bare),
    aims: aims(ours, bare),
  };
}

async function enter(
  name: string,
  program: readonly string[],
  ngorder: NgorderSandbox,
): Promise<Course> {
  const bot = await TalkingBot.enter(name, program, ngorder);
  return {
    bot,
    firstStart: undefined,
    starts: [],
    restMemory: undefined,
    usedMemory: undefined,
    peakMemory: undefined,
    presses: [],
  };
}

async function measure(courses: readonly Course[]): Promise<void> {
  for (const course of courses) course.firstStart = await course.bot.start();
  for (let run = 1; run <= starts; run += 1) {
    for (const course of courses) {
      await course.bot.stop();
      course.starts.push(await course.bot.start());
    }
  }
  await sleep(restMs);
  const lists = new Map<Course, number>();
  for (const course of courses) {
    course.restMemory = course.bot.memory();
    lists.set(course, await course.bot.openList());
  }
  await page(lists, firstPresses);
  for (const course of courses) course.usedMemory = course.bot.memory();
  await page(lists, warmUpPresses - firstPresses);
  for (const course of courses) course.presses = [];
  await page(lists, measuredPresses);
  for (const course of courses) course.peakMemory = course.bot.peakMemory();
}

/** Pages forth and back through each bot's list, in turns. */
async function page(lists: ReadonlyMap<Course, number>, presses: number): Promise<void> {
  for (let done = 0; done < presses; done += turn) {
    const label = (done / turn) % 2 === 0 ? '›' : '‹';
    for (const [course, list] of lists) {
      for (let press = 0; press < turn; press += 1) {
        course.presses.push(await course.bot.press(list, label));
      }
    }
  }
}

function lines(ours: Course, bare: Course): string[][] {
  const line = (what: string, unit: Unit, of: (course: Course) => number | undefined) => {
    const [our, other] = [of(ours), of(bare)];
    const ratio = our === undefined || other === undefined ? undefined : our / other;
    return [what, figure(our, unit), figure(other, unit), figure(ratio, '×')];
  };
  const pressed = (kind: keyof PressTimes, share: number) => (course: Course) =>
    percentile(
      course.presses.map((times) => times[kind]),
      share,
    );
  return [
    ['', 'our bot', 'bare grammY', 'ratio'],
    line('press to edited page, p50', 'ms', pressed('edited', 0.5)),
    line('press to edited page, p99', 'ms', pressed('edited', 0.99)),
    line('press to answered press, p50', 'ms', pressed('answered', 0.5)),
    line('press to answered press, p99', 'ms', pressed('answered', 0.99)),
    line('first start ever to answered /start', 'ms', (course) => course.firstStart),
    line('start with compiled code to answered /start, p50', 'ms', (course) =>
      median(course.starts),
    ),
    line(`memory at rest, ${restMs / 1000} s after the start`, 'MB', (course) => course.restMemory),
    line(`memory after ${firstPresses} presses`, 'MB', (course) => course.usedMemory),
    line('most memory, after all presses', 'MB', (course) => course.peakMemory),
  ];
}

function aims(ours: Course, bare: Course): Aim[] {
  const ratio = (of: (course: Course) => number | undefined): number | undefined => {
    const [our, other] = [of(ours), of(bare)];
    return our === undefined || other === undefined ? undefined : our / other;
  };
  return [
    {
      what: 'start with compiled code to answered /start, p50, to bare',
      measured: ratio(({ starts }) => median(starts)),
      unit: '×',
      atMost: 2.67,
    },
    { what: 'memory at rest', measured: ours.restMemory, unit: 'MB', atMost: 90 },
    {
      what: 'most memory, after all presses, to bare',
      measured: ratio(({ peakMemory }) => peakMemory),
      unit: '×',
      atMost: 1.2,
    },
  ];
}

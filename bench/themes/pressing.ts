// Fifty people who turn pages, each the next one as soon as the last is there: our bot beside a bare one that shows the same.

import type { Databases } from '../databases.ts';
import { bareShop, wholeBot } from '../entries.ts';
import { type Entry, FedBot } from '../fed-bot.ts';
import { type Presser, pressersAt } from '../feeder/presser.ts';
import { type Pressed, pressing } from '../feeder/pressing.ts';
import { openPretendShop, type PretendShop } from '../feeder/pretend-shop.ts';
import { type Aim, figure, median, percentile, type Unit } from '../figures.ts';
import type { Report } from '../report.ts';

const telegramMs = 30;
const ngorderMs = 50;
const people = 50;
const orders = 500;
const rounds = 3;
const turnMs = 3000;
const warmUpMs = 5000;
const pressesAlone = 25;

interface Course {
  entry: Entry;
  bot: FedBot;
  shop: PretendShop;
  /** Those who press, and the one who acts on many orders. */
  crowd: Presser[];
  clerk: Presser;
  /** Fifty on fifty pages, fifty on the same one, one alone. */
  apart: Pressed[];
  together: Pressed[];
  alone: Pressed[];
  /** Without and beside a run over many orders. */
  without: Pressed[];
  beside: Pressed[];
}

export async function pressingTheme(databases: Databases): Promise<Report> {
  const courses: Course[] = [];
  let bench = { ms: 0, busy: 0 };
  try {
    courses.push(await enter(async (ngorder) => bareShop(ngorder)));
    for (const kind of databases.kinds)
      courses.push(
        await enter((ngorder) => wholeBot(databases, kind, { people: people + 1, ngorder })),
      );
    for (const course of courses) await warmUp(course);
    const began = performance.now();
    const usage = process.cpuUsage();
    // In turns, so that whatever else the machine does falls on all.
    for (let round = 1; round <= rounds; round += 1) {
      for (const course of courses) course.apart.push(await pressing(course, course.crowd, turnMs));
      for (const course of courses) course.alone.push(await pressesOfOne(course));
    }
    const { user, system } = process.cpuUsage(usage);
    bench = { ms: performance.now() - began, busy: (user + system) / 1000 };
    for (const course of courses) await gather(course);
    for (let round = 1; round <= rounds; round += 1) {
      for (const course of courses)
        course.together.push(await pressing(course, course.crowd, turnMs));
    }
    for (const course of courses.slice(1)) await measureRuns(course);
  } finally {
    await Promise.all(
      courses.map(async ({ bot, shop }) => {
        await bot.stop();
        shop.close();
      }),
    );
  }
  return {
    title: 'Fifty who press',
    how:
      `${people} people turn pages of ten orders, each the next one as soon as the last is there, ${rounds} rounds of ` +
      `${turnMs / 1000} s; one alone; then beside ${orders} orders that are returned. Telegram takes ${telegramMs} ms, Ngorder ` +
      `${ngorderMs} ms; both are one process here, busy for ${figure(bench.busy / bench.ms, '×')} of the time.`,
    lines: lines(courses),
    aims: aims(courses),
  };
}

async function enter(entryFor: (shop: PretendShop) => Promise<Entry>): Promise<Course> {
  const shop = await openPretendShop({ canceled: orders, rejected: orders, latencyMs: ngorderMs });
  const entry = await entryFor(shop);
  const bot = await FedBot.start(entry, telegramMs);
  const [clerk, ...crowd] = pressersAt(bot.feeder, people + 1);
  if (clerk === undefined) throw new Error('Nobody is there to press');
  const measured = { apart: [], together: [], alone: [], without: [], beside: [] };
  return { entry, bot, shop, crowd, clerk, ...measured };
}

/** The bot runs for weeks: it is measured when its code is compiled. Afterwards everybody is on a page of their own. */
async function warmUp(course: Course): Promise<void> {
  const { crowd } = course;
  await Promise.all(crowd.map((person) => person.write('/canceled')));
  await pressing(course, crowd, warmUpMs);
  await Promise.all(crowd.map((person) => person.write('/canceled')));
  await Promise.all(
    crowd.map(async (person, at) => {
      for (let turns = 0; turns < at; turns += 1) await person.turn();
    }),
  );
}

/** Has everybody begin with the same page, at once. */
async function gather({ crowd }: Course): Promise<void> {
  await Promise.all(crowd.map((person) => person.write('/canceled')));
}

async function pressesOfOne({ bot, shop, crowd }: Course): Promise<Pressed> {
  let pressed = 0;
  const all = Promise.withResolvers<void>();
  const counted = {
    turn: async () => {
      const ms = (await crowd[0]?.turn()) ?? 0;
      pressed += 1;
      if (pressed === pressesAlone) all.resolve();
      return ms;
    },
  };
  return pressing({ bot, shop }, [counted], all.promise);
}

/** What a run over many orders is to those who press beside it, on lists that it doesn't change. */
async function measureRuns(course: Course): Promise<void> {
  const { crowd, clerk, shop } = course;
  await Promise.all(
    crowd.map(async (person) => {
      await person.write('/canceled');
      await person.press('Rejected', 'Rejected');
    }),
  );
  for (let round = 1; round <= rounds; round += 1) {
    course.without.push(await pressing(course, crowd, turnMs));
    shop.restock();
    await clerk.write('/canceled');
    await clerk.press('Select');
    await clerk.press(`All ${orders}`);
    await clerk.press('Return selected', `Return ${orders} orders to active?`);
    const run = clerk.press(
      `Yes, return ${orders} orders`,
      `${orders} of ${orders} orders returned`,
    );
    course.beside.push(await pressing(course, crowd, run));
  }
}

const perSecond = ({ times, took }: Pressed) => (times.length / took) * 1000;
const share =
  (of: number) =>
  ({ times }: Pressed) =>
    percentile(times, of);
const cost = ({ mainThread, times }: Pressed) => mainThread && mainThread / times.length;
const memory = (pressed: Pressed) => pressed.memory;
const requests = ({ requests, times }: Pressed) => requests / times.length;

/** The median of all rounds; undefined where one is not known. */
function over(rounds: readonly Pressed[], of: (pressed: Pressed) => number | undefined) {
  const values = rounds.map(of).filter((value) => value !== undefined);
  return values.length === 0 || values.length < rounds.length ? undefined : median(values);
}

function lines(courses: readonly Course[]): string[][] {
  const line = (
    what: string,
    unit: Unit,
    rounds: 'apart' | 'together' | 'alone' | 'without' | 'beside',
    of: (pressed: Pressed) => number | undefined,
  ) => [what, ...courses.map((course) => figure(over(course[rounds], of), unit))];
  return [
    ['', ...courses.map(({ entry }) => entry.name)],
    line('fifty on fifty pages: presses', '/s', 'apart', perSecond),
    line('… p50', 'ms', 'apart', share(0.5)),
    line('… p99', 'ms', 'apart', share(0.99)),
    line('… main thread for each', 'ms', 'apart', cost),
    line('… requests to Ngorder for each', '×', 'apart', requests),
    line('… most memory', 'MB', 'apart', memory),
    line('fifty on one page: presses', '/s', 'together', perSecond),
    line('… p50', 'ms', 'together', share(0.5)),
    line('… main thread for each', 'ms', 'together', cost),
    line('… requests to Ngorder for each', '×', 'together', requests),
    line('one alone: p50', 'ms', 'alone', share(0.5)),
    line('… main thread for each', 'ms', 'alone', cost),
    line(`fifty beside ${orders} orders returned: p50`, 'ms', 'beside', share(0.5)),
    line('… the run took', 'ms', 'beside', ({ took }) => took),
    line('… and without it: p50', 'ms', 'without', share(0.5)),
  ];
}

function aims([bare, ...ours]: readonly Course[]): Aim[] {
  if (bare === undefined) return [];
  return ours.flatMap((our): Aim[] => {
    const ratio = (
      rounds: 'apart' | 'together' | 'alone',
      of: (pressed: Pressed) => number | undefined,
    ) => {
      const [measured, measure] = [over(our[rounds], of), over(bare[rounds], of)];
      return measured === undefined || measure === undefined ? undefined : measured / measure;
    };
    const aim = (what: string, measured: number | undefined) =>
      ({ what: `${our.entry.name}: ${what}`, measured, unit: '×' }) as const;
    const [beside, without] = [over(our.beside, share(0.5)), over(our.without, share(0.5))];
    return [
      { ...aim('presses to bare', ratio('apart', perSecond)), atLeast: 0.8 },
      { ...aim('… on one page', ratio('together', perSecond)), atLeast: 0.8 },
      { ...aim('p50 to bare', ratio('apart', share(0.5))), atMost: 1.25 },
      { ...aim('… on one page', ratio('together', share(0.5))), atMost: 1.25 },
      { ...aim('main thread to bare', ratio('apart', cost)), atMost: 1.6 },
      { ...aim('… on one page', ratio('together', cost)), atMost: 1.6 },
      { ...aim('most memory to bare', ratio('apart', memory)), atMost: 1.2 },
      { ...aim('one alone, p50 to bare', ratio('alone', share(0.5))), atMost: 1.1 },
      {
        ...aim('p50 beside a run to without', beside && without && beside / without),
        atMost: 1.5,
      },
    ];
  });
}

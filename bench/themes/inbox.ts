// What it costs that no update is lost: the same small bot through our inbox and without it.

import type { Databases } from '../databases.ts';
import { bare, bareWithRunner, throughInbox } from '../entries.ts';
import { type Entry, FedBot, someChats } from '../fed-bot.ts';
import { type Passage, untilAnswered, untilCalled } from '../feeder/backlog.ts';
import { type Aim, figure, median, percentile } from '../figures.ts';
import type { Report } from '../report.ts';

/** How long Telegram takes to answer. */
const answerMs = 30;
const chats = 1000;
const rounds = 3;
/** How many updates wait at once in a round: every chat has several. */
const updates = 3000;
/** One update after the other takes the whole of Telegram's time: more would only take longer. */
const sequentialUpdates = 60;
/** Steady rates at which latency is measured: the first is slow enough for one after the other. */
const rates = [
  { perSecond: 20, seconds: 3 },
  { perSecond: 200, seconds: 2 },
];
const text = 'hello';

interface Course {
  entry: Entry;
  bot: FedBot;
  /** Updates a second, of each round. */
  throughput: number[];
  /** By updates a second. */
  steady: Map<number, Passage[]>;
}

/** One turn of a course. */
type Turn = (course: Course) => Promise<void>;

export async function inboxTheme(databases: Databases): Promise<Report> {
  const courses: Course[] = [];
  try {
    for (const entry of await entries(databases)) {
      const bot = await FedBot.start(entry, answerMs);
      courses.push({ entry, bot, throughput: [], steady: new Map() });
      await bot.flood(someChats(waiting(entry), chats), text);
    }
    // In turns, so that whatever else the machine does falls on all.
    for (let round = 1; round <= rounds; round += 1) {
      for (const turn of [measureThroughput, ...rates.map(measureLatency)]) {
        for (const course of courses) await turn(course);
      }
    }
  } finally {
    await Promise.all(courses.map(({ bot }) => bot.stop()));
  }
  return {
    title: 'Inbox',
    how:
      `${updates} updates waiting at once in ${chats} chats, median of ${rounds} rounds; ` +
      `then at a steady rate, from an update at Telegram to its answer. Telegram takes ${answerMs} ms.`,
    lines: lines(courses),
    aims: aims(courses),
  };
}

async function entries(databases: Databases): Promise<Entry[]> {
  const kept = [await throughInbox(databases, 'sqlite')];
  if (databases.kinds.includes('postgres')) {
    kept.push(await throughInbox(databases, 'postgres'));
    kept.push(await throughInbox(databases, 'postgres', 3));
  }
  return [bare, bareWithRunner, ...kept];
}

async function measureThroughput({ entry, bot, throughput }: Course): Promise<void> {
  throughput.push((await bot.flood(someChats(waiting(entry), chats), text)).perSecond);
}

function measureLatency({ perSecond, seconds }: (typeof rates)[number]): Turn {
  return async ({ entry, bot, steady }) => {
    if (entry.isSequential && perSecond > 1000 / answerMs) return;
    const passages = await bot.trickle(someChats(perSecond * seconds, chats), text, perSecond);
    steady.set(perSecond, [...(steady.get(perSecond) ?? []), ...passages]);
  };
}

function waiting({ isSequential }: Entry): number {
  return isSequential ? sequentialUpdates : updates;
}

function lines(courses: readonly Course[]): string[][] {
  return [
    [
      '',
      'updates',
      ...rates.flatMap(({ perSecond }) => [`p50 at ${perSecond}/s`, 'p99', 'without Telegram']),
    ],
    ...courses.map(({ entry, throughput, steady }) => [
      entry.name,
      figure(median(throughput), '/s'),
      ...rates.flatMap(({ perSecond }) => latencies(steady.get(perSecond))),
    ]),
  ];
}

function latencies(passages: readonly Passage[] | undefined): string[] {
  if (passages === undefined) return ['–', '–', '–'];
  const times = passages.map(untilAnswered);
  const own = median(passages.map(untilCalled));
  return [median(times), percentile(times, 0.99), own].map((ms) => figure(ms, 'ms'));
}

function medianLatency(passages: readonly Passage[]): number {
  return median(passages.map(untilAnswered));
}

function aims(courses: readonly Course[]): Aim[] {
  const peers = courses.filter(({ entry }) => entry === bare || entry === bareWithRunner);
  const ours = courses.filter((course) => !peers.includes(course));
  return ours.flatMap((our) =>
    peers.flatMap((peer): Aim[] => [
      {
        what: `${our.entry.name}: throughput to ${peer.entry.name}`,
        measured: median(our.throughput) / median(peer.throughput),
        unit: '×',
        atLeast: 0.7,
      },
      ...[...peer.steady].map(
        ([rate, passages]): Aim => ({
          what: `${our.entry.name}: p50 at ${rate}/s to ${peer.entry.name}`,
          measured: medianLatency(our.steady.get(rate) ?? []) / medianLatency(passages),
          unit: '×',
          atMost: 1.5,
        }),
      ),
    ]),
  );
}

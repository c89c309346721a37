// Our bot as it is run, when a thousand people write to it at once.

import { startNgorderSandbox } from '../../src/sandbox/ngorder/server.ts';
import type { Databases } from '../databases.ts';
import { bare, bareWithRunner, wholeBot } from '../entries.ts';
import { type Entry, FedBot, type Flood, someChats } from '../fed-bot.ts';
import { untilAnswered } from '../feeder/backlog.ts';
import { figure, median, percentile } from '../figures.ts';
import type { Report } from '../report.ts';

const answerMs = 30;
const people = 1000;
/** One update after the other takes the whole of Telegram's time: more would only take longer. */
const sequentialPeople = 60;
const rounds = 3;

interface Course {
  entry: Entry;
  bot: FedBot;
  floods: Flood[];
}

export async function crowdTheme(databases: Databases): Promise<Report> {
  const ngorder = await startNgorderSandbox();
  const courses: Course[] = [];
  try {
    const ours: Entry[] = [];
    for (const kind of databases.kinds) {
      ours.push(await wholeBot(databases, kind, { people, ngorder }));
    }
    for (const entry of [bare, bareWithRunner, ...ours]) {
      const course = { entry, bot: await FedBot.start(entry, answerMs), floods: [] };
      courses.push(course);
      await onslaught(course);
    }
    for (let round = 1; round <= rounds; round += 1) {
      for (const course of courses) course.floods.push(await onslaught(course));
    }
  } finally {
    await Promise.all(courses.map(({ bot }) => bot.stop()));
    await ngorder.close();
  }
  return {
    title: 'A crowd',
    how:
      `/help in ${people} private chats at once, ${sequentialPeople} for one after the other, ` +
      `median of ${rounds} rounds. Telegram takes ${answerMs} ms.`,
    lines: lines(courses),
    aims: [],
  };
}

function onslaught({ entry, bot }: Course): Promise<Flood> {
  const count = entry.isSequential ? sequentialPeople : people;
  return bot.flood(someChats(count, people), '/help');
}

function lines(courses: readonly Course[]): string[][] {
  const runner = courses.find(({ entry }) => entry === bareWithRunner);
  const throughput = ({ floods }: Course) => median(floods.map(({ perSecond }) => perSecond));
  return [
    ['', 'updates', 'to the runner', 'half answered', 'all answered'],
    ...courses.map((course) => {
      const times = course.floods.map(({ passages }) => passages.map(untilAnswered));
      return [
        course.entry.name,
        figure(throughput(course), '/s'),
        figure(runner && throughput(course) / throughput(runner), '×'),
        figure(median(times.map(median)), 'ms'),
        figure(median(times.map((of) => percentile(of, 1))), 'ms'),
      ];
    }),
  ];
}

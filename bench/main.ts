// Figures, no test: the bot as a process against both sandboxes, beside a bare grammY bot in the same run.

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startNgorderSandbox } from '../src/sandbox/ngorder/server.ts';
import { Contestant, type PressTimes } from './contestant.ts';
import { percentile, type Row, table } from './figures.ts';

const starts = 5;
const restMs = 3000;
const firstPresses = 100;
/** The bot runs for weeks: it is measured when its code is compiled. */
const warmUpPresses = 400;
const measuredPresses = 300;
/** Both take turns of this many presses, so that whatever else the machine does falls on both. */
const turn = 10;

const ngorder = await startNgorderSandbox();
const ours = await Contestant.enter(
  'our bot',
  join(import.meta.dirname, '..', 'src', 'main.ts'),
  ngorder,
);
const bare = await Contestant.enter(
  'the bare bot',
  join(import.meta.dirname, 'bare-bot.ts'),
  ngorder,
);

try {
  const startTimes = await measureStarts();
  await sleep(restMs);
  const atRest = { ours: ours.memory(), bare: bare.memory() };
  const lists = new Map([
    [ours, await ours.openList()],
    [bare, await bare.openList()],
  ]);
  await page(lists, firstPresses);
  const afterPresses = { ours: ours.memory(), bare: bare.memory() };
  await page(lists, warmUpPresses - firstPresses);
  const presses = await page(lists, measuredPresses);

  const row = (what: string, values: (of: Contestant) => number[], share: number): Row => ({
    what,
    unit: 'ms',
    ours: percentile(values(ours), share),
    bare: percentile(values(bare), share),
  });
  const edited = (of: Contestant) => (presses.get(of) ?? []).map((times) => times.edited);
  const answered = (of: Contestant) => (presses.get(of) ?? []).map((times) => times.answered);
  console.log(
    `${availableParallelism()} cores, Node ${process.version}, ${warmUpPresses} presses to warm up\n`,
  );
  console.log(
    table([
      row(`press to edited page, p50 of ${measuredPresses}`, edited, 0.5),
      row('press to edited page, p99', edited, 0.99),
      row('press to answered press, p50', answered, 0.5),
      row('press to answered press, p99', answered, 0.99),
      row(`start to answered /start, p50 of ${starts}`, (of) => startTimes.get(of) ?? [], 0.5),
      { what: `memory at rest, ${restMs / 1000} s after the start`, unit: 'MB', ...atRest },
      { what: `memory after ${firstPresses} presses`, unit: 'MB', ...afterPresses },
    ]),
  );
} finally {
  await Promise.all([ours.leave(), bare.leave()]);
  await ngorder.close();
}

/** Starts each bot several times, in turns; the last ones stay. */
async function measureStarts(): Promise<Map<Contestant, number[]>> {
  const times = new Map<Contestant, number[]>([
    [ours, []],
    [bare, []],
  ]);
  for (let run = 1; run <= starts; run += 1) {
    for (const [bot, measured] of times) {
      await bot.stop();
      measured.push(await bot.start());
    }
  }
  return times;
}

/** Pages forth and back through each bot's list, in turns. */
async function page(
  lists: ReadonlyMap<Contestant, number>,
  presses: number,
): Promise<Map<Contestant, PressTimes[]>> {
  const times = new Map<Contestant, PressTimes[]>();
  for (let done = 0; done < presses; done += turn) {
    for (const [bot, list] of lists) {
      const label = (done / turn) % 2 === 0 ? '›' : '‹';
      const measured = times.get(bot) ?? [];
      times.set(bot, measured);
      for (let press = 0; press < turn; press += 1) measured.push(await bot.press(list, label));
    }
  }
  return times;
}

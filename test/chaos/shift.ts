import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseAddress } from '../../src/config.ts';
import { Running } from '../process/running.ts';
import { type Chance, createChance } from './chance.ts';
import { isSettled, type Records, readRecords } from './records.ts';
import { type Notes, work } from './seller.ts';
import { openStage, type Stage } from './stage.ts';
import { findBroken, repeats } from './verdict.ts';

export interface ShiftPlan {
  seed: number;
  rounds: number;
  database: DatabaseAddress;
  /** How many copies of the bot run at once. */
  copies: number;
}

/** What came of a shift. */
export interface ShiftReport {
  /** In words; empty when every promise was kept. */
  broken: string[];
  kills: number;
  /** How many of the kills struck a process that was still starting. */
  killedAtStart: number;
  updates: number;
  presses: number;
  acts: number;
  exports: number;
  repeats: number;
  ms: number;
  /** What the processes logged as errors, each once: no breach by itself, but the way to the cause of one. */
  errors: string[];
}

/** What a process says when it takes updates. */
const atWork = 'the bot is running';
const program = join(import.meta.dirname, 'bot.ts');
/** What is left when the kills end takes a few leases' time at most. */
const settlingMs = 60_000;

/**
 * One shift in a shop: people work, and in each round a process of the bot is killed at a random moment and started
 * again. When the rounds are over, people finish what they began, everything settles, and it is checked.
 */
export async function runShift({
  seed,
  rounds,
  database,
  copies,
}: ShiftPlan): Promise<ShiftReport> {
  const began = performance.now();
  const chance = createChance(seed);
  const stage = await openStage(database, seed);
  const bots: Running[] = [];
  const dead: Running[] = [];
  const start = (index: number) => {
    bots[index] = runBot(stage);
  };
  for (let index = 0; index < copies; index += 1) start(index);
  const notes: Notes = { done: [], presses: [], unanswered: [] };
  const closing = new AbortController();
  const firsts = ['cancel', 'return', 'delete', 'export'] as const;
  const team = stage.team.map((member, index) =>
    work(
      stage,
      member,
      firsts[index] ?? chance.one(firsts),
      chance.branch(),
      closing.signal,
      notes,
    ),
  );
  try {
    for (let round = 0; round < rounds; round += 1) {
      await randomMoment(stage, bots, chance);
      const victims = copies > 1 && chance.happens(0.25) ? 2 : 1;
      for (let victim = 0; victim < victims; victim += 1) {
        // Mostly one that works: who is killed at each start never comes to anything.
        const working = [...bots.keys()].filter((index) => isWorking(bots[index]));
        const index =
          working.length > 0 && chance.happens(0.85)
            ? chance.one(working)
            : chance.number(0, copies - 1);
        const bot = bots[index];
        if (bot === undefined) continue;
        await bot.end('SIGKILL');
        dead.push(bot);
        start(index);
      }
    }
    closing.abort();
    await Promise.all(team);
    const records = await settledRecords(database);
    const crashed = bots
      .filter(({ lives }) => !lives)
      .map(({ said }) => `a process ended: ${said}`);
    await Promise.all(bots.map((bot) => bot.end('SIGTERM')));
    return {
      broken: [...crashed, ...(await findBroken(stage, notes, records))],
      kills: dead.length,
      killedAtStart: dead.filter((bot) => !isWorking(bot)).length,
      updates: stage.updates.size,
      presses: notes.presses.length,
      acts: notes.done.filter(({ kind }) => kind !== 'export').length,
      exports: notes.done.filter(({ kind }) => kind === 'export').length,
      repeats: repeats(stage.requests, notes),
      ms: performance.now() - began,
      errors: [...new Set([...dead, ...bots].flatMap(errorsIn))],
    };
  } finally {
    await Promise.all(bots.map((bot) => bot.end('SIGKILL')));
    await stage.close();
  }
}

/** The errors of a process's log, without what differs each time. */
function errorsIn({ said }: Running): string[] {
  return said.split('\n').flatMap((line) => {
    if (!/^\{"level":[56]0/.test(line) || !line.endsWith('}')) return [];
    const { msg, err } = JSON.parse(line) as { msg: string; err?: { stack?: string } };
    return [`${msg}: ${err?.stack?.split('\n').slice(0, 3).join('') ?? ''}`];
  });
}

function isWorking(bot: Running | undefined): boolean {
  return bot?.said.includes(atWork) ?? false;
}

function runBot({ env }: Stage): Running {
  return new Running({ command: process.execPath, args: [program], env, cwd: import.meta.dirname });
}

/**
 * Soon after a random number of things have happened, so that a kill can fall between any two of them; mostly when
 * the bot has come to work, and often when an act is just under way.
 */
async function randomMoment(stage: Stage, bots: Running[], chance: Chance): Promise<void> {
  if (chance.happens(0.85)) await Promise.race(bots.map((bot) => bot.says(atWork)));
  if (chance.happens(0.4)) await stage.after(1, 'act', 2500);
  else await stage.after(chance.number(1, 25), 'anything', 2500);
  await sleep(chance.number(0, 200));
}

/** What the database holds when nothing is left to be done, or when that takes too long. */
async function settledRecords(database: DatabaseAddress): Promise<Records> {
  const until = Date.now() + settlingMs;
  for (;;) {
    const records = await readRecords(database);
    if (isSettled(records) || Date.now() > until) return records;
    await sleep(200);
  }
}

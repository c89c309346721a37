import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseAddress } from '../../src/config.ts';
import { isAct } from './acts.ts';
import { restartForAnotherTeam } from './another-team.ts';
import { openBalancer } from './balancer.ts';
import { type Chance, createChance } from './chance.ts';
import { passTime } from './clock.ts';
import { Copies } from './copies.ts';
import { createTelegramFaults } from './faults.ts';
import {
  type Blow,
  drawBlow,
  drawStartMoment,
  isMoment,
  nameOf,
  type StartMoment,
  type Way,
} from './moments.ts';
import { type Held, inWords, type Life, now } from './passage.ts';
import { findAnswers } from './press-verdict.ts';
import { isSettled, type Records, readRecords } from './records.ts';
import { type Notes, work } from './simulated-user.ts';
import { openStage, type Stage } from './stage.ts';
import { errorsIn, traceOf } from './trace.ts';
import { findBroken } from './verdict.ts';

export interface ShiftPlan {
  seed: number;
  rounds: number;
  database: DatabaseAddress;
  by: Way;
  /** How many copies of the bot run at once. */
  copies: number;
}

/** What came of a shift. */
export interface ShiftReport {
  /** In words; empty when every promise was kept. */
  broken: string[];
  kills: number;
  /** How often the database's clock was moved on while all were dead. */
  jumps: number;
  /** How often a process stood still beside others that went on. */
  standstills: number;
  /** How many of the kills struck a process that was still starting. */
  killedAtStart: number;
  updates: number;
  presses: number;
  /** Presses that were answered only when Telegram no longer took the answer, nobody having lived for so long. */
  late: number;
  acts: number;
  exports: number;
  /** Requests to change an order beyond one for each act: repeats after a reading that proved the first void. */
  repeats: number;
  ms: number;
  /** Each round's moment, and the request that it met; undefined where it did not come. */
  moments: { name: string; met: string | undefined }[];
  /** What the processes logged as errors, each once: no breach by itself, but the way to the cause of one. */
  errors: string[];
  /** See {@link traceOf}; its records are those by which the promises were judged. */
  trace: string;
}

/** Where nothing of the wanted kind happens for so long, though the bot is at work, the blow falls anyway. */
const mostMs = 5000;
/** What is left when the kills end takes a few leases' time, or a webhook's longest pause, at most. */
const settlingMs = 180_000;

/**
 * One shift in a shop: people work, and in each round processes of the bot are killed at a moment drawn beforehand and
 * started again. When the rounds are over, people finish what they began, everything settles, and it is checked.
 */
export async function runShift(plan: ShiftPlan): Promise<ShiftReport> {
  const { seed, rounds, database, by } = plan;
  const began = performance.now();
  const chance = createChance(seed);
  const stage = await openStage(database, seed);
  const balancer =
    by === 'webhook' ? await openBalancer(() => targets(), stage.gate, chance.branch()) : undefined;
  const env = { ...stage.env, ...(balancer && { WEBHOOK_URL: balancer.url }) };
  const copies = new Copies(plan.copies, (life) => ({ ...env, ...stage.wire.environmentOf(life) }));
  const targets = () => copies.living.map((life) => ({ life, port: copies.portOf(life) }));
  const notes: Notes = { done: [], presses: [], unanswered: [] };
  const closing = new AbortController();
  const firsts = ['delete', 'cancel', 'export', 'return', 'cancel', 'delete'] as const;
  const team = stage.team.map((member, index) =>
    work(stage, member, firsts[index] ?? 'cancel', chance.branch(), closing.signal, notes),
  );
  const moments: ShiftReport['moments'] = [];
  const drawTelegramFault = createTelegramFaults(chance, by);
  try {
    await openUnderBlows(stage, copies, chance.branch(), by);
    for (let round = 0; round < rounds; round += 1) {
      const blow = drawBlow(chance, by, plan.copies);
      if (chance.happens(0.3)) stage.telegram.world.faults.add(drawTelegramFault());
      const met = await strike(stage, copies, blow, database);
      moments.push({ name: nameOf(blow.moment), met });
    }
    closing.abort();
    await Promise.all(team);
    const records = await settledRecords(stage, database);
    const left = await restartForAnotherTeam({ stage, copies, database, chance: chance.branch() });
    const crashed = await copies.end();
    const answers = await findAnswers(stage, notes.presses);
    return {
      broken: [
        ...crashed,
        ...answers.missing,
        ...left.broken,
        ...(await findBroken(
          left.before,
          notes,
          records,
          copies.saidApartFrom(stage.standstills),
          by,
        )),
      ],
      kills: copies.dead.length,
      jumps: stage.jumps.length,
      standstills: stage.standstills.length,
      killedAtStart: copies.killedAtStart,
      updates: stage.updates.length,
      presses: notes.presses.length,
      late: answers.late,
      acts: notes.done.filter(({ kind }) => kind !== 'export').length,
      exports: notes.done.filter(({ kind }) => kind === 'export').length,
      repeats: stage.gate.passages.filter(isAct).length - stage.effects.size,
      ms: performance.now() - began,
      moments,
      errors: [...new Set(copies.said.flatMap(errorsIn))],
      trace: traceOf(stage, copies, records),
    };
  } finally {
    await copies.remove();
    await balancer?.close();
    await stage.close();
  }
}

/** The very first start, on an empty database: mostly somebody dies over it. */
async function openUnderBlows(
  stage: Stage,
  copies: Copies,
  chance: Chance,
  by: Way,
): Promise<void> {
  for (const { copy, start } of [...copies.living]) {
    if (chance.happens(0.6))
      await killAtStart(stage, copies, { copy, start }, drawStartMoment(chance, by));
  }
}

/**
 * Waits for the moment, kills, and starts again. Returns the request that was met; undefined: the moment did not come,
 * and it was another one.
 */
async function strike(
  stage: Stage,
  copies: Copies,
  blow: Blow,
  database: DatabaseAddress,
): Promise<string | undefined> {
  const { moment, goesOnAfterMs, falls, pauseMs, again, jumpMs, standstillMs } = blow;
  // Else a machine that is slow to start a process would see nothing but starts.
  await copies.someAtWork();
  const held = await stage.gate.hold(
    (passage, phase) => isMoment(moment, passage, phase) && copies.isLiving(passage.life),
    moment.nth,
    mostMs,
  );
  const first = held?.passage.life.copy ?? 0;
  if (standstillMs !== undefined) {
    await standStill(stage, copies, first, standstillMs, () => {
      if (held) letGoLate(held, goesOnAfterMs);
    });
    return held && inWords(held.passage);
  }
  const count = { one: 1, two: 2, all: copies.living.length }[falls];
  const victims = Array.from({ length: count }, (_, next) => (first + next) % copies.living.length);
  await copies.kill(victims);
  if (held) letGoLate(held, goesOnAfterMs);
  if (jumpMs !== undefined) stage.jumps.push(await passTime(database, jumpMs, stage.gate));
  if (pauseMs > 0) await sleep(pauseMs);
  const [life] = victims.map((copy) => copies.start(copy));
  if (again && life) await killAtStart(stage, copies, life, again);
  return held && inWords(held.passage);
}

/** A process knows nothing of a while in which the others go on without it. */
async function standStill(
  { standstills }: Stage,
  copies: Copies,
  copy: number,
  ms: number,
  meanwhile: () => void,
): Promise<void> {
  const life = copies.living[copy];
  if (life === undefined) return;
  copies.suspend(copy);
  const from = now();
  meanwhile();
  await sleep(ms);
  copies.wake(copy);
  standstills.push({ copy, start: life.start, from, to: now() });
}

/** What a dead process has sent may still be under way; what it has shown or asked arrives at once or never. */
function letGoLate({ passage, letGo }: Held, afterMs: number | undefined): void {
  if (afterMs === undefined) letGo(false);
  else setTimeout(() => letGo(true), isAct(passage) ? afterMs : 0);
}

/** Kills a process that has just been started, at that moment of its start, and starts it again. */
async function killAtStart(
  stage: Stage,
  copies: Copies,
  { copy, start }: Life,
  moment: StartMoment,
): Promise<void> {
  if ('afterMs' in moment) await sleep(moment.afterMs);
  const held =
    'what' in moment
      ? await stage.gate.hold(
          ({ life, what }, phase) =>
            life.start === start && what === moment.what && phase === moment.phase,
          1,
          mostMs,
        )
      : undefined;
  await copies.kill([copy]);
  held?.letGo(true);
  copies.start(copy);
}

/** What the database holds when nothing is left to be done, or when that takes too long. */
async function settledRecords(stage: Stage, database: DatabaseAddress): Promise<Records> {
  const until = Date.now() + settlingMs;
  for (;;) {
    const records = await readRecords(database);
    const isOver = isSettled(records) && stage.telegram.world.updates.pending === 0;
    if (isOver || Date.now() > until) return records;
    await sleep(200);
  }
}

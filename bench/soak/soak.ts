import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '../../src/sandbox/telegram/world/world.ts';
import { keptMs } from '../../src/store/retention/sweep.ts';
import { BotUnderLoad } from './bot-under-load.ts';
import type { Counters } from './counters.ts';
import type { Crowd } from './crowd.ts';
import { exactly, type Finding, flatness, tablesWithin } from './verdict.ts';

export interface SoakParts {
  updates: number;
  crowd: Crowd;
  world: World;
  openCounters: () => Promise<Counters>;
  /** What the bot is started with. */
  env: Record<string, string>;
}

/** What is measured at even distances. */
interface Sample {
  heap: number;
  resident: number;
  /** Of this process, in which both sandboxes and the crowd live. */
  sandbox: number;
}

/** A time that is made to pass, and what must be gone a moment later of what was there before. */
interface Passing {
  name: string;
  ms: number;
  gone: string;
  busy?: boolean;
}

const hourMs = 3_600_000;
const samplesInRun = 100;
/** A shorter run is over before everything is warm. */
const shortestJudged = 40_000;
const heapTolerance = 0.05;
const residentTolerance = 0.1;
/** PostgreSQL frees what was removed a while later. */
const roomTolerance = 1.05;
const patienceMs = 180_000;

const unshown = `exists (select 1 from request_messages
  where request = token and shown_version <> version)`;
const openQuestions = `select count(*) from requests
  where (status = 'proposed' or ${unshown}) and created_at < :before`;
const passings: readonly Passing[] = [
  { name: 'an hour', ms: hourMs, gone: openQuestions },
  {
    name: 'two days',
    ms: Math.max(keptMs.handledUpdates, keptMs.abandonedConversations) + hourMs,
    gone: `select (select count(*) from inbox where received_at < :before)
      + (select count(*) from conversations where updated_at < :before)`,
    busy: true,
  },
  { name: 'an hour', ms: hourMs, gone: openQuestions },
  {
    name: 'a month',
    ms: keptMs.unconfirmedQuestions + hourMs,
    gone: `select count(*) from requests
      where status in ('declined', 'expired') and created_at < :before`,
  },
  {
    name: 'more than a year',
    ms: keptMs.endedActs + hourMs,
    gone: 'select count(*) from requests where created_at < :before',
  },
];

/** One run: so many updates, then times that pass, then some updates more into the room that was freed. */
export class Soak {
  readonly #parts: SoakParts;
  readonly #samples: Sample[] = [];
  #bot: BotUnderLoad;
  #counters: Counters | undefined;

  constructor(parts: SoakParts) {
    this.#parts = parts;
    this.#bot = new BotUnderLoad(parts.env);
  }

  async run(): Promise<Finding[]> {
    const { crowd, world } = this.#parts;
    await this.#load();
    const [handled, tables] = [await this.#handled(), await this.#tables()];
    const passed: Finding[] = [];
    for (const passing of passings) passed.push(...(await this.#letPass(passing)));
    const full = await this.#size();
    await crowd.keepBusyUntil(crowd.updates + this.#parts.updates / 10);
    await this.#print('a tenth as much again');
    const refilled = await this.#size();
    return [
      ...this.#memory(),
      ...handled,
      ...tables,
      ...passed,
      {
        what: 'room that was freed is used again',
        found: `${megabytes(full)} when full, ${megabytes(refilled)} at the end`,
        isGood: refilled <= full * roomTolerance,
      },
      exactly('visits left without an answer', crowd.unanswered.length, 0),
      {
        what: 'visits told “not found” in the bustle',
        found: `${crowd.notFound}`,
        isGood: undefined,
      },
      ...crowd.unanswered.slice(0, 10).map((what) => ({ what, found: '', isGood: false })),
      exactly('violations of the Bot API', world.violations.entries().length, 0),
    ];
  }

  async close(): Promise<void> {
    await this.#bot.stop();
    await this.#counters?.close();
  }

  /** Keeps the bot busy with all the updates, measures on the way, and waits until nothing is left to be done. */
  async #load(): Promise<void> {
    const { crowd, world, updates } = this.#parts;
    const samples: Promise<void>[] = [];
    let [began, measuring] = [performance.now(), Promise.resolve()];
    const unwatch = world.watchers.watch(({ type }) => {
      if (type !== 'update' || crowd.updates > updates) return;
      const at = crowd.updates;
      const isTenth = at % Math.round(updates / 10) === 0;
      if (at % Math.round(updates / samplesInRun) !== 0) return;
      measuring = measuring.then(async () => {
        this.#samples.push(await this.#sample());
        if (!isTenth) return;
        const perSecond = updates / 10 / ((performance.now() - began) / 1000);
        began = performance.now();
        await this.#print(`${at} updates`, this.#samples.at(-1), `${perSecond.toFixed(0)}/s`);
      });
      samples.push(measuring);
    });
    await crowd.keepBusyUntil(updates);
    unwatch();
    await Promise.all(samples);
    await this.#settled();
  }

  async #sample(): Promise<Sample> {
    const bot = await this.#bot.memory();
    globalThis.gc?.();
    return { ...bot, sandbox: process.memoryUsage().heapUsed };
  }

  async #handled(): Promise<Finding[]> {
    const counters = await this.#open();
    return [
      exactly(
        'updates handled, and erased',
        await counters.count(
          `select count(*) from inbox where status = 'handled' and payload_encrypted = ''`,
        ),
        this.#parts.crowd.updates,
      ),
    ];
  }

  /** Nothing is old enough to be removed yet: everything that is kept must be accounted for. */
  async #tables(): Promise<Finding[]> {
    const { crowd } = this.#parts;
    const counters = await this.#open();
    return tablesWithin(await counters.rows(), {
      inbox: crowd.updates,
      actions: crowd.questions,
      conversations: crowd.chats,
      chats: crowd.chats,
      exports: 0,
      // The poller's, and the sweep's until the next is due.
      leases: 2,
      facts: 1,
    });
  }

  /** Lets time pass while the bot is stopped, and sees what it removes when it starts. */
  async #letPass({ name, ms, gone, busy = false }: Passing): Promise<Finding[]> {
    const { crowd, env, updates } = this.#parts;
    const counters = await this.#open();
    await this.#bot.stop();
    await counters.passTime(ms);
    const before = Date.now();
    const left = () => counters.count(gone.replaceAll(':before', String(before)));
    const there = await left();
    this.#bot = new BotUnderLoad(env);
    const began = performance.now();
    const slowest = busy ? crowd.keepBusyUntil(crowd.updates + updates / 50) : undefined;
    await this.#until(async () => (await left()) === 0);
    const seconds = (performance.now() - began) / 1000;
    const answered = slowest && `, slowest answer meanwhile ${(await slowest).toFixed(0)} ms`;
    await this.#settled();
    await this.#print(`${name} later`);
    return [
      {
        what: `${name} later: what is due goes`,
        found: `${there} rows, ${await left()} left after ${seconds.toFixed(0)} s${answered ?? ''}`,
        isGood: (await left()) === 0,
      },
    ];
  }

  #memory(): Finding[] {
    const of = (what: keyof Sample) => this.#samples.map((sample) => sample[what]);
    const findings = [
      flatness('heap of the bot', of('heap'), heapTolerance, megabytes),
      flatness('resident memory of the bot', of('resident'), residentTolerance, megabytes),
      flatness('heap of the sandboxes', of('sandbox'), heapTolerance, megabytes),
    ];
    if (this.#parts.updates >= shortestJudged) return findings;
    return findings.map(({ what, found }) => ({
      what,
      found: `${found}: not judged below ${shortestJudged} updates`,
      isGood: undefined,
    }));
  }

  /** Waits until nothing is under way any more. */
  async #settled(): Promise<void> {
    const counters = await this.#open();
    const underWay = `select (select count(*) from inbox where status = 'waiting')
      + (select count(*) from requests where status = 'confirmed'
        or (status <> 'proposed' and ${unshown}))
      + (select count(*) from exports)
      + (select count(*) from leases where name not in ('sweep') and name not like 'poller:%')`;
    await this.#until(async () => (await counters.count(underWay)) === 0);
  }

  /** Waits for something for three minutes; whoever looks at it afterwards sees whether it came. */
  async #until(found: () => Promise<boolean>): Promise<void> {
    for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(200)) {
      if (this.#bot.death !== undefined) throw new Error(`The bot ended with ${this.#bot.death}`);
      if (await found()) return;
    }
  }

  async #print(when: string, sample?: Sample, speed = ''): Promise<void> {
    const counters = await this.#open();
    const { heap, resident, sandbox } = sample ?? (await this.#sample());
    const rows = Object.entries(await counters.rows()).map(([table, count]) => `${table} ${count}`);
    console.log(
      [
        `${when.padEnd(24)} ${speed.padStart(7)}`,
        `bot ${megabytes(heap)} heap, ${megabytes(resident)} resident`,
        `sandboxes ${megabytes(sandbox)}`,
        rows.join(', '),
        `database ${megabytes(await this.#size())}`,
      ].join(' | '),
    );
  }

  async #size(): Promise<number> {
    return (await this.#open()).size();
  }

  /** The bot makes the database: it is there once the first update was handled. */
  async #open(): Promise<Counters> {
    this.#counters ??= await this.#parts.openCounters();
    return this.#counters;
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

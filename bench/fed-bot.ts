import { setTimeout as sleep } from 'node:timers/promises';
import { BotProcess } from './bot-process.ts';
import type { Passage } from './feeder/backlog.ts';
import { Feeder } from './feeder/feeder.ts';

/** A bot that can be measured. */
export interface Entry {
  name: string;
  /** What Node is told to run. */
  program: readonly string[];
  /** How many processes share the work. */
  copies: number;
  env: Record<string, string>;
  /** It handles one update after the other. */
  isSequential?: boolean;
}

/** How an onslaught went. */
export interface Flood {
  /** Updates answered in a second. */
  perSecond: number;
  passages: Passage[];
}

const startWithinMs = 20_000;
/** Nothing that is measured leaves people without an answer for so long. */
const patienceMs = 20_000;

/** A bot, in one process or several, that gets its updates from a feeder of its own. */
export class FedBot {
  readonly name: string;
  readonly feeder: Feeder;
  readonly #processes: BotProcess[];

  /** @param answerMs how long Telegram takes to answer what the bot writes */
  static async start(
    { name, program, copies, env }: Entry,
    answerMs: number,
    arrived: (feeder: Feeder) => boolean = (feeder) => feeder.isPolled,
  ): Promise<FedBot> {
    const feeder = await Feeder.open(answerMs);
    const processes = Array.from(
      { length: copies },
      () =>
        new BotProcess(program, {
          BOT_TOKEN: feeder.token,
          TELEGRAM_API_ROOT: feeder.url,
          LOG_LEVEL: 'warn',
          ...env,
        }),
    );
    const bot = new FedBot(name, feeder, processes);
    const deadline = performance.now() + startWithinMs;
    while (feeder.introductions < copies || !arrived(feeder)) {
      if (performance.now() > deadline) {
        await bot.stop();
        throw new Error(`${name} did not start`);
      }
      await sleep(20);
    }
    return bot;
  }

  private constructor(name: string, feeder: Feeder, processes: BotProcess[]) {
    this.name = name;
    this.feeder = feeder;
    this.#processes = processes;
  }

  /** Lets a person write in each of these chats, all at once. */
  async flood(chats: readonly number[], text: string): Promise<Flood> {
    const began = performance.now();
    const passages = this.feeder.backlog.add(chats, text);
    await this.feeder.backlog.settled(patienceMs);
    const perSecond = (chats.length / (performance.now() - began)) * 1000;
    return { perSecond, passages };
  }

  /** Lets a person write in each of these chats, one after the other at a steady rate. */
  async trickle(chats: readonly number[], text: string, perSecond: number): Promise<Passage[]> {
    const began = performance.now();
    const passages: Passage[] = [];
    for (const [at, chat] of chats.entries()) {
      const ms = began + (at * 1000) / perSecond - performance.now();
      if (ms > 0) await sleep(ms);
      passages.push(...this.feeder.backlog.add([chat], text));
    }
    await this.feeder.backlog.settled(patienceMs);
    return passages;
  }

  /** Resident memory of all its processes in megabytes; undefined where it can't be known. */
  memory(): number | undefined {
    return sum(this.#processes.map((process) => process.memory()));
  }

  /** For how many milliseconds its main threads have been on a core; undefined where it can't be known. */
  mainThreadMs(): number | undefined {
    return sum(this.#processes.map((process) => process.mainThreadMs()));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.stop()));
    this.feeder.close();
  }
}

function sum(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce(
    (all, value) => (all === undefined || value === undefined ? undefined : all + value),
    0,
  );
}

/** As many private chats, each of them in turn. */
export function someChats(count: number, different: number): number[] {
  return Array.from({ length: count }, (_, at) => 1 + (at % different));
}

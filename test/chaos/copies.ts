import { Running } from '../process/running.ts';
import { quickHeir } from '../test-bots.ts';
import type { Life } from './passage.ts';
import type { Standstill } from './stage.ts';

/** What a process says when it takes updates. */
const atWork = 'the bot is running';

interface Started extends Life {
  process: Running;
}

/** The bot's processes, living and dead. */
export class Copies {
  readonly #environmentOf: (life: Life) => Record<string, string>;
  readonly #living: Started[] = [];
  readonly #all: Started[] = [];
  readonly dead: Running[] = [];
  /** What those are started with from now on, beside their own. */
  environment: Record<string, string> = {};
  #starts = 0;

  /** Starts so many at once. @param environmentOf what each is started with */
  constructor(count: number, environmentOf: (life: Life) => Record<string, string>) {
    this.#environmentOf = environmentOf;
    for (let copy = 0; copy < count; copy += 1) this.start(copy);
  }

  get living(): readonly Started[] {
    return this.#living;
  }

  /** Everything that any of them has ever written. */
  get said(): string[] {
    return [...this.dead, ...this.#living.map(({ process }) => process)].map(({ said }) => said);
  }

  /** How many were killed before they took updates. */
  get killedAtStart(): number {
    return this.dead.filter(({ said }) => !said.includes(atWork)).length;
  }

  start(copy: number): Life {
    this.#starts += 1;
    const life = { copy, start: this.#starts };
    const env = { ...this.#environmentOf(life), ...this.environment };
    const options = { command: process.execPath, args: [quickHeir], cwd: import.meta.dirname };
    const started = { ...life, process: new Running({ ...options, env }) };
    this.#living[copy] = started;
    this.#all.push(started);
    return life;
  }

  isLiving({ copy, start }: Life): boolean {
    return this.#living[copy]?.start === start;
  }

  /** Kills these at the same moment; resolves when they are dead. */
  async kill(copies: readonly number[]): Promise<void> {
    const victims = copies.flatMap((copy) => this.#living[copy]?.process ?? []);
    this.dead.push(...victims);
    await Promise.all(victims.map((victim) => victim.end('SIGKILL')));
  }

  suspend(copy: number): void {
    this.#living[copy]?.process.suspend();
  }

  wake(copy: number): void {
    this.#living[copy]?.process.wake();
  }

  /** Everything that one process has written, without what is told of updates that it had in hand in a standstill. */
  saidApartFrom(standstills: readonly Standstill[]): string[] {
    return this.#all.map(({ copy, start, process: { said } }) => {
      const mine = standstills.filter((still) => still.copy === copy && still.start === start);
      return mine.length === 0 ? said : withoutThose(said, mine);
    });
  }

  /** Resolves when one of them takes updates. */
  async someAtWork(): Promise<void> {
    await Promise.any(this.#living.map(({ process }) => process.says(atWork, 120_000)));
  }

  /** The port at which a process listens, as soon as it says so. */
  portOf({ process }: Started): number | undefined {
    const port = /"port":(\d+),"msg":"listening"/.exec(process.said)?.[1];
    return port === undefined ? undefined : Number(port);
  }

  /** Ends all that live as an operator would. Returns what those said that had ended by themselves. */
  async end(): Promise<string[]> {
    const crashed = this.#living
      .filter(({ process }) => !process.lives)
      .map(({ process }) => `a process ended by itself: ${process.said}`);
    await Promise.all(this.#living.map(({ process }) => process.end('SIGTERM')));
    return crashed;
  }

  /** Leaves nothing behind, however it went. */
  async remove(): Promise<void> {
    await Promise.all(this.#living.map(({ process }) => process.end('SIGKILL')));
  }
}

/** Log lines of an update whose handling began before a standstill and ended after it: somebody else has handled it. */
function withoutThose(said: string, standstills: readonly Standstill[]): string {
  const isOfStandstill = (line: string) => {
    if (!line.endsWith('"msg":"update"}')) return false;
    const { time, ms } = JSON.parse(line) as { time: number; ms: number };
    return standstills.some(({ from }) => time - ms <= from && from <= time);
  };
  return said
    .split('\n')
    .filter((line) => !isOfStandstill(line))
    .join('\n');
}

import {
  answered,
  type Learned,
  nothingLearned,
  rateWindowMs,
  refused,
  waitBefore,
} from '../../../src/ngorder/pacing/learned-limit.ts';

/** What a server sees of a request that arrives. */
export interface Arrival {
  now: number;
  /** How many it works on, this one counted. */
  inFlight: number;
  /** When it took the latest ones. */
  taken: readonly number[];
}

/** A server, as far as it matters here: in how many milliseconds it answers. */
export type Server = (arrival: Arrival) => number | 'refused';

export interface Measured {
  /** Answers a second. */
  throughput: number;
  /** The share of refusals. */
  refusals: number;
}

interface Flight {
  sentAt: number;
  isFull: boolean;
  inFlight: number;
  endsAt: number;
  isRefused: boolean;
}

/** A refusal is on its way for so long. */
const refusalMs = 5;
/** No server here counts further back. */
const remembered = 400;

/** Somebody who always has another request, on a clock that is only counted. */
export class Crowd {
  learned: Learned = nothingLearned;
  #now = 0;
  #flights: Flight[] = [];
  /** When what holds a place and hasn't left yet leaves. */
  #leaving: number[] = [];
  readonly #starts: number[] = [];
  readonly #taken: number[] = [];
  #answers = 0;
  #refusals = 0;
  readonly #fixed: number | undefined;
  readonly #marksEveryMs: number;

  /**
   * @param fixed so many at once, whatever comes of it; absent: as is learned
   * @param marksEveryMs a request that has its place leaves together with others at the next mark, which comes so often;
   *   absent: at once
   */
  constructor({ fixed, marksEveryMs = 0 }: { fixed?: number; marksEveryMs?: number } = {}) {
    this.#fixed = fixed;
    this.#marksEveryMs = marksEveryMs;
  }

  /** Goes on for so many seconds, and measures these. */
  run(server: Server, seconds: number): Measured {
    [this.#answers, this.#refusals] = [0, 0];
    for (const end = this.#now + seconds * 1000; this.#now < end; this.#now += 1) {
      this.#land();
      while (this.#mayStart()) this.#prepare();
      if (this.#leaving.length > 0) this.#leave(server);
    }
    const answers = this.#answers;
    return {
      throughput: answers / seconds,
      refusals: this.#refusals / Math.max(1, answers + this.#refusals),
    };
  }

  #leave(server: Server): void {
    for (const at of this.#leaving) if (at <= this.#now) this.#start(server);
    this.#leaving = this.#leaving.filter((at) => at > this.#now);
  }

  #land(): void {
    // Most milliseconds pass without an answer.
    if (!this.#flights.some(({ endsAt }) => endsAt <= this.#now)) return;
    const landing = this.#flights.filter(({ endsAt }) => endsAt <= this.#now);
    this.#flights = this.#flights.filter(({ endsAt }) => endsAt > this.#now);
    for (const flight of landing) {
      if (flight.isRefused) this.#refusals += 1;
      else this.#answers += 1;
      if (this.#fixed === undefined) this.#learn(flight);
    }
  }

  #learn({ isRefused, sentAt, inFlight, isFull, endsAt }: Flight): void {
    const event = { sentAt, inFlight, now: this.#now };
    if (!isRefused) {
      this.learned = answered(this.learned, { ...event, isFull, took: endsAt - sentAt });
      return;
    }
    const accepted = this.#taken.filter((at) => at > sentAt - rateWindowMs && at <= sentAt).length;
    this.learned = refused(this.learned, { ...event, accepted, canBeRate: true });
  }

  #mayStart(): boolean {
    const isOpen = waitBefore(this.learned, this.#starts, this.#now) === 0;
    return isOpen && this.#held() < this.#places();
  }

  #held(): number {
    return this.#flights.length + this.#leaving.length;
  }

  #places(): number {
    return Math.floor(this.#fixed ?? this.learned.places);
  }

  #prepare(): void {
    const now = this.#now;
    this.#leaving.push(Math.ceil(now / this.#marksEveryMs) * this.#marksEveryMs || now);
    remember(this.#starts, now);
  }

  #start(server: Server): void {
    const now = this.#now;
    const isFull = this.#held() >= this.#places();
    const inFlight = this.#flights.filter(({ isRefused }) => !isRefused).length + 1;
    const answer = server({ now, inFlight, taken: this.#taken });
    const isRefused = answer === 'refused';
    const ms = isRefused ? refusalMs : Math.max(1, Math.round(answer));
    const sent = { sentAt: now, inFlight: this.#flights.length + 1, isFull };
    this.#flights.push({ ...sent, endsAt: now + ms, isRefused });
    if (!isRefused) remember(this.#taken, now);
  }
}

function remember(moments: number[], now: number): void {
  moments.push(now);
  if (moments.length > remembered) moments.shift();
}

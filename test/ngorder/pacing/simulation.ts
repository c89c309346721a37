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
  #starts: number[] = [];
  #taken: number[] = [];
  #answers = 0;
  #refusals = 0;
  readonly #fixed: number | undefined;

  /** @param fixed so many at once, whatever comes of it; absent: as is learned */
  constructor(fixed?: number) {
    this.#fixed = fixed;
  }

  /** Goes on for so many seconds, and measures these. */
  run(server: Server, seconds: number): Measured {
    [this.#answers, this.#refusals] = [0, 0];
    for (const end = this.#now + seconds * 1000; this.#now < end; this.#now += 1) {
      this.#land();
      while (this.#mayStart()) this.#start(server);
    }
    const answers = this.#answers;
    return {
      throughput: answers / seconds,
      refusals: this.#refusals / Math.max(1, answers + this.#refusals),
    };
  }

  #land(): void {
    const landing = this.#flights.filter(({ endsAt }) => endsAt <= this.#now);
    this.#flights = this.#flights.filter(({ endsAt }) => endsAt > this.#now);
    for (const flight of landing) {
      if (flight.isRefused) this.#refusals += 1;
      else this.#answers += 1;
      if (this.#fixed === undefined) this.#learn(flight);
    }
  }

  #learn({ isRefused, sentAt, inFlight, endsAt }: Flight): void {
    const event = { sentAt, inFlight, now: this.#now };
    if (!isRefused) {
      this.learned = answered(this.learned, { ...event, took: endsAt - sentAt });
      return;
    }
    const accepted = this.#taken.filter((at) => at > sentAt - rateWindowMs && at <= sentAt).length;
    this.learned = refused(this.learned, { ...event, accepted, canBeRate: true });
  }

  #mayStart(): boolean {
    const isOpen = waitBefore(this.learned, this.#starts, this.#now) === 0;
    return isOpen && this.#flights.length < Math.floor(this.#fixed ?? this.learned.places);
  }

  #start(server: Server): void {
    const now = this.#now;
    const inFlight = this.#flights.filter(({ isRefused }) => !isRefused).length + 1;
    const answer = server({ now, inFlight, taken: this.#taken });
    const isRefused = answer === 'refused';
    const ms = isRefused ? refusalMs : Math.max(1, Math.round(answer));
    const flight = { sentAt: now, inFlight: this.#flights.length + 1, endsAt: now + ms, isRefused };
    this.#flights.push(flight);
    this.#starts = [...this.#starts.slice(-remembered), now];
    if (!isRefused) this.#taken = [...this.#taken.slice(-remembered), now];
  }
}

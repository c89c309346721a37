// A main thread in pretended time, on which people press and a run goes on.

import {
  begun,
  type Measured,
  measured,
  nothingMeasured,
  type Sharing,
  waitBefore,
} from '../../src/background/people-first.ts';

interface World {
  /** Each presses again as soon as the page is there. */
  people: number;
  updateMs: number;
  /** How much bulk work there is, and what each piece takes of the main thread. */
  pieces: number;
  pieceMs: number;
  /** What was measured before. */
  known?: Sharing;
}

/** What networks take of a press and of a piece. */
const pressMs = 80;
const requestMs = 60;
const measureMs = 250;
const atOnce = 64;
const lastsMs = 60_000;

/** How it goes from the time on when pieces may begin: five seconds after people began to press. */
export function simulated({ people, updateMs, pieces, pieceMs, known }: World) {
  const events: { at: number; happens: () => void }[] = [];
  let now = 0;
  const after = (ms: number, happens: () => void) => {
    const at = now + ms;
    const behind = events.findIndex((event) => event.at > at);
    events.splice(behind < 0 ? events.length : behind, 0, { at, happens });
  };

  let freeAt = 0;
  let busyMs = 0;
  /** One thing after the other, each when it has come to be the next. */
  const onMainThread = (ms: number, then: () => void) => {
    freeAt = Math.max(freeAt, now) + ms;
    busyMs += ms;
    after(freeAt - now, then);
  };

  let sharing = known ?? nothingMeasured;
  let seen: Omit<Measured, 'busyMs'> = { updates: 0, pieces: 0, hadBulk: false };
  const measure = () => {
    sharing = measured(sharing, { ...seen, busyMs });
    busyMs = 0;
    seen = { updates: 0, pieces: 0, hadBulk: underWay > 0 };
    after(measureMs, measure);
  };

  const beganAt = 5000;
  const times: number[] = [];
  let done = 0;
  let endedAt = lastsMs;
  const press = () => {
    const pressedAt = now;
    onMainThread(updateMs / 2, () =>
      after(pressMs, () =>
        onMainThread(updateMs / 2, () => {
          seen.updates += 1;
          if (pressedAt >= beganAt && now <= endedAt) times.push(now - pressedAt);
          press();
        }),
      ),
    );
  };

  let left = pieces;
  let underWay = 0;
  const work = () => {
    if (left === 0 || underWay >= atOnce) return;
    const waitMs = waitBefore(sharing, now, people > 0 ? Number.POSITIVE_INFINITY : 0);
    if (waitMs > 0) return after(waitMs, work);
    sharing = begun(sharing, now);
    left -= 1;
    underWay += 1;
    seen.hadBulk = true;
    onMainThread(pieceMs / 2, () =>
      after(requestMs, () =>
        onMainThread(pieceMs / 2, () => {
          const wasFull = underWay >= atOnce;
          underWay -= 1;
          done += 1;
          seen.pieces += 1;
          if (done === pieces) endedAt = now;
          if (wasFull) work();
        }),
      ),
    );
    work();
  };

  for (let person = 0; person < people; person += 1) press();
  after(measureMs, measure);
  after(beganAt, work);
  for (let next = events.shift(); next !== undefined; next = events.shift()) {
    now = next.at;
    if (now > lastsMs || (pieces > 0 && done === pieces)) break;
    next.happens();
  }
  times.sort((one, other) => one - other);
  return {
    p50: times[Math.floor(times.length / 2)] ?? 0,
    done,
    bulkShare: (done * pieceMs) / (endedAt - beganAt),
  };
}

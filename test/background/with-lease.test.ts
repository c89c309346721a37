import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  LeaseLost,
  type LeaseOptions,
  type Leases,
  withLease,
} from '../../src/background/with-lease.ts';

const ms = 12_000;
const dayMs = 86_400_000;

/** A database's leases, by the test's clock; it can fall silent, refuse, or take its time. */
class LeaseTable implements Leases {
  readonly rows = new Map<string, { holder: string; until: number }>();
  /** What becomes of a renewal instead of reaching the table. */
  renewals: (() => Promise<boolean>) | undefined;
  takenAfterMs = 0;

  async take(name: string, holder: string, forMs: number): Promise<boolean> {
    if (!this.isFree(name)) return false;
    this.write(name, holder, forMs);
    if (this.takenAfterMs > 0) {
      await new Promise((resolve) => setTimeout(resolve, this.takenAfterMs));
    }
    return true;
  }

  async renew(name: string, holder: string, forMs: number): Promise<boolean> {
    if (this.renewals !== undefined) return this.renewals();
    if (this.rows.get(name)?.holder !== holder) return false;
    this.write(name, holder, forMs);
    return true;
  }

  async release(name: string, holder: string): Promise<void> {
    if (this.rows.get(name)?.holder === holder) this.rows.delete(name);
  }

  isFree(name: string): boolean {
    return (this.rows.get(name)?.until ?? 0) <= Date.now();
  }

  write(name: string, holder: string, forMs: number): void {
    this.rows.set(name, { holder, until: Date.now() + forMs });
  }
}

const silent = () => Promise.withResolvers<boolean>().promise;
const refusing = () => Promise.reject(new Error('the database is away'));

describe('work under a lease', () => {
  let table: LeaseTable;
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'Date', 'performance'],
    });
    table = new LeaseTable();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Begins work that lasts until it is ended. */
  async function begin(options: Partial<LeaseOptions> = {}) {
    const work = Promise.withResolvers<string>();
    const begun = Promise.withResolvers<{ signal: AbortSignal; lost: AbortSignal }>();
    const outcome = withLease(table, 'sweep', { ms, ...options }, (held) => {
      begun.resolve(held);
      return work.promise;
    });
    await vi.advanceTimersByTimeAsync(table.takenAfterMs);
    return { ...(await begun.promise), outcome, end: work.resolve, fail: work.reject };
  }

  test('keeps it for as long as it lasts, and nobody else begins meanwhile', async () => {
    const { end, outcome, signal } = await begin();
    const another = vi.fn(async () => undefined);
    for (let hour = 0; hour < 5; hour += 1) {
      await vi.advanceTimersByTimeAsync(3_600_000);
      expect(await withLease(table, 'sweep', { ms }, another)).toBeUndefined();
    }
    expect(another).not.toHaveBeenCalled();
    expect(signal.aborted).toBe(false);
    end('swept');
    expect(await outcome).toEqual({ result: 'swept', wasLost: false });
  });

  test('gives it back when it ends, and renews it no more', async () => {
    const { end, outcome } = await begin();
    end('swept');
    await outcome;
    expect(table.isFree('sweep')).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('gives it back when it fails, and passes on why', async () => {
    const { fail, outcome } = await begin();
    const failure = new Error('a table is missing');
    fail(failure);
    await expect(outcome).rejects.toBe(failure);
    expect(table.isFree('sweep')).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is not begun while the lease can’t be asked for', async () => {
    const work = vi.fn(async () => undefined);
    vi.spyOn(table, 'take').mockImplementation(refusing);
    await expect(withLease(table, 'sweep', { ms }, work)).rejects.toThrow('away');
    expect(work).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is told at the next renewal when somebody else has taken over, and leaves them their lease', async () => {
    const { signal, lost, end, outcome } = await begin();
    // As another process does once the lease has run out.
    table.write('sweep', 'somebody else', dayMs);
    await vi.advanceTimersByTimeAsync(ms / 4);
    expect(signal.aborted).toBe(true);
    expect(lost.reason).toBeInstanceOf(LeaseLost);
    end('too late');
    expect(await outcome).toEqual({ result: 'too late', wasLost: true });
    expect(table.rows.get('sweep')?.holder).toBe('somebody else');
  });

  test.for([
    ['never answers', silent],
    ['refuses', refusing],
  ] as const)(
    'counts as lost when the database %s for as long as the lease lasts, not before',
    async ([, renewals]) => {
      const { signal } = await begin();
      await vi.advanceTimersByTimeAsync(ms);
      table.renewals = renewals;
      await vi.advanceTimersByTimeAsync(ms - 1);
      expect(signal.aborted).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(signal.aborted).toBe(true);
    },
  );

  test('goes on when a renewal fails and the next one succeeds', async () => {
    const troubles: unknown[] = [];
    const { signal, end, outcome } = await begin({ onTrouble: (error) => troubles.push(error) });
    for (let time = 0; time < 5; time += 1) {
      table.renewals = refusing;
      await vi.advanceTimersByTimeAsync(ms / 2);
      table.renewals = undefined;
      await vi.advanceTimersByTimeAsync(ms / 4);
    }
    expect(signal.aborted).toBe(false);
    expect(troubles).toHaveLength(10);
    end('swept');
    expect(await outcome).toEqual({ result: 'swept', wasLost: false });
  });

  test('counts its age from when the lease was asked for, not from the answer', async () => {
    table.takenAfterMs = ms / 2;
    table.renewals = silent;
    const { signal } = await begin();
    await vi.advanceTimersByTimeAsync(ms / 2);
    expect(signal.aborted).toBe(true);
  });

  test('counts the age of a renewal from when it was asked for', async () => {
    const { signal } = await begin();
    const late = Promise.withResolvers<boolean>();
    table.renewals = () => {
      table.renewals = silent;
      return late.promise;
    };
    await vi.advanceTimersByTimeAsync(ms - 1);
    late.resolve(true);
    await vi.advanceTimersByTimeAsync(ms / 4);
    expect(signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(signal.aborted).toBe(true);
  });

  test('counts as lost once a machine wakes that was suspended for longer than the lease', async () => {
    const { signal } = await begin();
    table.renewals = silent;
    // The clock that only counts forward stands still meanwhile.
    vi.setSystemTime(Date.now() + dayMs);
    await vi.advanceTimersByTimeAsync(ms / 4);
    expect(signal.aborted).toBe(true);
  });

  test('counts as lost in time though the machine’s clock is put back', async () => {
    const { signal } = await begin();
    table.renewals = silent;
    vi.setSystemTime(Date.now() - dayMs);
    await vi.advanceTimersByTimeAsync(ms);
    expect(signal.aborted).toBe(true);
  });

  test('is told to stop, which loses nothing', async () => {
    const stopping = new AbortController();
    const { signal, lost, end, outcome } = await begin({ stopping: stopping.signal });
    stopping.abort();
    expect(signal.aborted).toBe(true);
    expect(lost.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(ms * 2);
    expect(table.isFree('sweep')).toBe(false);
    end('stopped');
    expect(await outcome).toEqual({ result: 'stopped', wasLost: false });
  });

  test('has its result also when the lease can’t be given back', async () => {
    const troubles: unknown[] = [];
    vi.spyOn(table, 'release').mockImplementation(refusing as () => Promise<never>);
    const options = { ms, onTrouble: (error: unknown) => void troubles.push(error) };
    const done = await withLease(table, 'sweep', options, async () => 'swept');
    expect(done).toEqual({ result: 'swept', wasLost: false });
    expect(troubles).toHaveLength(1);
  });

  test('is by a holder of its own each time, also in one process', async () => {
    const holders: string[] = [];
    for (let time = 0; time < 3; time += 1) {
      await withLease(table, 'sweep', { ms }, async ({ holder }) => holders.push(holder));
    }
    expect(new Set(holders).size).toBe(3);
  });
});

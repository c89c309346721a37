import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Bulk, type BulkLine, createBulk } from '../../src/background/bulk.ts';
import { lingerMs, longestWaitMs } from '../../src/background/people-first.ts';

describe('bulk work', () => {
  let bulk: Bulk;
  let begun: string[];
  const never = new AbortController().signal;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    bulk = createBulk({ now: () => performance.now(), busy: () => performance.now() / 2 });
    begun = [];
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** So many pieces in a line, each of which is done as soon as it has begun. */
  function offer(line: BulkLine, name: string, count: number, signal = never): Promise<unknown> {
    return Promise.all(
      Array.from({ length: count }, (_, at) =>
        line(async () => void begun.push(`${name}${at + 1}`), signal),
      ),
    );
  }

  test('is begun at once while nobody waits', async () => {
    await offer(bulk.line(), 'act', 40);
    expect(begun).toHaveLength(40);
  });

  test('lets people go first, and goes on all the same', async () => {
    const over = bulk.waitedFor();
    const offered = offer(bulk.line(), 'act', 100);
    await vi.advanceTimersByTimeAsync(0);
    const atOnce = begun.length;
    expect(atOnce).toBeLessThan(20);
    await vi.advanceTimersByTimeAsync(longestWaitMs);
    expect(begun.length).toBeGreaterThanOrEqual(atOnce + 4);
    expect(begun.length).toBeLessThan(100);
    over();
    await vi.advanceTimersByTimeAsync(lingerMs);
    await offered;
    expect(begun).toHaveLength(100);
    expect(begun.slice(0, 3)).toEqual(['act1', 'act2', 'act3']);
  });

  test('waits for all who wait, and for nobody twice', async () => {
    const [one, other] = [bulk.waitedFor(), bulk.waitedFor()];
    void offer(bulk.line(), 'act', 100);
    await vi.advanceTimersByTimeAsync(0);
    one();
    one();
    await vi.advanceTimersByTimeAsync(lingerMs);
    expect(begun.length).toBeLessThan(100);
    other();
    await vi.advanceTimersByTimeAsync(lingerMs);
    expect(begun).toHaveLength(100);
  });

  test('keeps a short line from waiting behind a long one', async () => {
    const over = bulk.waitedFor();
    const long = offer(bulk.line(), 'backlog', 100);
    const short = offer(bulk.line(), 'act', 5);
    await vi.advanceTimersByTimeAsync(longestWaitMs);
    await short;
    expect(begun.length).toBeLessThan(100);
    over();
    await vi.advanceTimersByTimeAsync(lingerMs);
    await long;
  });

  test('is not begun once the bot stops', async () => {
    const over = bulk.waitedFor();
    const stopping = new AbortController();
    const offered = offer(bulk.line(), 'act', 100, stopping.signal);
    await vi.advanceTimersByTimeAsync(0);
    stopping.abort();
    await offered;
    const before = begun.length;
    over();
    await vi.advanceTimersByTimeAsync(lingerMs + longestWaitMs);
    expect(begun).toHaveLength(before);
    await offer(bulk.line(), 'late', 1, stopping.signal);
    expect(begun).toHaveLength(before);
  });

  test('fails alone', async () => {
    const line = bulk.line();
    const broken = line(async () => Promise.reject(new Error('broken')), never);
    await expect(broken).rejects.toThrow('broken');
    await offer(line, 'act', 3);
    expect(begun).toHaveLength(3);
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWorker, type Worker } from '../../src/background/worker.ts';

const everyMs = 1000;

describe('a worker', () => {
  /** What is due, the most urgent first; an item stays due until a test or its handler takes it out. */
  let due: string[];
  let looks: number;
  /** What is worked on at the moment, by item. */
  let working: Map<string, PromiseWithResolvers<void>>;
  let handled: string[];
  let troubles: { error: unknown; key: string | undefined }[];
  let isBroken: boolean;
  const workers: Worker[] = [];

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    due = [];
    looks = 0;
    working = new Map();
    handled = [];
    troubles = [];
    isBroken = false;
  });
  afterEach(async () => {
    due = [];
    for (const { resolve } of working.values()) resolve();
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    vi.useRealTimers();
  });

  function create(atOnce = 10): Worker {
    const worker = createWorker<string>({
      async due(limit) {
        looks += 1;
        if (isBroken) throw new Error('the database is away');
        return due.slice(0, limit);
      },
      key: (item) => item,
      async handle(item) {
        expect([...working.keys()]).not.toContain(item);
        handled.push(item);
        const work = Promise.withResolvers<void>();
        working.set(item, work);
        await work.promise.finally(() => working.delete(item));
      },
      onTrouble: (error, key) => troubles.push({ error, key }),
      atOnce,
      everyMs,
    });
    workers.push(worker);
    return worker;
  }

  /** Lets everything happen that needs no time. */
  const settle = () => vi.advanceTimersByTimeAsync(0);

  async function finish(item: string): Promise<void> {
    due = due.filter((other) => other !== item);
    working.get(item)?.resolve();
    await settle();
  }

  test('takes up what is due when it starts, when it is woken and every now and then', async () => {
    const worker = create();
    due = ['a'];
    worker.start();
    await settle();
    expect(handled).toEqual(['a']);
    due.push('b');
    worker.wake();
    await settle();
    expect(handled).toEqual(['a', 'b']);
    due.push('c');
    await vi.advanceTimersByTimeAsync(everyMs);
    expect(handled).toEqual(['a', 'b', 'c']);
  });

  test('does nothing before it is started', async () => {
    due = ['a'];
    const worker = create();
    worker.wake();
    await vi.advanceTimersByTimeAsync(everyMs * 3);
    expect(looks).toBe(0);
  });

  test('never works on one item twice at the same time, however often it is woken', async () => {
    const worker = create();
    due = ['a'];
    worker.start();
    for (let time = 0; time < 20; time += 1) {
      worker.wake();
      await vi.advanceTimersByTimeAsync(everyMs / 2);
    }
    expect(handled).toEqual(['a']);
  });

  test('takes an item up again that is still due afterwards when it is woken, and not at once', async () => {
    due = ['a'];
    const worker = create();
    worker.start();
    await settle();
    working.get('a')?.resolve();
    await settle();
    // Somebody else may hold it: asking on and on would keep that from being done.
    expect(handled).toEqual(['a']);
    worker.wake();
    await settle();
    expect(handled).toEqual(['a', 'a']);
    working.get('a')?.resolve();
    await vi.advanceTimersByTimeAsync(everyMs);
    expect(handled).toEqual(['a', 'a', 'a']);
  });

  test('works on so many side by side and no more, the most urgent first', async () => {
    const worker = create(3);
    due = ['a', 'b', 'c', 'd', 'e'];
    worker.start();
    await settle();
    expect([...working.keys()]).toEqual(['a', 'b', 'c']);
    await finish('b');
    expect([...working.keys()]).toEqual(['a', 'c', 'd']);
  });

  test('has room for the others while some hang, also when those come first in what is due', async () => {
    const worker = create(3);
    due = ['hangs', 'hangs too', ...'abcdefgh'];
    worker.start();
    await settle();
    for (const item of 'abcdefgh') await finish(item);
    expect(handled).toEqual(['hangs', 'hangs too', ...'abcdefgh']);
  });

  test.each([0, 1, 2, 3, 4, 5, 6])(
    'takes up the next one however soon the one before is done (after %i turns)',
    async (turns) => {
      const done: string[] = [];
      due = [...'abcdefgh'];
      const worker = createWorker<string>({
        due: async (limit) => due.slice(0, limit),
        key: (item) => item,
        async handle(item) {
          for (let turn = 0; turn < turns; turn += 1) await undefined;
          due = due.filter((other) => other !== item);
          done.push(item);
        },
        onTrouble: (error) => troubles.push({ error, key: undefined }),
        atOnce: 2,
        everyMs,
      });
      workers.push(worker);
      worker.start();
      await settle();
      expect(done.join('')).toBe('abcdefgh');
    },
  );

  test('looks once more when it is woken while it looks', async () => {
    const worker = create();
    worker.start();
    expect(looks).toBe(1);
    due = ['came while it looked'];
    worker.wake();
    worker.wake();
    await settle();
    expect(handled).toEqual(['came while it looked']);
    expect(looks).toBe(2);
  });

  test('tells of what fails, and leaves it alone until it next looks by itself', async () => {
    const worker = create();
    due = ['a', 'b'];
    worker.start();
    await settle();
    const failure = new Error('a');
    working.get('a')?.reject(failure);
    await settle();
    expect(troubles).toEqual([{ error: failure, key: 'a' }]);
    await finish('b');
    worker.wake();
    await settle();
    expect(handled).toEqual(['a', 'b']);
    await vi.advanceTimersByTimeAsync(everyMs);
    expect(handled).toEqual(['a', 'b', 'a']);
  });

  test('tells of a look that fails, and looks again', async () => {
    const worker = create();
    due = ['a'];
    isBroken = true;
    worker.start();
    await settle();
    expect(troubles).toMatchObject([{ error: { message: 'the database is away' } }]);
    isBroken = false;
    await vi.advanceTimersByTimeAsync(everyMs);
    expect(handled).toEqual(['a']);
  });

  test('stops when what it has in hand is done, and takes up nothing more', async () => {
    const worker = create(1);
    due = ['a', 'b'];
    worker.start();
    await settle();
    let isStopped = false;
    const stopped = worker.stop().then(() => {
      isStopped = true;
    });
    worker.wake();
    await vi.advanceTimersByTimeAsync(everyMs * 3);
    expect(isStopped).toBe(false);
    await finish('a');
    await stopped;
    expect(handled).toEqual(['a']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('tells what is in hand that it is to let go when it is stopped', async () => {
    const worker = createWorker<string>({
      due: async () => ['a'],
      key: (item) => item,
      handle: (_, stopping) =>
        new Promise((resolve) => stopping.addEventListener('abort', () => resolve())),
      onTrouble: (error) => troubles.push({ error, key: undefined }),
      atOnce: 1,
      everyMs,
    });
    worker.start();
    await settle();
    await worker.stop();
    expect(troubles).toEqual([]);
  });

  test('takes up nothing that was found by a look during which it was stopped', async () => {
    const worker = create();
    due = ['a'];
    worker.start();
    await worker.stop();
    expect(looks).toBe(1);
    expect(handled).toEqual([]);
  });

  describe('asked to do what is due', () => {
    test('does each item once, also one that stays due, and then is done', async () => {
      const worker = create(2);
      due = ['stays', 'a', 'b', 'c'];
      const done = worker.runDue();
      await settle();
      working.get('stays')?.resolve();
      for (const item of 'abc') await finish(item);
      await done;
      expect(handled).toEqual(['stays', 'a', 'b', 'c']);
    });

    test('does also what comes to be due meanwhile', async () => {
      const worker = create();
      due = ['a'];
      const done = worker.runDue();
      await settle();
      due.push('b');
      await finish('a');
      await finish('b');
      await done;
      expect(handled).toEqual(['a', 'b']);
    });

    test('does also what has failed a moment ago', async () => {
      const worker = create();
      due = ['a'];
      worker.start();
      await settle();
      working.get('a')?.reject(new Error('not yet'));
      await settle();
      const done = worker.runDue();
      await settle();
      await finish('a');
      await done;
      expect(handled).toEqual(['a', 'a']);
    });

    test('waits for what is in hand', async () => {
      const worker = create();
      due = ['a'];
      worker.start();
      await settle();
      let isDone = false;
      const done = worker.runDue().then(() => {
        isDone = true;
      });
      await settle();
      expect(isDone).toBe(false);
      await finish('a');
      await done;
    });

    test('passes on that it can’t look', async () => {
      isBroken = true;
      await expect(create().runDue()).rejects.toThrow('away');
    });
  });
});

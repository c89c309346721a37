// The bot as it is, started with --expose-gc: asked by its parent, it says how much memory it holds on to.

/** In bytes. */
export interface Memory {
  /** What is left of the heap after a garbage collection. */
  heap: number;
  /** What the process has of the machine's memory, before that. */
  resident: number;
}

process.on('message', () => {
  const { rss } = process.memoryUsage();
  globalThis.gc?.();
  process.send?.({ heap: process.memoryUsage().heapUsed, resident: rss } satisfies Memory);
});
// Nothing of it stays behind when the soak itself is ended.
process.on('disconnect', () => process.exit());
// It ends when the bot does, whether or not it may still be asked.
process.channel?.unref();
await import('../../src/main.ts');

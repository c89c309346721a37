/** Something that works by itself from its start until it is stopped. */
export interface Startable {
  start(): void;
  /** Takes up nothing more, and waits for what is under way. */
  stop(): Promise<void>;
}

/**
 * Has something begin only so many milliseconds after the start, for which nobody waits: people who wrote while the bot was
 * away are answered first. Stopped before, it never begins.
 */
export function later(work: Startable, afterMs: number): Startable {
  let begin: NodeJS.Timeout | undefined;
  let hasBegun = false;
  return {
    start() {
      begin = setTimeout(() => {
        hasBegun = true;
        work.start();
      }, afterMs);
    },
    async stop() {
      clearTimeout(begin);
      if (hasBegun) await work.stop();
    },
  };
}

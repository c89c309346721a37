/**
 * Returns a function that runs `work`, never twice at once: calls while it runs make it run once
 * more afterwards.
 */
export function onceAtATime(work: () => Promise<void>): () => void {
  let state: 'idle' | 'running' | 'asked again' = 'idle';
  const run = async (): Promise<void> => {
    try {
      do {
        state = 'running';
        await work();
      } while (isAsked());
    } finally {
      state = 'idle';
    }
  };
  const isAsked = (): boolean => state === 'asked again';
  return () => {
    if (state === 'idle') void run();
    else state = 'asked again';
  };
}

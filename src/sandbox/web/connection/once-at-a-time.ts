/**
 * Returns a function that runs `work`, never twice at once: calls while it runs make it run once more afterwards. What it
 * reads of a sandbox that is down is missed, which the page shows; once the sandbox's events return, it is called again.
 */
export function onceAtATime(work: () => Promise<void>): () => void {
  let state: 'idle' | 'running' | 'asked again' = 'idle';
  const run = async (): Promise<void> => {
    do {
      state = 'running';
      await work().catch(() => undefined);
    } while (isAsked());
    state = 'idle';
  };
  const isAsked = (): boolean => state === 'asked again';
  return () => {
    if (state === 'idle') void run();
    else state = 'asked again';
  };
}

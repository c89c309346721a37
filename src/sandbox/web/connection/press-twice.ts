/** Whether the next press is sent twice at once, as by a double click. */
import { useEffect, useState } from 'preact/hooks';

const listeners = new Set<() => void>();
let on = false;

export function setPressTwice(wanted: boolean): void {
  on = wanted;
  for (const listener of listeners) listener();
}

/** How often to send the next press; calling this resets the switch. */
export function takePressTimes(): 1 | 2 {
  if (!on) return 1;
  setPressTwice(false);
  return 2;
}

export function usePressTwice(): boolean {
  const [shown, setShown] = useState(on);
  useEffect(() => {
    const follow = (): void => setShown(on);
    listeners.add(follow);
    follow();
    return () => {
      listeners.delete(follow);
    };
  }, []);
  return shown;
}

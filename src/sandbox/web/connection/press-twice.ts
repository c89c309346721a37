/** Whether the next press on a button is sent twice at the same moment, as impatient thumbs do. */
import { useEffect, useState } from 'preact/hooks';

const listeners = new Set<() => void>();
let on = false;

export function setPressTwice(wanted: boolean): void {
  on = wanted;
  for (const listener of listeners) listener();
}

/** How often the next press is sent; asking uses the switch up. */
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

import { useEffect } from 'preact/hooks';
import type { Panel } from './layers.ts';

/**
 * Moves the focus into a panel when it opens and back when it closes, and closes it on Escape.
 *
 * @param panel the open panel; it is the ID of its element
 */
export function useSheet(panel: Panel | undefined, close: () => void): void {
  useEffect(() => {
    if (panel === undefined) return;
    document.querySelector<HTMLElement>(`#${panel} .close`)?.focus();
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close();
    };
    addEventListener('keydown', onKeyDown);
    return () => {
      removeEventListener('keydown', onKeyDown);
      document.querySelector<HTMLElement>(`.opens-${panel}`)?.focus();
    };
  }, [panel, close]);
}

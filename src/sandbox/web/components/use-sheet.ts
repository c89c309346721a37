import { useEffect } from 'preact/hooks';

/** The panel that lies over the chat where the window is too narrow for all. */
export type Panel = 'people' | 'backstage';

/**
 * Moves the keyboard into a panel when it is opened, back to its opener when it is closed, and lets Escape
 * close it.
 *
 * @param panel the panel that is open; its element carries that name as its ID
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

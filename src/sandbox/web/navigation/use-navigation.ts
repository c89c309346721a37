import { useCallback, useEffect, useState } from 'preact/hooks';
import { goTo, inTurn, layPanel, liftPanel, openPanel, type Panel } from './layers.ts';
import { hashOf, parseRoute, type Route } from './route.ts';

export interface Navigation {
  route: Route;
  /** The panel that covers the chat in a narrow window. */
  panel: Panel | undefined;
  /** Opens a chat as a person; the panel stays open only on request. */
  go(route: Route, options?: { keepsPanel: boolean }): void;
  open(panel: Panel): void;
  close(): void;
}

const here = () => ({ route: parseRoute(location.hash), panel: openPanel() });

/** Where one is, kept in the URL and in the browser's history. */
export function useNavigation(): Navigation {
  const [place, setPlace] = useState(here);
  const follow = useCallback(() => setPlace(here()), []);
  const move = useCallback(
    (change: () => void) =>
      inTurn(() => {
        change();
        follow();
      }),
    [follow],
  );
  useEffect(() => {
    addEventListener('popstate', follow);
    addEventListener('hashchange', follow);
    return () => {
      removeEventListener('popstate', follow);
      removeEventListener('hashchange', follow);
    };
  }, [follow]);
  return {
    ...place,
    go: useCallback(
      (route, options = { keepsPanel: false }) => move(() => goTo(hashOf(route), options)),
      [move],
    ),
    open: useCallback((panel) => move(() => layPanel(panel)), [move]),
    close: useCallback(() => move(liftPanel), [move]),
  };
}

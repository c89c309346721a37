/** Who one is and which chat is open, kept in the address so that it outlives a reload and can stand in two windows. */
import { useEffect, useState } from 'preact/hooks';

export interface Route {
  personId: number | undefined;
  chatId: number | undefined;
}

/** `#/<person>/<chat>` */
export function useRoute(): [Route, (route: Route) => void] {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = (): void => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = (next: Route): void => {
    location.hash = `#/${next.personId ?? ''}/${next.chatId ?? ''}`;
  };
  return [route, go];
}

function parseRoute(hash: string): Route {
  const [, personId, chatId] = /^#\/(\d*)\/(-?\d*)$/.exec(hash) ?? [];
  return { personId: idFrom(personId), chatId: idFrom(chatId) };
}

const idFrom = (text: string | undefined): number | undefined =>
  text === undefined || text === '' ? undefined : Number(text);

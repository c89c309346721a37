/**
 * Who one acts as and which chat is open, kept in the URL: it survives reloads and can differ
 * between windows.
 */
import { useEffect, useState } from 'preact/hooks';

export interface Route {
  personId: number | undefined;
  chatId: number | undefined;
  /** In a group with topics the open one; undefined for General. */
  topicId?: number | undefined;
}

/** `#/<person>/<chat>`, followed by `/<topic>` in a group with topics */
export function useRoute(): [Route, (route: Route) => void] {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = (): void => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = (next: Route): void => {
    const topic = next.topicId === undefined ? '' : `/${next.topicId}`;
    location.hash = `#/${next.personId ?? ''}/${next.chatId ?? ''}${topic}`;
  };
  return [route, go];
}

function parseRoute(hash: string): Route {
  const [, personId, chatId, topicId] = /^#\/(\d*)\/(-?\d*)(?:\/(\d+))?$/.exec(hash) ?? [];
  return { personId: idFrom(personId), chatId: idFrom(chatId), topicId: idFrom(topicId) };
}

const idFrom = (text: string | undefined): number | undefined =>
  text === undefined || text === '' ? undefined : Number(text);

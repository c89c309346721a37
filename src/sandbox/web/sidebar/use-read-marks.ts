import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Message } from '../world/telegram.ts';
import { afterSeeing, markKey, type ReadMarks } from './unread.ts';

const storageKey = 'read-marks';

/** What each person has read, stored in the browser and shared by its windows. */
export function useReadMarks() {
  const [marks, setMarks] = useState(load);
  useEffect(() => {
    const follow = ({ key }: StorageEvent): void => {
      if (key === storageKey) setMarks(load());
    };
    addEventListener('storage', follow);
    return () => removeEventListener('storage', follow);
  }, []);
  const see = useCallback(
    (personId: number, chatId: number, topicId: number | undefined, newest: Message): void =>
      setMarks((before) => {
        const key = markKey(personId, chatId, topicId);
        const after = afterSeeing(before, key, newest);
        if (after !== before) localStorage.setItem(storageKey, JSON.stringify(after));
        return after;
      }),
    [],
  );
  return { marks, see };
}

function load(): ReadMarks {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as ReadMarks) : {};
  } catch {
    // Unreadable: everything counts as unread.
    return {};
  }
}

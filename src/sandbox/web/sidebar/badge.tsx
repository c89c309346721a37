import { useWords } from '../i18n/use-words.tsx';
import { countText } from './unread.ts';

/** The number of unread messages; nothing if there are none. */
export function Badge({ count }: { count: number }) {
  const { texts } = useWords();
  if (count === 0) return null;
  return (
    <span class="badge">
      {countText(count)}
      <span class="unseen"> {texts.sidebar.unread}</span>
    </span>
  );
}

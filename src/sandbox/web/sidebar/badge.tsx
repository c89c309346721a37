import { countText } from './unread.ts';

/** The number of unread messages; nothing if there are none. */
export function Badge({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span class="badge">
      {countText(count)}
      <span class="unseen"> unread</span>
    </span>
  );
}

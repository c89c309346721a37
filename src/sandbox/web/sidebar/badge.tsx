import { countText } from './unread.ts';

/** How many messages are unread, beside what they are in; nothing when all are read. */
export function Badge({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span class="badge">
      {countText(count)}
      <span class="unseen"> unread</span>
    </span>
  );
}

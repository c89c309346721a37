import { setTopicClosed } from '../connection/world-actions.ts';
import type { Chat, User } from '../world/telegram.ts';
import { isTopicClosed } from '../world/topics.ts';

interface TopicRowProps {
  /** Undefined for General. */
  topicId: number | undefined;
  name: string;
  /** The person who acts. */
  person: User;
  chat: Chat;
  busy: boolean;
  onAction(work: () => Promise<unknown>): void;
}

/** A topic of a group, with a button to close or reopen it. */
export function TopicRow({ topicId, name, person, chat, busy, onAction }: TopicRowProps) {
  const closed = isTopicClosed(chat, topicId);
  return (
    <li class="member">
      <span class="member-name">
        {name}
        {closed && ' (closed)'}
      </span>
      <button
        type="button"
        class="text-button"
        disabled={busy}
        aria-label={`${closed ? 'Reopen' : 'Close'} the topic ${name}`}
        onClick={() => onAction(() => setTopicClosed(chat.id, topicId, !closed, person.id))}
      >
        {closed ? 'Reopen' : 'Close'}
      </button>
    </li>
  );
}

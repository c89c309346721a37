import { setTopicClosed } from '../connection/world-actions.ts';
import { useWords } from '../i18n/use-words.tsx';
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
  const { dialogs } = useWords().texts;
  const closed = isTopicClosed(chat, topicId);
  return (
    <li class="member">
      <span class="member-name">{closed ? dialogs.topicClosed(name) : name}</span>
      <button
        type="button"
        class="text-button"
        disabled={busy}
        aria-label={closed ? dialogs.reopenTopic(name) : dialogs.closeTopic(name)}
        onClick={() => onAction(() => setTopicClosed(chat.id, topicId, !closed, person.id))}
      >
        {closed ? dialogs.reopen : dialogs.close}
      </button>
    </li>
  );
}

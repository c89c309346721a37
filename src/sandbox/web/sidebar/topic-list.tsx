import { Icon } from '../components/icon.tsx';
import type { Chat, Message } from '../world/telegram.ts';
import { generalName, messagesIn } from '../world/topics.ts';
import { Badge } from './badge.tsx';

interface TopicListProps {
  chat: Chat;
  messages: readonly Message[];
  /** The topic that is open; undefined for General. */
  topicId: number | undefined;
  unreadIn(messages: readonly Message[]): number;
  onTopic(topicId: number | undefined): void;
}

/** The topics of the open group, General first. */
export function TopicList({ chat, messages, topicId, unreadIn, onTopic }: TopicListProps) {
  const topics = [
    { message_thread_id: undefined, name: generalName, icon_color: 0 },
    ...chat.topics,
  ];
  return (
    <ul class="topics" aria-label={`Topics of ${chat.title}`}>
      {topics.map(({ message_thread_id: id, name }) => (
        <li key={id ?? 0}>
          <button
            type="button"
            class="choice topic"
            aria-current={id === topicId ? 'page' : undefined}
            onClick={() => onTopic(id)}
          >
            <Icon sign="topic" />
            <span class="choice-text">
              <span>{name}</span>
            </span>
            <Badge count={unreadIn(messagesIn(chat, messages, id))} />
          </button>
        </li>
      ))}
    </ul>
  );
}

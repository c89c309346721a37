import { Icon } from '../components/icon.tsx';
import { useWords } from '../i18n/use-words.tsx';
import type { Chat, Message } from '../world/telegram.ts';
import { allTopics, isTopicClosed, messagesIn } from '../world/topics.ts';
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
  const { texts } = useWords();
  return (
    <ul class="topics" aria-label={texts.sidebar.topics(chat.title ?? '')}>
      {allTopics(chat, texts.chat.general).map(({ topicId: id, name }) => (
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
              {isTopicClosed(chat, id) && <small>{texts.sidebar.closed}</small>}
            </span>
            <Badge count={unreadIn(messagesIn(chat, messages, id))} />
          </button>
        </li>
      ))}
    </ul>
  );
}

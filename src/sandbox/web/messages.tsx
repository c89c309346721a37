/** The messages of a chat, by day; the list stays at its end while one reads there. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { day } from './figures.ts';
import { MessageBubble, type MessageDeeds } from './message-bubble.tsx';
import type { Chat, Message, User } from './telegram.ts';

interface MessagesProps {
  messages: readonly Message[] | undefined;
  person: User;
  chat: Chat;
  deeds: MessageDeeds;
}

/** How near its end a list counts as read to the end, in pixels. */
const NEAR_END = 80;

export function Messages({ messages = [], person, chat, deeds }: MessagesProps) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const newest = messages.at(-1);
  const ownNewest = newest?.from?.id === person.id ? newest.message_id : undefined;

  useLayoutEffect(() => {
    // Who writes wants to see it, wherever they were reading.
    if (ownNewest !== undefined) atEnd.current = true;
  }, [ownNewest]);
  useLayoutEffect(() => {
    const place = list.current;
    if (place && atEnd.current) place.scrollTop = place.scrollHeight;
  }, [messages]);

  return (
    <div
      ref={list}
      class="messages"
      role="log"
      aria-label="Messages"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
      tabIndex={0}
      onScroll={({ currentTarget: at }) => {
        atEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < NEAR_END;
      }}
    >
      {messages.map((message, index) => {
        const today = day(message.date);
        const before = messages[index - 1];
        return (
          <div class="message-place" key={message.message_id}>
            {(before === undefined || day(before.date) !== today) && <p class="service">{today}</p>}
            <MessageBubble
              message={message}
              person={person}
              crowd={chat.type !== 'private'}
              {...deeds}
            />
          </div>
        );
      })}
    </div>
  );
}

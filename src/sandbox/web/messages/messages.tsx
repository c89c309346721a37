/** The messages of a chat by day, rendered from the newest backwards as one scrolls up. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Announcer } from '../chat/announcer.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { useWords } from '../i18n/use-words.tsx';
import { anyOf } from '../world/chat-state.ts';
import type { Message, User } from '../world/telegram.ts';
import { MessageMenu, type Point } from './actions/message-menu.tsx';
import { useGestures } from './actions/use-gestures.ts';
import { anchorOf, type MessageActions } from './message-bubble.tsx';
import { MessageRow } from './message-row.tsx';
import { useEnd, usePortion, useWanted } from './message-scroll.ts';

interface MessagesProps {
  messages: readonly Message[] | undefined;
  person: User;
  /** Whether the chat has several authors, so that names and pictures are shown. */
  crowd: boolean;
  /** Why a command without the bot's name doesn't reach it here. */
  whySwallowed: string;
  unanswered: ReadonlyMap<string, string>;
  /** A message to scroll to; a new object scrolls again. */
  wanted: { messageId: number } | undefined;
  actions: Omit<MessageActions, 'onMenu'>;
  onReply(message: Message): void;
  onEdit(message: Message): void;
  /** The chat has been read up to this message. */
  onSeen(newest: Message): void;
}

/** How far from the top older messages are added, in pixels. */
const nearStart = 1200;

export function Messages(props: MessagesProps) {
  const { messages = [], person, crowd, unanswered, wanted, onReply } = props;
  const { texts } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const inside = useRef<HTMLDivElement>(null);
  const { shown, olderThere, showOlder, showFrom, showNewest } = usePortion(messages);
  const { atEnd, onScroll, toEnd, leaveEnd } = useEnd(list, inside, messages, person);
  useWanted(wanted, messages, {
    onLeave: (messageId) => {
      leaveEnd();
      showFrom(messageId);
    },
    onArrive: onScroll,
  });

  const [menu, setMenu] = useState<{ message: Message; at: Point }>();
  const closeMenu = useCallback(() => setMenu(undefined), []);
  const actions = useMemo(
    () => ({
      ...props.actions,
      onMenu: (message: Message, at: Point) => setMenu({ message, at }),
    }),
    [props.actions],
  );
  const byElement = (id: string): Message | undefined =>
    messages.find((message) => anchorOf(message) === id);
  const current = useRef({ byElement, onReply });
  current.current = { byElement, onReply };
  useGestures(
    inside,
    useMemo(
      () => ({
        onReply: (id: string) => {
          const message = current.current.byElement(id);
          if (message) current.current.onReply(message);
        },
        onMenu: (id: string, at: Point) => {
          const message = current.current.byElement(id);
          if (message) setMenu({ message, at });
        },
      }),
      [],
    ),
  );

  const newest = messages.at(-1);
  useEffect(() => {
    if (newest === undefined) return;
    const see = (): void => {
      if (atEnd && document.visibilityState === 'visible') props.onSeen(newest);
    };
    see();
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
  }, [newest, atEnd, props.onSeen]);

  return (
    <div class="messages-frame">
      <div
        ref={list}
        class="messages"
        role="log"
        aria-label={texts.chat.messages}
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
        tabIndex={0}
        onScroll={({ currentTarget }) => {
          onScroll();
          if (olderThere && currentTarget.scrollTop < nearStart) showOlder(currentTarget);
        }}
      >
        <div ref={inside}>
          {shown.map((message, index) => (
            <MessageRow
              key={message.message_id}
              message={message}
              before={shown[index - 1]}
              after={shown[index + 1]}
              person={person}
              crowd={crowd}
              whySwallowed={props.whySwallowed}
              unanswered={anyOf(unanswered, person.id, message) ? unanswered : undefined}
              actions={actions}
            />
          ))}
        </div>
      </div>
      {!atEnd && (
        <IconButton
          sign="down"
          label={texts.chat.toNewest}
          class="to-end"
          onClick={() => {
            showNewest();
            toEnd();
          }}
        />
      )}
      {menu && (
        <MessageMenu
          at={menu.at}
          text={menu.message.text ?? menu.message.caption}
          onReply={() => onReply(menu.message)}
          onEdit={
            menu.message.from?.id === person.id && menu.message.text !== undefined
              ? () => props.onEdit(menu.message)
              : undefined
          }
          onClose={closeMenu}
        />
      )}
      <Announcer messages={props.messages} person={person} />
    </div>
  );
}

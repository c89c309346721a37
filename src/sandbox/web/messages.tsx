/** The messages of a chat, by day: the newest part of them, more as one scrolls up; the list stays at its end. */
import { memo } from 'preact/compat';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Announcer } from './announcer.tsx';
import { anyOf } from './chat-state.ts';
import { day } from './figures.ts';
import { IconButton } from './icon-button.tsx';
import { anchorOf, MessageBubble, type MessageDeeds } from './message-bubble.tsx';
import { authorOf } from './names.ts';
import { serviceText } from './summary.ts';
import type { Message, User } from './telegram.ts';

interface MessagesProps {
  messages: readonly Message[] | undefined;
  person: User;
  /** Whether several people write here, so that names and pictures are needed. */
  crowd: boolean;
  unanswered: ReadonlyMap<string, string>;
  /** A message to bring into sight; a new object brings it again. */
  wanted: { messageId: number } | undefined;
  deeds: MessageDeeds;
  /** The chat was read up to this message. */
  onSeen(newest: Message): void;
}

/** How near its end a list counts as read to the end, in pixels. */
const NEAR_END = 80;

/** How many messages are put on the page at a time. */
const PORTION = 80;

/** How far from the list's upper end older messages are added, in pixels. */
const NEAR_START = 1200;

export function Messages(props: MessagesProps) {
  const { messages = [], person, crowd, unanswered, wanted, deeds } = props;
  const list = useRef<HTMLDivElement>(null);
  const inside = useRef<HTMLDivElement>(null);
  const { shown, olderThere, showOlder, showFrom, showNewest } = usePortion(messages);
  const { atEnd, onScroll, toEnd } = useEnd(list, inside, messages, person);
  useWanted(wanted, messages, showFrom);

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
        aria-label="Messages"
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
        tabIndex={0}
        onScroll={({ currentTarget }) => {
          onScroll();
          if (olderThere && currentTarget.scrollTop < NEAR_START) showOlder(currentTarget);
        }}
      >
        <div ref={inside}>
          {shown.map((message, index) => (
            <MessagePlace
              key={message.message_id}
              message={message}
              before={shown[index - 1]}
              after={shown[index + 1]}
              person={person}
              crowd={crowd}
              unanswered={anyOf(unanswered, message) ? unanswered : undefined}
              deeds={deeds}
            />
          ))}
        </div>
      </div>
      {!atEnd && (
        <IconButton
          sign="down"
          label="To the newest message"
          class="to-end"
          onClick={() => {
            showNewest();
            toEnd();
          }}
        />
      )}
      <Announcer messages={props.messages} person={person} />
    </div>
  );
}

interface PlaceProps {
  message: Message;
  before: Message | undefined;
  after: Message | undefined;
  person: User;
  crowd: boolean;
  unanswered: ReadonlyMap<string, string> | undefined;
  deeds: MessageDeeds;
}

/** A message and the day above it where one begins. Drawn again only when something about it is new. */
const MessagePlace = memo(function MessagePlace(props: PlaceProps) {
  const { message, before, after, unanswered } = props;
  const today = day(message.date);
  const newDay = before === undefined || day(before.date) !== today;
  return (
    <div class="message-place">
      {newDay && <p class="service">{today}</p>}
      <MessageBubble
        message={message}
        person={props.person}
        crowd={props.crowd}
        first={newDay || !belongsTo(before, message)}
        last={!belongsTo(message, after)}
        unanswered={unanswered}
        {...props.deeds}
      />
    </div>
  );
});

/** How long after a message the next one of the same author stands close to it, in seconds. */
const BREATH = 300;

function belongsTo(before: Message | undefined, after: Message | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  if (serviceText(before) !== undefined || serviceText(after) !== undefined) return false;
  return authorOf(before).id === authorOf(after).id && after.date - before.date < BREATH;
}

/** The part of the messages that is on the page: from one message on, which moves back by portions. */
function usePortion(messages: readonly Message[]) {
  const [from, setFrom] = useState<number>();
  const begin = from ?? messages.at(-PORTION)?.message_id ?? 0;
  const unset = from === undefined && messages.length > 0;
  useEffect(() => {
    if (unset) setFrom(begin);
  }, [unset, begin]);
  const start = messages.findIndex(({ message_id }) => message_id >= begin);
  const grown = useRef<{ list: HTMLElement; height: number }>(undefined);
  useLayoutEffect(() => {
    // The browser keeps the place of what is read by itself, except at the very top.
    const { list, height } = grown.current ?? {};
    grown.current = undefined;
    if (list && height && list.scrollTop < 2) list.scrollTop += list.scrollHeight - height;
  }, [from]);
  return {
    shown: start > 0 ? messages.slice(start) : start === 0 ? messages : [],
    olderThere: start > 0,
    showOlder: (list: HTMLElement): void => {
      grown.current = { list, height: list.scrollHeight };
      setFrom(messages[Math.max(0, start - PORTION)]?.message_id);
    },
    showNewest: (): void => setFrom(messages.at(-PORTION)?.message_id ?? 0),
    showFrom: (messageId: number): void => {
      const place = messages.findIndex(({ message_id }) => message_id === messageId);
      if (place >= 0 && place < start) setFrom(messages[Math.max(0, place - 20)]?.message_id);
    },
  };
}

/** Keeps the list at its end while it is read there, whatever grows or shrinks. */
function useEnd(
  list: { current: HTMLDivElement | null },
  inside: { current: HTMLDivElement | null },
  messages: readonly Message[],
  person: User,
) {
  const [atEnd, setAtEnd] = useState(true);
  const stays = useRef(true);
  const toEnd = useCallback((): void => {
    stays.current = true;
    setAtEnd(true);
    const place = list.current;
    if (place) place.scrollTop = place.scrollHeight;
  }, [list]);
  const newest = messages.at(-1);
  const ownNewest = newest?.from?.id === person.id ? newest.message_id : undefined;
  useLayoutEffect(() => {
    // Who writes wants to see it, wherever they were reading.
    if (ownNewest !== undefined) stays.current = true;
  }, [ownNewest]);
  useLayoutEffect(() => {
    if (stays.current) toEnd();
  }, [messages, toEnd]);
  useEffect(() => {
    const observer = new ResizeObserver(() => stays.current && toEnd());
    for (const { current } of [list, inside]) if (current) observer.observe(current);
    return () => observer.disconnect();
  }, [list, inside, toEnd]);
  const onScroll = (): void => {
    const place = list.current;
    if (place === null) return;
    stays.current = place.scrollHeight - place.scrollTop - place.clientHeight < NEAR_END;
    setAtEnd(stays.current);
  };
  return { atEnd, onScroll, toEnd };
}

/** Brings a message into sight and lets it light up, once it is on the page. */
function useWanted(
  wanted: { messageId: number } | undefined,
  messages: readonly Message[],
  showFrom: (messageId: number) => void,
): void {
  useEffect(() => {
    if (wanted === undefined) return;
    showFrom(wanted.messageId);
    const message = messages.find(({ message_id }) => message_id === wanted.messageId);
    if (message === undefined) return;
    const frame = requestAnimationFrame(() => {
      const place = document.getElementById(anchorOf(message));
      place?.scrollIntoView({ block: 'center' });
      place?.animate({ opacity: [0.3, 1] }, 600);
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted]);
}

/** Which part of a chat's messages is on the page, and where the list of them stands. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message, User } from '../world/telegram.ts';
import { anchorOf } from './message-bubble.tsx';

/** How near its end a list counts as read to the end, in pixels. */
const nearEnd = 80;

/** How many messages are put on the page at a time. */
const messagesPerStep = 80;

/** The part of the messages that is on the page: from one message on, which moves back by portions. */
export function usePortion(messages: readonly Message[]) {
  const [from, setFrom] = useState<number>();
  const begin = from ?? messages.at(-messagesPerStep)?.message_id ?? 0;
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
      setFrom(messages[Math.max(0, start - messagesPerStep)]?.message_id);
    },
    showNewest: (): void => setFrom(messages.at(-messagesPerStep)?.message_id ?? 0),
    showFrom: (messageId: number): void => {
      const place = messages.findIndex(({ message_id }) => message_id === messageId);
      if (place >= 0 && place < start) setFrom(messages[Math.max(0, place - 20)]?.message_id);
    },
  };
}

/** Keeps the list at its end while it is read there, whatever grows or shrinks. */
export function useEnd(
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
    stays.current = place.scrollHeight - place.scrollTop - place.clientHeight < nearEnd;
    setAtEnd(stays.current);
  };
  const leaveEnd = (): void => {
    stays.current = false;
  };
  return { atEnd, onScroll, toEnd, leaveEnd };
}

/** Brings a message into sight and lets it light up, once it is on the page. */
export function useWanted(
  wanted: { messageId: number } | undefined,
  messages: readonly Message[],
  { onLeave, onArrive }: { onLeave(messageId: number): void; onArrive(): void },
): void {
  useEffect(() => {
    const message = messages.find(({ message_id }) => message_id === wanted?.messageId);
    if (message === undefined) return;
    onLeave(message.message_id);
    const frame = requestAnimationFrame(() => {
      const place = document.getElementById(anchorOf(message));
      place?.scrollIntoView({ block: 'center' });
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches)
        place?.animate({ opacity: [0.3, 1] }, 600);
      onArrive();
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted]);
}

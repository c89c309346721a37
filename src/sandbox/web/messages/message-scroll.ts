/** Which part of a chat's messages is rendered, and the list's scroll position. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message, User } from '../world/telegram.ts';
import { anchorOf } from './message-bubble.tsx';

/** How close to its end a list counts as scrolled to the end, in pixels. */
const nearEnd = 80;

/** How many messages are rendered at a time. */
const messagesPerStep = 80;

/** The rendered part of the messages; it grows backwards in steps. */
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
    // Browsers anchor the scroll position themselves, except at the very top.
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

/** Keeps the list scrolled to its end while it is read there, whatever changes size. */
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
    // One's own message is always scrolled to.
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

/** Scrolls to a message and highlights it, once it is rendered. */
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

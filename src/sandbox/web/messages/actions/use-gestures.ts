/**
 * What one does to a message, as in Telegram's apps: a swipe to the left replies, a long press or the right button
 * opens the menu.
 */
import { useEffect } from 'preact/hooks';

interface Gestures {
  /** @param id the ID of the message's element */
  onReply(id: string): void;
  onMenu(id: string, at: { x: number; y: number }): void;
}

/** How far a swipe must go, in pixels, and how far the message follows the finger. */
const replyAfter = 48;
const followsTo = 72;

/** Beyond this a touch is a movement, in pixels. */
const moved = 10;
const longPressMs = 500;

/** @param list the element that holds the messages; each is an `article` */
export function useGestures(list: { current: HTMLElement | null }, gestures: Gestures): void {
  const { onReply, onMenu } = gestures;
  useEffect(() => {
    const place = list.current;
    if (!place) return undefined;
    let touch: { article: HTMLElement; x: number; y: number; swiped: number } | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const end = (): void => {
      clearTimeout(timer);
      if (!touch) return;
      touch.article.style.translate = '';
      if (touch.swiped >= replyAfter) onReply(touch.article.id);
      touch = undefined;
    };
    const cancel = (): void => {
      if (touch) touch.swiped = 0;
      end();
    };
    const start = ({ touches, target }: TouchEvent): void => {
      cancel();
      const [finger] = touches;
      const article = target instanceof Element ? target.closest('article') : null;
      if (!finger || touches.length > 1 || !article) return;
      const { clientX: x, clientY: y } = finger;
      touch = { article, x, y, swiped: 0 };
      // Buttons have a meaning of their own.
      if (target instanceof Element && target.closest('button, a')) return;
      timer = setTimeout(() => {
        cancel();
        onMenu(article.id, { x, y });
      }, longPressMs);
    };
    const move = ({ touches }: TouchEvent): void => {
      const [finger] = touches;
      if (!touch || !finger) return;
      const left = touch.x - finger.clientX;
      const vertical = Math.abs(finger.clientY - touch.y);
      if (Math.max(Math.abs(left), vertical) > moved) clearTimeout(timer);
      if (touch.swiped === 0 && (vertical > moved || left < moved)) return;
      touch.swiped = Math.max(1, left);
      touch.article.style.translate = `${-Math.min(Math.max(left, 0), followsTo)}px`;
    };
    const openMenu = (event: MouseEvent): void => {
      const bubble = event.target instanceof Element ? event.target.closest('.bubble') : null;
      const article = bubble?.closest('article');
      if (!article || hasOwnMenu(event.target)) return;
      event.preventDefault();
      onMenu(article.id, { x: event.clientX, y: event.clientY });
    };
    const options = { passive: true };
    place.addEventListener('contextmenu', openMenu);
    place.addEventListener('touchstart', start, options);
    place.addEventListener('touchmove', move, options);
    place.addEventListener('touchend', end, options);
    place.addEventListener('touchcancel', cancel, options);
    return () => {
      cancel();
      place.removeEventListener('contextmenu', openMenu);
      place.removeEventListener('touchstart', start);
      place.removeEventListener('touchmove', move);
      place.removeEventListener('touchend', end);
      place.removeEventListener('touchcancel', cancel);
    };
  }, [list, onReply, onMenu]);
}

/** A link or a selection keeps the browser's own menu. */
function hasOwnMenu(target: EventTarget | null): boolean {
  const isLink = target instanceof Element && target.closest('a') !== null;
  return isLink || getSelection()?.isCollapsed === false;
}

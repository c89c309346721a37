import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { copyText } from '../../components/copy-text.ts';
import { useWords } from '../../i18n/use-words.tsx';

/** A place in the window, in pixels. */
export interface Point {
  x: number;
  y: number;
}

interface MessageMenuProps {
  at: Point;
  /** Undefined for a message without words. */
  text: string | undefined;
  onReply(): void;
  /** Undefined for a message that one can't change. */
  onEdit: (() => void) | undefined;
  onClose(): void;
}

/** What one can do with a message, at the place where one asked for it. */
export function MessageMenu({ at, text, onReply, onEdit, onClose }: MessageMenuProps) {
  const { message } = useWords().texts;
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = menu.current;
    if (!place) return;
    const { width, height } = place.getBoundingClientRect();
    place.style.left = `${Math.max(8, Math.min(at.x, innerWidth - width - 8))}px`;
    place.style.top = `${Math.max(8, Math.min(at.y, innerHeight - height - 8))}px`;
    place.querySelector('button')?.focus();
  }, [at]);
  useEffect(() => {
    const closeOutside = ({ target }: Event): void => {
      if (!menu.current?.contains(target as Node)) onClose();
    };
    addEventListener('pointerdown', closeOutside);
    addEventListener('wheel', onClose);
    addEventListener('popstate', onClose);
    return () => {
      removeEventListener('pointerdown', closeOutside);
      removeEventListener('wheel', onClose);
      removeEventListener('popstate', onClose);
    };
  }, [onClose]);
  const choose = (act: () => void) => () => {
    onClose();
    act();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const items: Element[] = [...(menu.current?.querySelectorAll('button') ?? [])];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (step !== undefined) {
      const now = document.activeElement ? items.indexOf(document.activeElement) : -1;
      const next = items.at((now + step) % items.length);
      if (next instanceof HTMLElement) next.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={menu}
      class="message-menu"
      role="menu"
      tabIndex={-1}
      aria-label={message.actions}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
    >
      <button type="button" role="menuitem" onClick={choose(onReply)}>
        {message.reply}
      </button>
      {onEdit && (
        <button type="button" role="menuitem" onClick={choose(onEdit)}>
          {message.edit}
        </button>
      )}
      {text !== undefined && (
        <button type="button" role="menuitem" onClick={choose(() => void copyText(text))}>
          {message.copyText}
        </button>
      )}
    </div>
  );
}

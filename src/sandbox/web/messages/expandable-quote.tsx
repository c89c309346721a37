import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n/use-words.tsx';

/** A quote that shows three lines until it is expanded, as in Telegram's apps. */
export function ExpandableQuote({ children }: { children: ComponentChildren }) {
  const { message } = useWords().texts;
  const [open, setOpen] = useState(false);
  const [long, setLong] = useState(false);
  const words = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = words.current;
    if (place && !open) setLong(place.scrollHeight > place.clientHeight + 1);
  }, [children, open]);
  return (
    <blockquote class="expandable" data-open={open}>
      <div ref={words} class="expandable-words">
        {children}
      </div>
      {long && (
        <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? message.less : message.more}
        </button>
      )}
    </blockquote>
  );
}

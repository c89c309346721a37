import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '../i18n/use-words.tsx';

/** Hidden text that a click reveals. */
export function Spoiler({ children }: { children: ComponentChildren }) {
  const { message } = useWords().texts;
  const [seen, setSeen] = useState(false);
  if (seen) return <span class="spoiler">{children}</span>;
  return (
    <button
      type="button"
      class="spoiler hidden"
      aria-label={message.spoiler}
      onClick={() => setSeen(true)}
    >
      <span aria-hidden="true">{children}</span>
    </button>
  );
}

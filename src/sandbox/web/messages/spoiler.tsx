import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** Hidden text that a click reveals. */
export function Spoiler({ children }: { children: ComponentChildren }) {
  const [seen, setSeen] = useState(false);
  if (seen) return <span class="spoiler">{children}</span>;
  return (
    <button
      type="button"
      class="spoiler hidden"
      aria-label="Hidden text, press to show"
      onClick={() => setSeen(true)}
    >
      <span aria-hidden="true">{children}</span>
    </button>
  );
}

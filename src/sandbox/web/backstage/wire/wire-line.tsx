/** One line of the wire; a click opens its JSON. */
import { memo } from 'preact/compat';
import { useWords } from '../../i18n/use-words.tsx';
import { shownJson } from './hide-tokens.ts';
import { outcomeText } from './outcome-text.ts';
import type { WireLine } from './wire.ts';

interface WireLineProps {
  line: WireLine;
  open: boolean;
  onToggle(key: string): void;
  onUpdate(updateId: number): void;
}

/** Rendered again only if it changed: there may be a thousand. */
export const WireLineView = memo(function WireLineView(props: WireLineProps) {
  const { line, open, onToggle, onUpdate } = props;
  const { texts, formats } = useWords();
  const { wire } = texts.backstage;
  const { key, source, title, cause } = line;
  const about =
    line.pressedBy === undefined
      ? line.about
      : wire.pressed(line.pressedBy, line.about || wire.aButton);
  return (
    <li class="wire-line" data-source={source} data-failed={line.failed}>
      <button type="button" class="wire-head" aria-expanded={open} onClick={() => onToggle(key)}>
        <span class="wire-title">
          <span class="wire-source">{wire.sources[source]}</span> <code>{title}</code>
        </span>
        {about !== '' && <span class="wire-about">{about}</span>}
        <small>
          {formats.time(line.at)}.{String(Math.floor(line.at) % 1000).padStart(3, '0')} ·{' '}
          <span class="wire-outcome">{outcomeText(line.outcome, wire)}</span>
          {line.ms !== undefined && ` · ${Math.round(line.ms)} ms`}
        </small>
      </button>
      {cause && source !== 'telegram' && (
        <button
          type="button"
          class="wire-cause"
          title={cause.certain ? wire.certain : wire.guess}
          onClick={() => onUpdate(cause.updateId)}
        >
          {cause.certain ? wire.answers(cause.updateId) : wire.follows(cause.updateId)}
        </button>
      )}
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class="wire-json" tabIndex={0} aria-label={wire.json(title)}>
          <pre>{shownJson(line.detail)}</pre>
        </section>
      )}
    </li>
  );
});

/** One line of the wire; a click opens its JSON. */
import { Component } from 'preact';
import { shownJson } from './hide-tokens.ts';
import type { WireLine } from './wire.ts';

interface WireLineProps {
  line: WireLine;
  open: boolean;
  onToggle(key: string): void;
  onUpdate(updateId: number): void;
}

const sourceLabels: Readonly<Record<WireLine['source'], string>> = {
  telegram: 'Update',
  bot: 'Bot API',
  ngorder: 'Ngorder',
};

/** Rendered again only if it changed: there may be a thousand. */
export class WireLineView extends Component<WireLineProps> {
  override shouldComponentUpdate(next: WireLineProps): boolean {
    return next.line !== this.props.line || next.open !== this.props.open;
  }

  render({ line, open, onToggle, onUpdate }: WireLineProps) {
    const { key, source, title, about, cause } = line;
    return (
      <li class="wire-line" data-source={source} data-failed={line.failed}>
        <button type="button" class="wire-head" aria-expanded={open} onClick={() => onToggle(key)}>
          <span class="wire-title">
            <span class="wire-source">{sourceLabels[source]}</span> <code>{title}</code>
          </span>
          {about !== '' && <span class="wire-about">{about}</span>}
          <small>
            {timeOf(line.at)} · <span class="wire-outcome">{line.outcome}</span>
            {line.ms !== undefined && ` · ${Math.round(line.ms)} ms`}
          </small>
        </button>
        {cause && source !== 'telegram' && (
          <button
            type="button"
            class="wire-cause"
            title={
              cause.certain
                ? 'It names the press that it answers.'
                : 'A guess: it came after this update, but nothing in it says that it belongs to it.'
            }
            onClick={() => onUpdate(cause.updateId)}
          >
            {cause.certain ? 'answers' : 'follows'} update {cause.updateId}
            {!cause.certain && ' (a guess)'}
          </button>
        )}
        {open && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <section class="wire-json" tabIndex={0} aria-label={`JSON of ${title}`}>
            <pre>{shownJson(line.detail)}</pre>
          </section>
        )}
      </li>
    );
  }
}

/** `21:04:05.123` */
function timeOf(at: number): string {
  const date = new Date(at);
  return `${date.toLocaleTimeString('en-GB')}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

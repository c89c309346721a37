/** The inline keyboard under a message. */
import { useState } from 'preact/hooks';
import { copyText } from '../components/copy-text.ts';
import { Icon } from '../components/icon.tsx';
import { useWords } from '../i18n/use-words.tsx';
import type { InlineKeyboardButton } from '../world/telegram.ts';

interface KeyboardProps {
  rows: readonly (readonly InlineKeyboardButton[])[];
  /** Whether a press on the button with this data is still unanswered. */
  isWaiting(callbackData: string): boolean;
  onPress(callbackData: string): void;
  /** Opens a link within Telegram; false if it leads elsewhere. */
  onLink(address: string): boolean;
}

export function Keyboard({ rows, ...rest }: KeyboardProps) {
  const { message } = useWords().texts;
  return (
    <fieldset class="keyboard" aria-label={message.buttons}>
      {rows.map((row, index) => (
        <div class="keyboard-row" key={index}>
          {row.map((button, column) => (
            <KeyboardButton key={column} button={button} {...rest} />
          ))}
        </div>
      ))}
    </fieldset>
  );
}

interface ButtonProps extends Omit<KeyboardProps, 'rows'> {
  button: InlineKeyboardButton;
}

function KeyboardButton({ button, isWaiting, onPress, onLink }: ButtonProps) {
  if ('url' in button) {
    const { url } = button;
    return (
      <a
        class="key"
        data-style={button.style}
        href={url}
        target="_blank"
        rel="noreferrer"
        onClick={(event) => onLink(url) && event.preventDefault()}
      >
        <KeyText text={button.text} />
        <Icon sign="out" />
      </a>
    );
  }
  if ('copy_text' in button) return <CopyButton button={button} text={button.copy_text.text} />;
  if (!('callback_data' in button)) {
    return (
      <button type="button" class="key" data-style={button.style} disabled>
        <KeyText text={button.text} />
      </button>
    );
  }
  const waiting = isWaiting(button.callback_data);
  return (
    <button
      type="button"
      class="key"
      data-style={button.style}
      aria-busy={waiting}
      onClick={() => onPress(button.callback_data)}
    >
      <KeyText text={button.text} />
      {waiting && <span class="spinner" aria-hidden="true" />}
    </button>
  );
}

const copiedMs = 1500;

function CopyButton({ button, text }: { button: InlineKeyboardButton; text: string }) {
  const { message } = useWords().texts;
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await copyText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), copiedMs);
  };
  return (
    <button
      type="button"
      class="key"
      data-style={button.style}
      title={message.copies(text)}
      onClick={copy}
    >
      <KeyText text={copied ? message.copied : button.text} />
      <Icon sign={copied ? 'done' : 'copy'} />
    </button>
  );
}

/** On one line and truncated, as on a phone. */
const KeyText = ({ text }: { text: string }) => <span class="key-text">{text}</span>;

import { useState } from 'preact/hooks';
import { Icon } from '../components/icon.tsx';
import { useWords } from '../i18n/use-words.tsx';
import { summaryOf } from '../world/summary.ts';
import type { Chat, Message } from '../world/telegram.ts';

interface PinnedBarProps {
  chat: Chat;
  messages: readonly Message[];
  onJump(messageId: number): void;
}

/** The pinned message above the chat. A click jumps to it; with several, the next click to the one before. */
export function PinnedBar({ chat, messages, onJump }: PinnedBarProps) {
  const { texts } = useWords();
  const [back, setBack] = useState(0);
  const pinned = messages.filter(({ message_id }) => chat.pinned_message_ids.includes(message_id));
  if (pinned.length === 0) return null;
  const message = pinned.at(-1 - (back % pinned.length));
  if (message === undefined) return null;
  return (
    <button
      type="button"
      class="pinned"
      onClick={() => {
        onJump(message.message_id);
        setBack(back + 1);
      }}
    >
      <Icon sign="pin" />
      <span class="choice-text">
        <strong>{texts.chat.pinned}</strong>
        <span>{summaryOf(message, texts)}</span>
      </span>
    </button>
  );
}

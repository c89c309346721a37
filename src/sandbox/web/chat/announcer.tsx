import { useEffect, useRef, useState } from 'preact/hooks';
import type { Texts } from '../i18n/texts.ts';
import { useWords } from '../i18n/use-words.tsx';
import { authorOf } from '../world/names.ts';
import { serviceText, summaryOf } from '../world/summary.ts';
import type { Message, User } from '../world/telegram.ts';

/**
 * Announces new and edited messages to screen readers, except one's own and older ones that are
 * loaded: a list that announces its own changes couldn't leave those out.
 */
export function Announcer(props: { messages: readonly Message[] | undefined; person: User }) {
  const { messages, person } = props;
  const { texts } = useWords();
  const [words, setWords] = useState('');
  const before = useRef(messages);
  useEffect(() => {
    const was = before.current;
    before.current = messages;
    if (was === undefined || messages === undefined) return;
    const known = new Set(was);
    const fresh = messages
      .slice(-newestMessages)
      .filter((message) => !known.has(message) && message.from?.id !== person.id);
    if (fresh.length > 0) setWords(fresh.map((message) => spoken(message, texts)).join('\n'));
  }, [messages, person.id]);
  return (
    <p class="unseen" aria-live="polite">
      {words}
    </p>
  );
}

/** How far from the end of a chat a message may be to be announced. */
const newestMessages = 10;

const spoken = (message: Message, texts: Texts): string =>
  serviceText(message, texts) ?? `${authorOf(message).name}: ${summaryOf(message, texts)}`;

/** One message of a chat: bubble, quote, text, document or picture, time, and the keyboard under it. */

import { Avatar } from '../components/avatar.tsx';
import { useWords } from '../i18n/use-words.tsx';
import { buttonKey } from '../world/chat-state.ts';
import { authorOf, hueOf } from '../world/names.ts';
import { serviceText, summaryOf } from '../world/summary.ts';
import type { Message, User } from '../world/telegram.ts';
import type { Point } from './actions/message-menu.tsx';
import { Attachment } from './attachment.tsx';
import { NotDelivered, Ticks } from './delivery.tsx';
import { Keyboard } from './keyboard.tsx';
import { RichText } from './rich-text.tsx';

export interface MessageActions {
  /** Opens the menu of what can be done with a message, at a place in the window. */
  onMenu(message: Message, at: Point): void;
  onCommand(command: string): void;
  onPress(message: Message, callbackData: string): void;
  /** Opens a link within Telegram; false if it leads elsewhere. */
  onLink(address: string): boolean;
  /** Jumps to another message of the chat. */
  onJump(messageId: number): void;
}

interface BubbleProps extends MessageActions {
  message: Message;
  person: User;
  /** Why a command without the bot's name doesn't reach it here. */
  whySwallowed: string;
  /** Whether the chat has several authors, so that names and pictures are shown. */
  crowd: boolean;
  /** Whether it starts a run of messages by its author; `last` whether it ends one. */
  first: boolean;
  last: boolean;
  /** The buttons with unanswered presses, if any are this message's. */
  unanswered: ReadonlyMap<string, string> | undefined;
}

export function MessageBubble(props: BubbleProps) {
  const { message, person, crowd } = props;
  const { texts, formats } = useWords();
  const service = serviceText(message, texts);
  if (service !== undefined) return <ServiceMessage {...props} words={service} />;

  const author = authorOf(message);
  const own = author.id === person.id;
  const waiting = new Set(props.unanswered?.values());
  const keyboard = message.reply_markup;
  return (
    <article
      class="message"
      id={anchorOf(message)}
      data-own={own}
      data-first={props.first}
      data-last={props.last}
      aria-label={`${own ? texts.message.you : author.name}, ${formats.clock(message.date)}`}
    >
      {crowd && !own && <Avatar id={author.id} name={author.name} />}
      <div class="message-column">
        <div class="bubble">
          {crowd && !own && props.first && (
            <p class="author" data-hue={hueOf(author.id)}>
              {author.name} {author.anonymous && <small>{texts.message.admin}</small>}
            </p>
          )}
          <Quote {...props} />
          <Attachment message={message} />
          <Words {...props} />
          <p class="stamp">
            {message.edit_date !== undefined && <span>{texts.message.edited} </span>}
            <time dateTime={new Date(message.date * 1000).toISOString()}>
              {formats.clock(message.date)}
            </time>
            {own && <Ticks message={message} />}
          </p>
        </div>
        {message.delivery === 'swallowed' && <NotDelivered why={props.whySwallowed} />}
        {keyboard && 'inline_keyboard' in keyboard && keyboard.inline_keyboard.length > 0 && (
          <Keyboard
            rows={keyboard.inline_keyboard}
            isWaiting={(data) => waiting.has(buttonKey(person.id, message, data))}
            onPress={(data) => props.onPress(message, data)}
            onLink={props.onLink}
          />
        )}
      </div>
      <button
        type="button"
        class="menu-opener unseen"
        aria-haspopup="menu"
        onClick={({ currentTarget }) => {
          const { left: x, bottom: y } = currentTarget.getBoundingClientRect();
          props.onMenu(message, { x, y });
        }}
      >
        {texts.message.actions}
      </button>
    </article>
  );
}

/** A service message; if it is about another message, a click jumps to that. */
function ServiceMessage({ message, words, onJump }: BubbleProps & { words: string }) {
  const about = message.pinned_message;
  return (
    <p class="service" id={anchorOf(message)}>
      {about === undefined ? (
        words
      ) : (
        <button type="button" onClick={() => onJump(about.message_id)}>
          {words}
        </button>
      )}
    </p>
  );
}

function Words({ message, onCommand, onLink }: BubbleProps) {
  const { texts } = useWords();
  const text = message.text ?? message.caption;
  if (text === undefined) {
    const attached = message.document !== undefined || message.photo !== undefined;
    return attached ? null : <p class="words">{summaryOf(message, texts)}</p>;
  }
  const entities = message.entities ?? message.caption_entities;
  return (
    <div class="words" dir="auto">
      <RichText text={text} entities={entities} onCommand={onCommand} onLink={onLink} />
    </div>
  );
}

/** The replied message; a click jumps to it. */
function Quote({ message, onJump }: BubbleProps) {
  const { texts } = useWords();
  const replied = message.reply_to_message;
  // In a topic every message counts as a reply to the first one.
  if (replied === undefined || replied.message_id === message.message_thread_id) return null;
  const author = authorOf(replied);
  return (
    <button
      type="button"
      class="quote"
      data-hue={hueOf(author.id)}
      onClick={() => onJump(replied.message_id)}
    >
      <strong>{author.name}</strong>
      <span>{summaryOf(replied, texts)}</span>
    </button>
  );
}

export const anchorOf = (message: Message): string =>
  `message-${message.chat.id}-${message.message_id}`;

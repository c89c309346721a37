/** One message of a chat: bubble, quote, text, document, time, and the keyboard under it. */
import { Avatar } from './avatar.tsx';
import { clock, fileSize } from './figures.ts';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { Keyboard } from './keyboard.tsx';
import { fullName, hueOf } from './names.ts';
import { RichText } from './rich-text.tsx';
import { serviceText, summaryOf } from './summary.ts';
import { type Document, fileAddress, type Message, type User } from './telegram.ts';

export interface MessageDeeds {
  onReply(message: Message): void;
  onCommand(command: string): void;
  onPress(message: Message, callbackData: string): void;
  isWaiting(message: Message, callbackData: string): boolean;
}

interface BubbleProps extends MessageDeeds {
  message: Message;
  person: User;
  /** Whether several people write here, so that names and pictures are needed. */
  crowd: boolean;
}

export function MessageBubble(props: BubbleProps) {
  const { message, person, crowd } = props;
  const service = serviceText(message);
  if (service !== undefined) return <p class="service">{service}</p>;

  const own = message.from?.id === person.id;
  const author = message.from === undefined ? 'Somebody' : fullName(message.from);
  const keyboard = message.reply_markup;
  return (
    <article
      class="message"
      id={anchorOf(message)}
      data-own={own}
      aria-label={`${own ? 'You' : author}, ${clock(message.date)}`}
    >
      {crowd && !own && <Avatar id={message.from?.id ?? 0} name={author} />}
      <div class="message-column">
        <div class="bubble">
          {crowd && !own && (
            <p class="author" data-hue={hueOf(message.from?.id ?? 0)}>
              {author}
            </p>
          )}
          {message.reply_to_message && <Quote message={message.reply_to_message} />}
          {message.document && <DocumentLink document={message.document} />}
          <Words {...props} />
          <p class="stamp">
            {message.edit_date !== undefined && <span>edited </span>}
            <time dateTime={new Date(message.date * 1000).toISOString()}>
              {clock(message.date)}
            </time>
          </p>
        </div>
        {keyboard && 'inline_keyboard' in keyboard && keyboard.inline_keyboard.length > 0 && (
          <Keyboard
            rows={keyboard.inline_keyboard}
            isWaiting={(data) => props.isWaiting(message, data)}
            onPress={(data) => props.onPress(message, data)}
          />
        )}
      </div>
      <IconButton
        sign="reply"
        label={`Reply to ${own ? 'yourself' : author}: ${summaryOf(message).slice(0, 40)}`}
        class="reply"
        onClick={() => props.onReply(message)}
      />
    </article>
  );
}

function Words({ message, onCommand }: BubbleProps) {
  const text = message.text ?? message.caption;
  if (text === undefined) {
    return message.document === undefined ? <p class="words">{summaryOf(message)}</p> : null;
  }
  const entities = message.entities ?? message.caption_entities;
  return (
    <div class="words" dir="auto">
      <RichText text={text} entities={entities} onCommand={onCommand} />
    </div>
  );
}

/** The message that another one replies to; a press on it leads there. */
function Quote({ message }: { message: Message }) {
  const jump = (): void => {
    const quoted = document.getElementById(anchorOf(message));
    quoted?.scrollIntoView({ block: 'center' });
    quoted?.animate({ opacity: [0.3, 1] }, 600);
  };
  return (
    <button type="button" class="quote" data-hue={hueOf(message.from?.id ?? 0)} onClick={jump}>
      <strong>{message.from === undefined ? 'Somebody' : fullName(message.from)}</strong>
      <span>{summaryOf(message)}</span>
    </button>
  );
}

function DocumentLink({ document: file }: { document: Document }) {
  const name = file.file_name ?? 'document';
  const size = file.file_size === undefined ? '' : fileSize(file.file_size);
  return (
    <a class="document" href={fileAddress(file.file_id)} download={name}>
      <span class="document-sign">
        <Icon sign="download" />
      </span>
      <span class="choice-text">
        <strong>{name}</strong>
        <small>{size}</small>
      </span>
    </a>
  );
}

const anchorOf = (message: Message): string => `message-${message.chat.id}-${message.message_id}`;

/** The text box, with the message that it replies to and the bot's commands. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../components/icon.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { useWords } from '../i18n/use-words.tsx';
import { authorOf } from '../world/names.ts';
import { summaryOf } from '../world/summary.ts';
import type { BotCommand, Chat, Message } from '../world/telegram.ts';
import { AttachButton } from './attach-button.tsx';
import { CommandChoices } from './command-choices.tsx';
import { addressed, commandsFor } from './command-list.ts';
import { type Intent, intentOf } from './composer-keys.ts';
import { asksForReply } from './forced-reply.ts';
import { splitText } from './split-text.ts';
import { useDraft } from './use-draft.ts';

interface ComposerProps {
  chat: Chat;
  botName: string | undefined;
  commands: readonly BotCommand[];
  replyTo: Message | undefined;
  /** One's own message whose text is being changed. */
  edited: Message | undefined;
  /** The key of the draft: whose it is, and in which chat. */
  draft: string;
  /** The placeholder. */
  hint: string;
  onDropReply(): void;
  onDropEdit(): void;
  /** Resolves to whether it was changed. */
  onEdit(message: Message, text: string): Promise<boolean>;
  /** A file, sent as a picture that is shown in the chat or as a document. */
  onFile(file: File, kind: 'photo' | 'document'): void;
  /** Whether to write at once. */
  focused: boolean;
  /** Sends one message after another; resolves to how many were sent. The others return to the box. */
  onSend(parts: readonly string[]): Promise<number>;
}

export function Composer(props: ComposerProps) {
  const { chat, replyTo, edited } = props;
  const { composer } = useWords().texts;
  const draft = useDraft(props.draft);
  const { text } = draft;
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const fitting = closed ? [] : commandsFor(text, props.commands);

  // Before it is to be seen: who goes on typing at once writes into the box.
  useLayoutEffect(() => {
    if (replyTo !== undefined) box.current?.focus();
  }, [replyTo]);

  useEffect(() => {
    if (props.focused) box.current?.focus();
  }, [props.focused]);

  useEffect(() => {
    if (edited?.text === undefined) return;
    draft.write(edited.text);
    box.current?.focus();
  }, [edited]);

  const write = (next: string): void => {
    draft.write(next);
    setChosen(0);
    setClosed(false);
  };
  const dropEdit = (): void => {
    write('');
    props.onDropEdit();
  };
  const send = async (words: string): Promise<void> => {
    const parts = splitText(words);
    const [first] = parts;
    if (first === undefined) return;
    if (edited) {
      if (!(await props.onEdit(edited, first))) return;
      draft.finish(text);
      props.onDropEdit();
      return;
    }
    write('');
    box.current?.focus();
    const sent = await props.onSend(parts);
    if (sent === parts.length) return;
    draft.restore(sent === 0 ? words : parts.slice(sent).join('\n'));
  };
  const inFull = (command: BotCommand): string =>
    addressed(command.command, chat.type, props.botName);
  const command = fitting[chosen];

  const actions: Record<Intent, () => void> = {
    next: () => setChosen((chosen + 1) % fitting.length),
    previous: () => setChosen((chosen - 1 + fitting.length) % fitting.length),
    complete: () => write(command === undefined ? text : `${inFull(command)} `),
    send: () => void send(command === undefined ? text : inFull(command)),
    close: () => setClosed(true),
    drop: edited ? dropEdit : props.onDropReply,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const intent = intentOf(event, fitting.length > 0);
    if (intent === undefined) return;
    event.preventDefault();
    actions[intent]();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send(text);
      }}
    >
      <CommandChoices commands={fitting} chosen={chosen} onChoose={(c) => void send(inFull(c))} />
      {edited ? (
        <Target
          title={composer.editing}
          message={edited}
          dropLabel={composer.dropEdit}
          onDrop={dropEdit}
        />
      ) : (
        replyTo && (
          <Target
            title={composer.replyTo(authorOf(replyTo).name)}
            message={replyTo}
            dropLabel={composer.dropReply}
            onDrop={props.onDropReply}
          />
        )
      )}
      <div class="composer-line">
        {props.commands.length > 0 && (
          <CommandsButton
            isPrivate={chat.type === 'private'}
            short={text !== ''}
            onClick={() => {
              write(text === '/' ? '' : '/');
              box.current?.focus();
            }}
          />
        )}
        <textarea
          ref={box}
          rows={1}
          value={text}
          placeholder={placeholderOf(replyTo) ?? props.hint}
          aria-label={composer.message}
          aria-haspopup="listbox"
          aria-controls="command-choices"
          aria-autocomplete="list"
          aria-activedescendant={fitting.length > 0 ? `command-${chosen}` : undefined}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <AttachButton onFile={props.onFile} />
        <IconButton
          sign="send"
          label={composer.send}
          type="submit"
          class="send"
          disabled={text.trim() === ''}
        />
      </div>
    </form>
  );
}

/** As in Telegram's apps: the menu button in a chat with a bot, a slash in a group. */
function CommandsButton(props: { isPrivate: boolean; short: boolean; onClick(): void }) {
  const { composer } = useWords().texts;
  if (!props.isPrivate)
    return <IconButton sign="command" label={composer.commands} onClick={props.onClick} />;
  return (
    <button type="button" class="menu-button" onClick={props.onClick}>
      <Icon sign="menu" />
      <span class={props.short ? 'unseen' : undefined}>{composer.menu}</span>
    </button>
  );
}

interface TargetProps {
  title: string;
  message: Message;
  dropLabel: string;
  onDrop(): void;
}

/** The message that is replied to or changed. */
function Target({ title, message, dropLabel, onDrop }: TargetProps) {
  const { texts } = useWords();
  return (
    <div class="reply-target">
      <p class="quote">
        <strong>{title}</strong>
        <span>{summaryOf(message, texts)}</span>
      </p>
      <IconButton sign="close" label={dropLabel} onClick={onDrop} />
    </div>
  );
}

/** A forced reply can set the placeholder. */
function placeholderOf(message: Message | undefined): string | undefined {
  return message !== undefined && asksForReply(message)
    ? message.reply_markup.input_field_placeholder
    : undefined;
}

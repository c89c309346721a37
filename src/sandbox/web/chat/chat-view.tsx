/** The open chat: its head, its messages, and the box to write in. */

import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Role } from '../backstage/use-bot.ts';
import { addressed } from '../composer/command-list.ts';
import { Composer } from '../composer/composer.tsx';
import { useCommands } from '../composer/use-commands.ts';
import { useReplyTarget } from '../composer/use-reply-target.ts';
import type { Sandbox } from '../connection/use-sandbox.ts';
import { setBlocked } from '../connection/world-actions.ts';
import { ChatDialog } from '../dialogs/chat-dialog.tsx';
import type { Texts } from '../i18n/texts.ts';
import { useWords } from '../i18n/use-words.tsx';
import type { MessageActions } from '../messages/message-bubble.tsx';
import { Messages } from '../messages/messages.tsx';
import { markKey } from '../sidebar/unread.ts';
import { startOfLink } from '../world/bot-link.ts';
import { fullName, titleOf } from '../world/names.ts';
import { standingOf } from '../world/standing.ts';
import {
  type Chat,
  editText,
  type Message,
  type Placed,
  say,
  sendFile,
  type User,
  type World,
} from '../world/telegram.ts';
import { hasTopics, messagesIn } from '../world/topics.ts';
import { beforeUpgrade, chatToWriteTo } from '../world/upgrade.ts';
import { ChatHead } from './chat-head.tsx';
import { PinnedBar } from './pinned-bar.tsx';

interface ChatViewProps {
  world: World;
  person: User;
  chat: Chat | undefined;
  topicId: number | undefined;
  sandbox: Sandbox;
  /** Whether the panel with people and chats is open. */
  listOpen: boolean;
  onList(): void;
  onChat(chat: Pick<Chat, 'id'>, topicId?: number): void;
  /** The chat, or its topic, has been read up to this message. */
  /** With what a link starts the bot here: an empty text without a parameter; undefined: by none. */
  startWith: string | undefined;
  /** A link leads into the private chat, to start the bot with a parameter; undefined: it was started. */
  onStart(parameter: string | undefined): void;
  /** Whether the person owns the shop; undefined where that isn't known. */
  role: Role | 'stranger' | undefined;
  onSeen(chat: Chat, topicId: number | undefined, newest: Message): void;
  onFailure(error: unknown): void;
}

export function ChatView(props: ChatViewProps) {
  const { chat, person, sandbox } = props;
  const { texts } = useWords();
  const [card, setCard] = useState(false);
  if (chat === undefined) {
    return (
      <main class="chat">
        <p class="service">{texts.chat.noChat(fullName(person))}</p>
      </main>
    );
  }
  const topicId = hasTopics(chat) ? props.topicId : undefined;
  return (
    <main class="chat">
      <ChatHead
        {...props}
        chat={chat}
        topicId={topicId}
        doing={sandbox.state.doing.get(chat.id)}
        onCard={() => setCard(true)}
      />
      <OpenChat {...props} chat={chat} topicId={topicId} key={topicId} />
      {card && <ChatDialog {...props} chat={chat} onClose={() => setCard(false)} />}
    </main>
  );
}

type OpenChatProps = ChatViewProps & { chat: Chat };

const noMessages: readonly Message[] = [];

function OpenChat(props: OpenChatProps) {
  const { world, person, chat, topicId, sandbox, startWith, onStart, onSeen, onFailure } = props;
  const { texts } = useWords();
  const all = sandbox.state.messages.get(chat.id);
  const messages = useMemo(() => all && messagesIn(chat, all, topicId), [all, chat, topicId]);
  const commands = useCommands(chat, person, sandbox.commandChanges);
  const reply = useReplyTarget(messages ?? noMessages, person);
  const [edited, setEdited] = useState<Message>();
  const [started, setStarted] = useState(false);
  const [wanted, setWanted] = useState<{ messageId: number }>();
  const destination = chatToWriteTo(chat, messages ?? noMessages);
  const jump = useCallback((messageId: number) => setWanted({ messageId }), []);

  const place = (replyTo?: Message): Placed => ({
    from: person.id,
    ...(replyTo && { reply_to_message_id: replyTo.message_id }),
    ...(topicId !== undefined && { message_thread_id: topicId }),
  });
  /** Awaits the work and shows an error; resolves to whether it succeeded. */
  const attempt = async (work: Promise<unknown>): Promise<boolean> => {
    try {
      await work;
      return true;
    } catch (error) {
      onFailure(error);
      return false;
    }
  };
  const send = (text: string, replyTo?: Message): Promise<boolean> =>
    attempt(say(destination, { ...place(replyTo), text }));
  // Stable for a chat and person, so that messages aren't rendered again.
  const actions: Omit<MessageActions, 'onMenu'> = useMemo(
    () => ({
      onCommand: (command) => void send(addressed(command, chat.type, world.bot.username)),
      onPress: (message, data) => void attempt(sandbox.press(person.id, message, data)),
      onLink: (address) => {
        const parameter = startOfLink(address, world.bot.username);
        if (parameter !== undefined) onStart(parameter);
        return parameter !== undefined;
      },
      onJump: jump,
    }),
    [destination, chat.type, topicId, person.id, sandbox.press, jump, onStart],
  );
  const see = useCallback(
    (newest: Message) => onSeen(chat, topicId, newest),
    [chat, topicId, onSeen],
  );
  const starting =
    messages !== undefined && (isUnstarted(chat, messages) || (startWith ?? '') !== '');
  const blocked = chat.type === 'private' && world.blocked.includes(person.id);

  return (
    <>
      {messages && <PinnedBar chat={chat} messages={messages} onJump={jump} />}
      <Messages
        messages={messages}
        person={person}
        crowd={chat.type !== 'private'}
        whySwallowed={
          chat.bot_is_member
            ? texts.message.whyNotDelivered(world.bot.username ?? '')
            : texts.message.botIsOut
        }
        unanswered={sandbox.state.unanswered}
        wanted={wanted}
        actions={actions}
        onReply={reply.choose}
        onEdit={setEdited}
        onSeen={see}
      />
      {blocked && (
        <BigButton onPress={() => void attempt(setBlocked(person.id, false))}>
          {texts.chat.unblock}
        </BigButton>
      )}
      {starting && !blocked && (
        <BigButton
          onPress={() => {
            setStarted(true);
            onStart(undefined);
            void send(`/start ${startWith ?? ''}`.trim());
          }}
        >
          {texts.chat.start}
        </BigButton>
      )}
      {messages && !blocked && !starting && (
        <Composer
          chat={chat}
          botName={world.bot.username}
          commands={commands}
          replyTo={reply.target}
          edited={edited}
          focused={started}
          draft={markKey(person.id, beforeUpgrade(world, chat).id, topicId)}
          hint={hintOf(chat, world, person, texts)}
          onDropReply={reply.drop}
          onDropEdit={() => setEdited(undefined)}
          onEdit={(message, text) => attempt(editText(message, person.id, text))}
          onSend={async (parts) => {
            for (const [sent, text] of parts.entries()) {
              if (!(await send(text, sent === 0 ? reply.target : undefined))) return sent;
              if (sent === 0) reply.drop();
            }
            return parts.length;
          }}
          onFile={async (file, kind) => {
            if (await attempt(sendFile(destination, file, { ...place(reply.target), kind })))
              reply.drop();
          }}
        />
      )}
    </>
  );
}

/** Telegram's apps show a start button in a chat with a bot that wasn't started. */
const isUnstarted = (chat: Chat, messages: readonly Message[]): boolean =>
  chat.type === 'private' && messages.length === 0;

/** Anonymous administrators see in whose name they write, as in Telegram's apps. */
const hintOf = (chat: Chat, world: World, person: User, { composer }: Texts): string =>
  standingOf(chat, person.id)?.is_anonymous
    ? composer.messageAs(titleOf(chat, world))
    : composer.message;

const BigButton = (props: { onPress(): void; children: string }) => (
  <div class="composer">
    <button type="button" class="start-button" onClick={props.onPress}>
      {props.children}
    </button>
  </div>
);

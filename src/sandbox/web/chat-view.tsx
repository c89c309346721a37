/** The open chat: its head, its messages, and the box to write in. */
import { useState } from 'preact/hooks';
import { Avatar } from './avatar.tsx';
import { doingText } from './chat-action.ts';
import { buttonKey, type Doing } from './chat-state.ts';
import { addressed } from './command-list.ts';
import { Composer } from './composer.tsx';
import { openQuestion } from './forced-reply.ts';
import type { Sign } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import type { MessageDeeds } from './message-bubble.tsx';
import { Messages } from './messages.tsx';
import { fullName, titleOf } from './names.ts';
import { type Chat, type Message, say, type User, type World } from './telegram.ts';
import { useCommands } from './use-commands.ts';
import type { Sandbox } from './use-sandbox.ts';
import type { Panel } from './use-sheet.ts';

interface ChatViewProps {
  world: World;
  person: User;
  chat: Chat | undefined;
  sandbox: Sandbox;
  panel: Panel | undefined;
  onPanel(panel: Panel): void;
  onFailure(error: unknown): void;
}

export function ChatView(props: ChatViewProps) {
  const { chat, world, person } = props;
  if (chat === undefined) {
    return (
      <main class="chat">
        <p class="service">{fullName(person)} has no chat yet.</p>
      </main>
    );
  }
  const doing = props.sandbox.state.doing.get(chat.id);
  return (
    <main class="chat">
      <ChatHead {...props} chat={chat} doing={doing} />
      <OpenChat {...props} chat={chat} key={`${person.id}/${chat.id}/${world.bot.id}`} />
    </main>
  );
}

type OpenChatProps = ChatViewProps & { chat: Chat };

function ChatHead(props: OpenChatProps & { doing: Doing | undefined }) {
  const { chat, world, person, doing } = props;
  const title = titleOf(chat, world);
  return (
    <header class="chat-head">
      <PanelButton {...props} opens="people" sign="menu" label="People and chats" />
      <Avatar id={chat.type === 'private' ? world.bot.id : chat.id} name={title} />
      <div class="choice-text">
        <h1>{title}</h1>
        <p class="chat-about" role="status">
          {doing ? doingText(doing.action, world.bot.first_name) : about(chat, person)}
        </p>
      </div>
      <PanelButton {...props} opens="upstream" sign="exchange" label="Requests to Ngorder" />
    </header>
  );
}

function PanelButton(props: ChatViewProps & { opens: Panel; sign: Sign; label: string }) {
  return (
    <IconButton
      sign={props.sign}
      label={props.label}
      class={`opens-${props.opens}`}
      aria-expanded={props.panel === props.opens}
      aria-controls={props.opens}
      onClick={() => props.onPanel(props.opens)}
    />
  );
}

function about(chat: Chat, person: User): string {
  const as = `you are ${fullName(person)}`;
  return chat.type === 'private' ? `${as} · bot` : `${as} · ${chat.members.length} members`;
}

function OpenChat({ world, person, chat, sandbox, onFailure }: OpenChatProps) {
  const messages = sandbox.state.messages.get(chat.id);
  const commands = useCommands(chat, person, sandbox.commandChanges);
  const reply = useReplyTarget(messages ?? [], person);

  const send = async (text: string, replyTo?: Message): Promise<boolean> => {
    try {
      await say(chat.id, {
        from: person.id,
        text,
        ...(replyTo && { reply_to_message_id: replyTo.message_id }),
      });
      return true;
    } catch (error) {
      onFailure(error);
      return false;
    }
  };
  const deeds: MessageDeeds = {
    onReply: reply.choose,
    onCommand: (command) => void send(addressed(command, chat.type, world.bot.username)),
    onPress: (message, data) => void sandbox.press(person.id, message, data).catch(onFailure),
    isWaiting: (message, data) =>
      [...sandbox.state.unanswered.values()].includes(buttonKey(message, data)),
  };
  return (
    <>
      <Messages messages={messages} person={person} chat={chat} deeds={deeds} />
      {messages && isUnstarted(chat, messages) && (
        <StartButton onStart={() => void send('/start')} />
      )}
      {messages && !isUnstarted(chat, messages) && (
        <Composer
          chat={chat}
          botName={world.bot.username}
          commands={commands}
          replyTo={reply.target}
          onDropReply={reply.drop}
          onSend={async (text) => {
            const sent = await send(text, reply.target);
            if (sent) reply.drop();
            return sent;
          }}
        />
      )}
    </>
  );
}

/** A bot can't be written to before it is started, which Telegram's apps do with a button. */
const isUnstarted = (chat: Chat, messages: readonly Message[]): boolean =>
  chat.type === 'private' && messages.length === 0;

const StartButton = ({ onStart }: { onStart(): void }) => (
  <div class="composer">
    <button type="button" class="start-button" onClick={onStart}>
      Start
    </button>
  </div>
);

/** What the next text replies to: the message that was chosen, else the bot's open question to this person. */
function useReplyTarget(messages: readonly Message[], person: User) {
  const [chosen, setChosen] = useState<Message>();
  const [dropped, setDropped] = useState<number>();
  const question = openQuestion(messages, person);
  const asked = question?.message_id === dropped ? undefined : question;
  return {
    target: chosen ?? asked,
    choose: setChosen,
    drop: () => {
      if (chosen === undefined) setDropped(question?.message_id);
      setChosen(undefined);
    },
  };
}

/** The head of the open chat: its name, the bot's chat action, and buttons for the other panels. */
import { Avatar } from '../components/avatar.tsx';
import type { Sign } from '../components/icon.tsx';
import { IconButton } from '../components/icon-button.tsx';
import type { Panel } from '../components/use-sheet.ts';
import type { Doing } from '../world/chat-state.ts';
import { titleOf } from '../world/names.ts';
import { standingOf } from '../world/standing.ts';
import type { Chat, User, World } from '../world/telegram.ts';
import { generalName, hasTopics, topicOf } from '../world/topics.ts';
import { doingText } from './chat-action.ts';

interface HeadProps {
  world: World;
  person: User;
  chat: Chat;
  topicId: number | undefined;
  doing: Doing | undefined;
  panel: Panel | undefined;
  onPanel(panel: Panel): void;
  /** Opens the dialog about the chat. */
  onCard(): void;
}

export function ChatHead(props: HeadProps) {
  const { chat, world, person, doing, topicId } = props;
  const title = titleOf(chat, world);
  const topic = hasTopics(chat) ? (topicOf(chat, topicId)?.name ?? generalName) : undefined;
  return (
    <header class="chat-head">
      <PanelButton {...props} opens="people" sign="menu" label="People and chats" />
      <Avatar id={chat.type === 'private' ? world.bot.id : chat.id} name={title} />
      <div class="choice-text">
        <h1>
          <span>{title}</span>
          {topic !== undefined && <span class="topic-name"> › {topic}</span>}
        </h1>
        <p class="chat-about" role="status">
          {doing ? doingText(doing.action, world.bot.first_name) : about(chat, person)}
        </p>
      </div>
      <IconButton
        sign="more"
        label="About this chat"
        aria-haspopup="dialog"
        onClick={props.onCard}
      />
      <PanelButton {...props} opens="backstage" sign="exchange" label="What happened" />
    </header>
  );
}

function PanelButton(props: HeadProps & { opens: Panel; sign: Sign; label: string }) {
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
  const hidden = standingOf(chat, person.id)?.is_anonymous === true;
  const as = `you are ${person.first_name}${hidden ? ', anonymous' : ''}`;
  if (chat.type === 'private') return `${as} · bot`;
  const bot = chat.bot_is_member ? '' : ' · without the bot';
  return `${as} · ${chat.members.length} members${bot}`;
}

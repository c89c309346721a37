/** The head of the open chat: its name, the bot's chat action, and buttons for the other panels. */
import type { Role } from '../backstage/use-bot.ts';
import { Avatar } from '../components/avatar.tsx';
import { IconButton } from '../components/icon-button.tsx';
import type { Texts } from '../i18n/texts.ts';
import { useWords } from '../i18n/use-words.tsx';
import type { Doing } from '../world/chat-state.ts';
import { titleOf } from '../world/names.ts';
import { standingOf } from '../world/standing.ts';
import type { Chat, User, World } from '../world/telegram.ts';
import { hasTopics, topicOf } from '../world/topics.ts';
import { doingText } from './chat-action.ts';

interface HeadProps {
  world: World;
  person: User;
  chat: Chat;
  topicId: number | undefined;
  doing: Doing | undefined;
  /** Whether the person owns the shop; undefined where that isn't known. */
  /** The person's role in the shop; undefined where nothing is known of the bot. */
  role: Role | 'stranger' | undefined;
  /** Whether the panel with people and chats is open. */
  listOpen: boolean;
  onList(): void;
  /** Opens the dialog about the chat. */
  onCard(): void;
}

export function ChatHead(props: HeadProps) {
  const { chat, world, person, doing, topicId } = props;
  const { texts } = useWords();
  const title = titleOf(chat, world);
  const topic = hasTopics(chat) ? (topicOf(chat, topicId)?.name ?? texts.chat.general) : undefined;
  return (
    <header class="chat-head">
      <IconButton
        sign="menu"
        label={texts.sidebar.label}
        class="opens-people"
        aria-expanded={props.listOpen}
        aria-controls="people"
        onClick={props.onList}
      />
      <Avatar id={chat.type === 'private' ? world.bot.id : chat.id} name={title} />
      <div class="choice-text">
        <h1>
          <span>{title}</span>
          {topic !== undefined && <span class="topic-name"> › {topic}</span>}
        </h1>
        <p class="chat-about" role="status">
          {doing
            ? doingText(doing.action, world.bot.first_name, texts.chat)
            : about(chat, person, props.role, texts)}
        </p>
      </div>
      <IconButton
        sign="more"
        label={texts.chat.about}
        aria-haspopup="dialog"
        onClick={props.onCard}
      />
    </header>
  );
}

function about(
  chat: Chat,
  person: User,
  role: Role | 'stranger' | undefined,
  { chat: texts, sidebar }: Texts,
): string {
  const hidden = standingOf(chat, person.id)?.is_anonymous === true;
  const as = `${texts.youAre(person.first_name)}${hidden ? `, ${texts.anonymous}` : ''}`;
  if (chat.type === 'private') {
    return `${as} · ${role === undefined ? texts.bot : sidebar.roles[role]}`;
  }
  const bot = chat.bot_is_member ? '' : ` · ${texts.withoutBot}`;
  return `${as} · ${texts.members(chat.members.length)}${bot}`;
}

import { memo } from 'preact/compat';
import { Avatar } from '../components/avatar.tsx';
import type { Texts } from '../i18n/texts.ts';
import { useWords } from '../i18n/use-words.tsx';
import { authorOf, titleOf } from '../world/names.ts';
import { isService, summaryOf } from '../world/summary.ts';
import type { Chat, Message, User, World } from '../world/telegram.ts';
import { Badge } from './badge.tsx';

interface ChatChoiceProps {
  world: World;
  person: User;
  chat: Chat;
  last: Message | undefined;
  unread: number;
  open: boolean;
  onChat(chat: Chat): void;
}

/** A chat in the list: name, newest message, number of unread ones. */
export const ChatListItem = memo(function ChatListItem(props: ChatChoiceProps) {
  const { chat, world, last } = props;
  const { texts, formats } = useWords();
  const title = titleOf(chat, world);
  return (
    <button
      type="button"
      class="choice"
      aria-current={props.open ? 'page' : undefined}
      onClick={() => props.onChat(chat)}
    >
      <Avatar id={chat.type === 'private' ? world.bot.id : chat.id} name={title} />
      <span class="choice-text">
        <span class="choice-line">
          <strong>{title}</strong>
          {last && <small>{formats.clock(last.edit_date ?? last.date)}</small>}
        </span>
        <span class="choice-line">
          <small>{last ? lineOf(last, chat, props.person, texts) : texts.sidebar.empty}</small>
          <Badge count={props.unread} />
        </span>
      </span>
    </button>
  );
});

/** In groups with the author's name. */
function lineOf(message: Message, chat: Chat, person: User, texts: Texts): string {
  const words = summaryOf(message, texts);
  if (isService(message)) return words;
  if (message.from?.id === person.id) return `${texts.message.you}: ${words}`;
  return chat.type === 'private' ? words : `${authorOf(message).name.split(' ')[0]}: ${words}`;
}

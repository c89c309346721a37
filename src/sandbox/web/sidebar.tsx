/** The people one can act as, and the chats of the one acted as. */
import { Avatar } from './avatar.tsx';
import { clock } from './figures.ts';
import { IconButton } from './icon-button.tsx';
import { fullName, titleOf } from './names.ts';
import { summaryOf } from './summary.ts';
import type { Chat, Message, User, World } from './telegram.ts';

interface SidebarProps {
  world: World;
  messages: ReadonlyMap<number, readonly Message[]>;
  person: User;
  chats: Chat[];
  chat: Chat | undefined;
  onPerson(person: User): void;
  onChat(chat: Chat): void;
  onClose(): void;
}

export function Sidebar(props: SidebarProps) {
  const { world, person } = props;
  return (
    <nav class="panel sidebar" id="people" aria-label="People and chats">
      <header class="panel-head">
        <p class="panel-title">Try the bot</p>
        <IconButton
          sign="close"
          label="Close people and chats"
          class="close"
          onClick={props.onClose}
        />
      </header>
      <section aria-labelledby="people-title">
        <h2 id="people-title">You are</h2>
        <ul class="choices">
          {world.people.map((other) => (
            <li key={other.id}>
              <button
                type="button"
                class="choice"
                aria-pressed={other.id === person.id}
                onClick={() => props.onPerson(other)}
              >
                <Avatar id={other.id} name={fullName(other)} />
                <span class="choice-text">
                  <strong>{fullName(other)}</strong>
                  <small>{describe(other)}</small>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="chats-title">
        <h2 id="chats-title">Chats</h2>
        <ul class="choices">
          {props.chats.map((chat) => (
            <li key={chat.id}>
              <ChatChoice {...props} chat={chat} open={chat.id === props.chat?.id} />
            </li>
          ))}
        </ul>
      </section>
    </nav>
  );
}

function ChatChoice(props: SidebarProps & { chat: Chat; open: boolean }) {
  const { chat, world } = props;
  const last = props.messages.get(chat.id)?.at(-1);
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
          {last && <small>{clock(last.edit_date ?? last.date)}</small>}
        </span>
        <small>{last ? summaryOf(last) : 'Nothing written yet'}</small>
      </span>
    </button>
  );
}

function describe(person: User): string {
  const parts = [String(person.id)];
  if (person.username !== undefined) parts.unshift(`@${person.username}`);
  if (person.language_code !== undefined) parts.push(person.language_code);
  return parts.join(' · ');
}

/** The people to act as, and the chats of the selected one. */

import { useCallback, useMemo, useState } from 'preact/hooks';
import type { BotView } from '../backstage/use-bot.ts';
import { Avatar } from '../components/avatar.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { NewGroup } from '../dialogs/new-group.tsx';
import { NewPerson } from '../dialogs/new-person.tsx';
import { PersonDialog } from '../dialogs/person-dialog.tsx';
import type { Texts } from '../i18n/texts.ts';
import { useWords } from '../i18n/use-words.tsx';
import { fullName } from '../world/names.ts';
import type { Chat, Message, User, World } from '../world/telegram.ts';
import { hasTopics } from '../world/topics.ts';
import { Badge } from './badge.tsx';
import { byActivity, chatsOf } from './chat-list.ts';
import { ChatListItem } from './chat-list-item.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { TopicList } from './topic-list.tsx';
import { type ReadMarks, unreadCount } from './unread.ts';

interface SidebarProps {
  world: World;
  messages: ReadonlyMap<number, readonly Message[]>;
  marks: ReadMarks;
  person: User;
  chat: Chat | undefined;
  topicId: number | undefined;
  /** Who owns the shop; empty if that isn't known here. */
  roles: BotView['roles'];
  onPerson(person: Pick<User, 'id'>): void;
  /** A chat was chosen, perhaps with one of its topics, and perhaps to choose one next. */
  onChat(chat: Pick<Chat, 'id'>, topicId?: number, options?: { keepsPanel: boolean }): void;
  onClose(): void;
}

type Asked = 'new person' | 'new group' | 'person';

export function Sidebar(props: SidebarProps) {
  const { world, person, onPerson, onChat, onClose } = props;
  const { texts } = useWords();
  const [asked, setAsked] = useState<Asked>();
  const answer = useCallback(() => setAsked(undefined), []);
  return (
    <nav class="panel sidebar" id="people" aria-label={texts.sidebar.label}>
      <button type="button" class="skip" onClick={toMessageBox}>
        {texts.sidebar.skip}
      </button>
      <header class="panel-head">
        <p class="panel-title">{texts.page.title}</p>
        <LanguageChoice />
        <IconButton sign="close" label={texts.sidebar.closeIt} class="close" onClick={onClose} />
      </header>
      <People {...props} onAsk={setAsked} />
      <Chats {...props} onAsk={setAsked} />
      {asked === 'person' && <PersonDialog world={world} person={person} onClose={answer} />}
      {asked === 'new person' && (
        <NewPerson
          onClose={answer}
          onAdded={(added) => {
            answer();
            onPerson(added);
          }}
        />
      )}
      {asked === 'new group' && (
        <NewGroup
          world={world}
          person={person}
          onClose={answer}
          onAdded={(chat) => {
            answer();
            onChat(chat);
          }}
        />
      )}
    </nav>
  );
}

type PartProps = SidebarProps & { onAsk(asked: Asked): void };

function People({ world, messages, marks, person, roles, onPerson, onAsk }: PartProps) {
  const { texts } = useWords();
  const unread = useMemo(
    () =>
      new Map(
        world.people.map((other) => {
          const counts = chatsOf(world, other).map((chat) =>
            unreadCount(marks, other.id, chat, messages.get(chat.id)),
          );
          return [other.id, counts.reduce((sum, count) => sum + count, 0)];
        }),
      ),
    [world, messages, marks],
  );
  return (
    <section aria-labelledby="people-title">
      <div class="section-head">
        <h2 id="people-title">{texts.sidebar.people}</h2>
        <IconButton
          sign="add"
          label={texts.sidebar.newPerson}
          aria-haspopup="dialog"
          onClick={() => onAsk('new person')}
        />
      </div>
      <ul class="choices people">
        {world.people.map((other) => (
          <li key={other.id} class="choice-row">
            <button
              type="button"
              class="choice"
              aria-pressed={other.id === person.id}
              onClick={() => onPerson(other)}
            >
              <Avatar id={other.id} name={fullName(other)} />
              <span class="choice-text">
                <strong>{fullName(other)}</strong>
                <small>{describe(other, world, roles, texts)}</small>
              </span>
              <Badge count={other.id === person.id ? 0 : (unread.get(other.id) ?? 0)} />
            </button>
            {other.id === person.id && (
              <IconButton
                sign="more"
                label={texts.sidebar.aboutPerson(fullName(other))}
                aria-haspopup="dialog"
                onClick={() => onAsk('person')}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const noMessages: readonly Message[] = [];

function Chats(props: PartProps) {
  const { world, messages, marks, person, chat: open, topicId, onChat, onAsk } = props;
  const { texts } = useWords();
  // On a phone the list stays open until a topic of the group is chosen.
  const choose = useCallback(
    (chat: Chat) => {
      onChat(chat, undefined, { keepsPanel: hasTopics(chat) });
    },
    [onChat],
  );
  const chats = useMemo(
    () => byActivity(chatsOf(world, person), messages),
    [world, person, messages],
  );
  return (
    <section aria-labelledby="chats-title">
      <div class="section-head">
        <h2 id="chats-title">{texts.sidebar.chats}</h2>
        <IconButton
          sign="add"
          label={texts.sidebar.newGroup}
          aria-haspopup="dialog"
          onClick={() => onAsk('new group')}
        />
      </div>
      <ul class="choices">
        {chats.map((chat) => {
          const here = messages.get(chat.id) ?? noMessages;
          return (
            <li key={chat.id} class="chat-place">
              <ChatListItem
                world={world}
                person={person}
                chat={chat}
                last={here.at(-1)}
                unread={unreadCount(marks, person.id, chat, here)}
                open={chat.id === open?.id}
                onChat={choose}
              />
              {chat.id === open?.id && hasTopics(chat) && (
                <TopicList
                  chat={chat}
                  messages={here}
                  topicId={topicId}
                  unreadIn={(some) => unreadCount(marks, person.id, chat, some)}
                  onTopic={(id) => onChat(chat, id)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A skip link for keyboard users. */
function toMessageBox(): void {
  document.querySelector<HTMLElement>('.composer :is(textarea, button)')?.focus();
}

function describe(person: User, world: World, roles: BotView['roles'], { sidebar }: Texts): string {
  const handle = person.username === undefined ? String(person.id) : `@${person.username}`;
  const parts = [roles ? sidebar.roles[roles[person.id] ?? 'stranger'] : handle];
  if (person.language_code !== undefined) parts.push(person.language_code);
  if (world.blocked.includes(person.id)) parts.push(sidebar.blockedTheBot);
  return parts.join(' · ');
}

/** The dialog about the open chat: its members and their roles, its topics, its kind. */
import { useState } from 'preact/hooks';
import { useAction } from '../connection/use-action.ts';
import {
  addMember,
  addTopic,
  removeMember,
  setBlocked,
  upgradeGroup,
} from '../connection/world-actions.ts';
import { useWords } from '../i18n/use-words.tsx';
import { fullName, titleOf } from '../world/names.ts';
import type { Chat, User, World } from '../world/telegram.ts';
import { allTopics, hasTopics } from '../world/topics.ts';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './error-note.tsx';
import { MemberRow } from './member-row.tsx';
import { TopicRow } from './topic-row.tsx';

interface ChatDialogProps {
  world: World;
  person: User;
  chat: Chat;
  onChat(chat: Pick<Chat, 'id'>, topicId?: number): void;
  onClose(): void;
}

export function ChatDialog(props: ChatDialogProps) {
  const { chat, world, onClose } = props;
  return (
    <Dialog title={titleOf(chat, world)} onClose={onClose}>
      {chat.type === 'private' ? <PrivateCard {...props} /> : <GroupCard {...props} />}
    </Dialog>
  );
}

function PrivateCard({ world, person, chat }: ChatDialogProps) {
  const { dialogs } = useWords().texts;
  const { busy, refusal, attempt } = useAction();
  const blocked = world.blocked.includes(person.id);
  return (
    <div class="dialog-form">
      <p class="card-line">
        {dialogs.triedBot(world.bot.username ?? '')}
        <small>{dialogs.chatId(chat.id)}</small>
      </p>
      <ErrorNote words={refusal} />
      <button
        type="button"
        class="big-button quiet"
        data-style={blocked ? undefined : 'danger'}
        disabled={busy}
        onClick={() => void attempt(() => setBlocked(person.id, !blocked))}
      >
        {blocked ? dialogs.unblock : dialogs.block}
      </button>
    </div>
  );
}

function GroupCard({ world, person, chat, onChat, onClose }: ChatDialogProps) {
  const { texts } = useWords();
  const { dialogs } = texts;
  const action = useAction();
  const { busy, refusal, attempt } = action;
  const members = world.people.filter(({ id }) => chat.members.includes(id));
  const upgrade = (): Promise<boolean> =>
    attempt(async () => {
      const supergroup = await upgradeGroup(chat.id);
      onClose();
      onChat(supergroup);
    });
  return (
    <div class="dialog-form">
      <p class="card-line">
        {dialogs.kinds[hasTopics(chat) ? 'forum' : chat.type === 'group' ? 'group' : 'supergroup']}
        <small>{dialogs.chatId(chat.id)}</small>
      </p>
      <BotLine world={world} person={person} chat={chat} action={action} />
      <section aria-label={dialogs.members}>
        <h3>{dialogs.members}</h3>
        <ul>
          {members.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              person={person}
              chat={chat}
              busy={busy}
              onAction={(work) => void attempt(work)}
            />
          ))}
        </ul>
      </section>
      <AddMember world={world} person={person} chat={chat} action={action} />
      {hasTopics(chat) && (
        <section aria-label={dialogs.topics}>
          <h3>{dialogs.topics}</h3>
          <ul>
            {allTopics(chat, texts.chat.general).map(({ topicId, name }) => (
              <TopicRow
                key={topicId ?? 0}
                topicId={topicId}
                name={name}
                person={person}
                chat={chat}
                busy={busy}
                onAction={(work) => void attempt(work)}
              />
            ))}
          </ul>
        </section>
      )}
      {hasTopics(chat) && (
        <NewTopic
          onName={(name) =>
            attempt(async () => {
              const { message_thread_id } = await addTopic(chat.id, name, person.id);
              onClose();
              onChat(chat, message_thread_id);
            })
          }
        />
      )}
      <ErrorNote words={refusal} />
      {chat.type === 'group' && (
        <button type="button" class="big-button quiet" disabled={busy} onClick={upgrade}>
          {dialogs.upgrade}
        </button>
      )}
    </div>
  );
}

interface PartProps {
  world: World;
  person: User;
  chat: Chat;
  action: ReturnType<typeof useAction>;
}

function BotLine({ world, person, chat, action }: PartProps) {
  const { dialogs } = useWords().texts;
  const { bot } = world;
  const there = chat.bot_is_member;
  return (
    <p class="card-bot">
      <span>
        {fullName(bot)} <small>{there ? dialogs.botIsIn : dialogs.botIsOut}</small>
      </span>
      <button
        type="button"
        class="text-button"
        disabled={action.busy}
        onClick={() =>
          void action.attempt(() => (there ? removeMember : addMember)(chat.id, bot.id, person.id))
        }
      >
        {there ? dialogs.removeBot : dialogs.addBot}
      </button>
    </p>
  );
}

function AddMember({ world, person, chat, action }: PartProps) {
  const { texts } = useWords();
  const others = world.people.filter(({ id }) => !chat.members.includes(id));
  if (others.length === 0) return null;
  return (
    <label class="dialog-field">
      <span>{texts.dialogs.addSomebody}</span>
      <select
        value=""
        disabled={action.busy}
        onChange={({ currentTarget }) => {
          const id = Number(currentTarget.value);
          void action.attempt(() => addMember(chat.id, id, person.id));
        }}
      >
        <option value="">{texts.page.choose}</option>
        {others.map((other) => (
          <option key={other.id} value={other.id}>
            {fullName(other)}
          </option>
        ))}
      </select>
    </label>
  );
}

function NewTopic({ onName }: { onName(name: string): Promise<boolean> }) {
  const { dialogs } = useWords().texts;
  const [name, setName] = useState('');
  return (
    <form
      class="dialog-field-line"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void onName(name.trim());
      }}
    >
      <label class="dialog-field">
        <span>{dialogs.newTopic}</span>
        <input
          value={name}
          maxLength={128}
          autocomplete="off"
          placeholder="Pengiriman"
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <button type="submit" class="text-button" disabled={name.trim() === ''}>
        {dialogs.makeTopic}
      </button>
    </form>
  );
}

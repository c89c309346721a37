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
  const { busy, refusal, attempt } = useAction();
  const blocked = world.blocked.includes(person.id);
  return (
    <div class="dialog-form">
      <p class="card-line">
        @{world.bot.username} · the bot that is tried here
        <small>Chat ID {chat.id}</small>
      </p>
      <ErrorNote words={refusal} />
      <button
        type="button"
        class="big-button quiet"
        data-style={blocked ? undefined : 'danger'}
        disabled={busy}
        onClick={() => void attempt(() => setBlocked(person.id, !blocked))}
      >
        {blocked ? 'Unblock the bot' : 'Block the bot'}
      </button>
    </div>
  );
}

function GroupCard({ world, person, chat, onChat, onClose }: ChatDialogProps) {
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
        {chat.type === 'group' ? 'Group' : 'Supergroup'}
        {hasTopics(chat) && ' with topics'}
        <small>Chat ID {chat.id}</small>
      </p>
      <BotLine world={world} person={person} chat={chat} action={action} />
      <section aria-label="Members">
        <h3>Members</h3>
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
        <section aria-label="Topics">
          <h3>Topics</h3>
          <ul>
            {allTopics(chat).map(({ topicId, name }) => (
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
          Upgrade to a supergroup
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
  const { bot } = world;
  const there = chat.bot_is_member;
  return (
    <p class="card-bot">
      <span>
        {fullName(bot)}{' '}
        <small>{there ? 'The bot is in this group' : 'The bot is not in this group'}</small>
      </span>
      <button
        type="button"
        class="text-button"
        disabled={action.busy}
        onClick={() =>
          void action.attempt(() => (there ? removeMember : addMember)(chat.id, bot.id, person.id))
        }
      >
        {there ? 'Remove the bot' : 'Add the bot'}
      </button>
    </p>
  );
}

function AddMember({ world, person, chat, action }: PartProps) {
  const others = world.people.filter(({ id }) => !chat.members.includes(id));
  if (others.length === 0) return null;
  return (
    <label class="dialog-field">
      <span>Add somebody</span>
      <select
        value=""
        disabled={action.busy}
        onChange={({ currentTarget }) => {
          const id = Number(currentTarget.value);
          void action.attempt(() => addMember(chat.id, id, person.id));
        }}
      >
        <option value="">Choose …</option>
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
        <span>New topic</span>
        <input
          value={name}
          maxLength={128}
          autocomplete="off"
          placeholder="Pengiriman"
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <button type="submit" class="text-button" disabled={name.trim() === ''}>
        Make it
      </button>
    </form>
  );
}

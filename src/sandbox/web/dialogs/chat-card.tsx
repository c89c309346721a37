/** What can be seen and changed about the open chat: who is in it and as what, its topics, its kind. */
import { useState } from 'preact/hooks';
import { useDeed } from '../connection/use-deed.ts';
import {
  addMember,
  addTopic,
  removeMember,
  setBlocked,
  upgradeGroup,
} from '../connection/world-deeds.ts';
import { fullName, titleOf } from '../world/names.ts';
import type { Chat, User, World } from '../world/telegram.ts';
import { hasTopics } from '../world/topics.ts';
import { Dialog } from './dialog.tsx';
import { MemberRow } from './member-row.tsx';
import { Refusal } from './refusal.tsx';

interface ChatCardProps {
  world: World;
  person: User;
  chat: Chat;
  onChat(chat: Pick<Chat, 'id'>, topicId?: number): void;
  onClose(): void;
}

export function ChatCard(props: ChatCardProps) {
  const { chat, world, onClose } = props;
  return (
    <Dialog title={titleOf(chat, world)} onClose={onClose}>
      {chat.type === 'private' ? <PrivateCard {...props} /> : <GroupCard {...props} />}
    </Dialog>
  );
}

function PrivateCard({ world, person, chat }: ChatCardProps) {
  const { busy, refusal, attempt } = useDeed();
  const blocked = world.blocked.includes(person.id);
  return (
    <div class="dialog-form">
      <p class="card-line">
        @{world.bot.username} · the bot that is tried here
        <small>Chat ID {chat.id}</small>
      </p>
      <Refusal words={refusal} />
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

function GroupCard({ world, person, chat, onChat, onClose }: ChatCardProps) {
  const deed = useDeed();
  const { busy, refusal, attempt } = deed;
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
      <BotLine world={world} person={person} chat={chat} deed={deed} />
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
              onDeed={(work) => void attempt(work)}
            />
          ))}
        </ul>
      </section>
      <AddMember world={world} person={person} chat={chat} deed={deed} />
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
      <Refusal words={refusal} />
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
  deed: ReturnType<typeof useDeed>;
}

function BotLine({ world, person, chat, deed }: PartProps) {
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
        disabled={deed.busy}
        onClick={() =>
          void deed.attempt(() => (there ? removeMember : addMember)(chat.id, bot.id, person.id))
        }
      >
        {there ? 'Remove the bot' : 'Add the bot'}
      </button>
    </p>
  );
}

function AddMember({ world, person, chat, deed }: PartProps) {
  const others = world.people.filter(({ id }) => !chat.members.includes(id));
  if (others.length === 0) return null;
  return (
    <label class="dialog-field">
      <span>Add somebody</span>
      <select
        value=""
        disabled={deed.busy}
        onChange={({ currentTarget }) => {
          const id = Number(currentTarget.value);
          void deed.attempt(() => addMember(chat.id, id, person.id));
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

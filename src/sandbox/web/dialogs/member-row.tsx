import { removeMember, setStanding } from '../connection/world-actions.ts';
import { useWords } from '../i18n/use-words.tsx';
import { fullName } from '../world/names.ts';
import { standingOf } from '../world/standing.ts';
import type { Chat, Standing, User } from '../world/telegram.ts';

interface MemberRowProps {
  member: User;
  /** The person who acts. */
  person: User;
  chat: Chat;
  busy: boolean;
  onAction(work: () => Promise<unknown>): void;
}

type Role = 'creator' | 'administrator' | 'anonymous' | 'member';

/** A member of a group, with their role and a button to remove them. */
export function MemberRow({ member, person, chat, busy, onAction }: MemberRowProps) {
  const { dialogs } = useWords().texts;
  const name = fullName(member);
  const standing = standingOf(chat, member.id);
  const owner = standing?.status === 'creator';
  const self = member.id === person.id;
  return (
    <li class="member">
      <span class="member-name">
        {name} {self && dialogs.you}
      </span>
      <select
        aria-label={dialogs.whatIs(name)}
        value={roleOf(standing)}
        disabled={busy}
        onChange={({ currentTarget }) => {
          const wanted = standingFor(currentTarget.value);
          onAction(() => setStanding(chat.id, member.id, wanted));
        }}
      >
        {owner ? (
          <option value="creator">{dialogs.roles.creator}</option>
        ) : (
          <>
            <option value="member">{dialogs.roles.member}</option>
            <option value="administrator">{dialogs.roles.administrator}</option>
          </>
        )}
        {chat.type === 'supergroup' && (
          <option value="anonymous">
            {owner ? dialogs.anonymousOwner : dialogs.roles.anonymous}
          </option>
        )}
      </select>
      <button
        type="button"
        class="text-button"
        disabled={busy || owner}
        aria-label={self ? dialogs.leaveGroup : dialogs.removeWho(name)}
        onClick={() => onAction(() => removeMember(chat.id, member.id, person.id))}
      >
        {self ? dialogs.leave : dialogs.remove}
      </button>
    </li>
  );
}

/** The owner stays the owner, anonymous or not. */
function standingFor(role: string): Parameters<typeof setStanding>[2] {
  if (role === 'anonymous') return { status: 'administrator', is_anonymous: true };
  return { status: role === 'member' ? 'member' : 'administrator' };
}

function roleOf(standing: Standing | undefined): Role {
  if (standing?.is_anonymous) return 'anonymous';
  if (standing?.status === 'creator') return 'creator';
  return standing?.status === 'administrator' ? 'administrator' : 'member';
}

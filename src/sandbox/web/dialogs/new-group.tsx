import { useState } from 'preact/hooks';
import { useAction } from '../connection/use-action.ts';
import { addGroup } from '../connection/world-actions.ts';
import { useWords } from '../i18n/use-words.tsx';
import { fullName } from '../world/names.ts';
import type { Chat, User, World } from '../world/telegram.ts';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './error-note.tsx';

interface NewGroupProps {
  world: World;
  /** The person who creates and owns the group. */
  person: User;
  onAdded(chat: Pick<Chat, 'id'>): void;
  onClose(): void;
}

type Kind = 'group' | 'supergroup' | 'forum';

/** The dialog for a new group; the bot is in it from the start. */
export function NewGroup({ world, person, onAdded, onClose }: NewGroupProps) {
  const { texts } = useWords();
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<Kind>('supergroup');
  const [others, setOthers] = useState<ReadonlySet<number>>(new Set());
  const { busy, refusal, attempt } = useAction();
  const add = (): Promise<boolean> =>
    attempt(async () =>
      onAdded(
        await addGroup({
          title: title.trim(),
          members: [person.id, ...others],
          ...(kind === 'forum' ? { type: 'supergroup', is_forum: true } : { type: kind }),
        }),
      ),
    );
  return (
    <Dialog title={texts.sidebar.newGroup} onClose={onClose}>
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <label class="dialog-field">
          <span>{texts.dialogs.groupName}</span>
          <input
            value={title}
            required
            maxLength={128}
            autocomplete="off"
            placeholder="Gudang Bandung"
            onInput={({ currentTarget }) => setTitle(currentTarget.value)}
          />
        </label>
        <fieldset class="dialog-field">
          <legend>{texts.dialogs.kind}</legend>
          {(['supergroup', 'forum', 'group'] as const).map((each) => (
            <label class="tick" key={each}>
              <input
                type="radio"
                name="kind"
                checked={kind === each}
                onChange={() => setKind(each)}
              />
              {texts.dialogs.kinds[each]}
            </label>
          ))}
        </fieldset>
        <fieldset class="dialog-field">
          <legend>{texts.dialogs.membersBeside(fullName(person))}</legend>
          <div class="ticks">
            {world.people
              .filter(({ id }) => id !== person.id)
              .map((other) => (
                <label class="tick" key={other.id}>
                  <input
                    type="checkbox"
                    checked={others.has(other.id)}
                    onChange={() => setOthers(others.symmetricDifference(new Set([other.id])))}
                  />
                  {fullName(other)}
                </label>
              ))}
          </div>
        </fieldset>
        <ErrorNote words={refusal} />
        <button type="submit" class="big-button" disabled={busy || title.trim() === ''}>
          {texts.dialogs.makeGroup}
        </button>
      </form>
    </Dialog>
  );
}

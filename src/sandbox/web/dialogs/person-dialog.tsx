import { Avatar } from '../components/avatar.tsx';
import { useAction } from '../connection/use-action.ts';
import { setBlocked, setLanguage } from '../connection/world-actions.ts';
import { useWords } from '../i18n/use-words.tsx';
import { fullName } from '../world/names.ts';
import type { User, World } from '../world/telegram.ts';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './error-note.tsx';
import { LanguageField } from './language-field.tsx';

interface PersonDialogProps {
  world: World;
  person: User;
  onClose(): void;
}

/** The dialog about a person: the language of their app, and whether they blocked the bot. */
export function PersonDialog({ world, person, onClose }: PersonDialogProps) {
  const { busy, refusal, attempt } = useAction();
  const { dialogs } = useWords().texts;
  const blocked = world.blocked.includes(person.id);
  return (
    <Dialog title={fullName(person)} onClose={onClose}>
      <div class="dialog-form">
        <div class="card-head">
          <Avatar id={person.id} name={fullName(person)} />
          <p class="choice-text">
            <span>
              {person.username === undefined ? dialogs.noUsername : `@${person.username}`}
            </span>
            <small>{dialogs.userId(person.id)}</small>
          </p>
        </div>
        <LanguageField
          value={person.language_code}
          onChoose={(tag) => void attempt(() => setLanguage(person.id, tag))}
        />
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
    </Dialog>
  );
}

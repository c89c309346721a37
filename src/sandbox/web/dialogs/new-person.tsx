import { useState } from 'preact/hooks';
import { useAction } from '../connection/use-action.ts';
import { addPerson, type NewPerson as Wanted } from '../connection/world-actions.ts';
import { useWords } from '../i18n/use-words.tsx';
import type { User } from '../world/telegram.ts';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './error-note.tsx';
import { LanguageField } from './language-field.tsx';

interface NewPersonProps {
  onAdded(person: User): void;
  onClose(): void;
}

/** The dialog for a new person. */
export function NewPerson({ onAdded, onClose }: NewPersonProps) {
  const words = useWords();
  const { texts } = words;
  const [name, setName] = useState('');
  const [language, setLanguage] = useState<string>(words.language);
  const { busy, refusal, attempt } = useAction();
  const add = (): Promise<boolean> =>
    attempt(async () => onAdded(await addPerson({ ...named(name), language_code: language })));
  return (
    <Dialog title={texts.sidebar.newPerson} onClose={onClose}>
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <label class="dialog-field">
          <span>{texts.dialogs.name}</span>
          <input
            value={name}
            required
            maxLength={128}
            autocomplete="off"
            placeholder="Rudi Hartono"
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <LanguageField value={language} onChoose={setLanguage} />
        <ErrorNote words={refusal} />
        <button type="submit" class="big-button" disabled={busy || name.trim() === ''}>
          {texts.dialogs.addPerson}
        </button>
      </form>
    </Dialog>
  );
}

/** The last of several words is the last name. */
function named(name: string): Pick<Wanted, 'first_name' | 'last_name'> {
  const [, first = name.trim(), last] = /^(.+?)(?:\s+(\S+))?$/u.exec(name.trim()) ?? [];
  return { first_name: first, ...(last !== undefined && { last_name: last }) };
}

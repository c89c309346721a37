import { useWords } from '../i18n/use-words.tsx';
import { appLanguages, languageName } from './languages.ts';

interface LanguageFieldProps {
  /** Undefined while the person has none. */
  value: string | undefined;
  onChoose(tag: string): void;
}

/** The language of a person's Telegram app, which bots are told. */
export function LanguageField({ value, onChoose }: LanguageFieldProps) {
  const { dialogs } = useWords().texts;
  const known = value === undefined || appLanguages.some(({ tag }) => tag === value);
  return (
    <label class="dialog-field">
      <span>{dialogs.appLanguage}</span>
      <select value={value ?? ''} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {value === undefined && <option value="">{dialogs.languageUnknown}</option>}
        {!known && <option value={value}>{languageName(value)}</option>}
        {appLanguages.map(({ tag, name }) => (
          <option key={tag} value={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

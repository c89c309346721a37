import { languageNames, languages } from '../i18n/language.ts';
import { useWords } from '../i18n/use-words.tsx';

/** The language of the page; the browser's until another one is chosen. */
export function LanguageChoice() {
  const { language, texts, choose } = useWords();
  return (
    <fieldset class="language-choice" aria-label={texts.page.language}>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          title={languageNames[one]}
          aria-pressed={one === language}
          onClick={() => choose(one)}
        >
          {one.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}

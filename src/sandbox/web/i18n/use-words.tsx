/** The page's language, for every component: texts, formats, and changing it. */
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { type Formats, formatsFor } from './formats.ts';
import { type Language, languageFor, languages } from './language.ts';
import { type Texts, texts } from './texts.ts';

export interface Words {
  language: Language;
  texts: Texts;
  formats: Formats;
  /** Changes the language, also for later visits. */
  choose(language: Language): void;
}

const storageKey = 'language';

const wordsIn = (language: Language): Omit<Words, 'choose'> => ({
  language,
  texts: texts[language],
  formats: formatsFor(language),
});

const WordsContext = createContext<Words>({ ...wordsIn('en'), choose: () => undefined });

export const useWords = (): Words => useContext(WordsContext);

/** The language that was chosen here before, else the browser's. */
function firstLanguage(): Language {
  const chosen = localStorage.getItem(storageKey);
  return languages.find((language) => language === chosen) ?? languageFor(navigator.languages);
}

export function WordsProvider({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState(firstLanguage);
  const words = useMemo(
    () => ({
      ...wordsIn(language),
      choose: (chosen: Language) => {
        localStorage.setItem(storageKey, chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words.texts.page.title;
  }, [language, words]);
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

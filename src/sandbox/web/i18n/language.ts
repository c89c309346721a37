/** The page's languages, and which of them a browser asks for. Pure. */

export const languages = ['id', 'en'] as const;
export type Language = (typeof languages)[number];

/** Each language in its own words. */
export const languageNames: Readonly<Record<Language, string>> = {
  id: 'Bahasa Indonesia',
  en: 'English',
};

/** `in` is what older systems call Indonesian (ISO 639-1 until 1989). */
const languageOfTag: Readonly<Record<string, Language>> = { id: 'id', in: 'id', en: 'en' };

/**
 * The first of the page's languages in a browser's list of preferred ones; English if it has none of
 * them.
 *
 * @param preferred as in `navigator.languages`, for example `['id-ID', 'en']`
 */
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = languageOfTag[tag.toLowerCase().split('-', 1)[0] ?? ''];
    if (language !== undefined) return language;
  }
  return 'en';
}

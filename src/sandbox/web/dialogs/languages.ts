/** The languages to choose from for a person's Telegram app, by IETF tag. */
export const appLanguages: readonly { tag: string; name: string }[] = [
  { tag: 'id', name: 'Bahasa Indonesia' },
  { tag: 'en', name: 'English' },
  { tag: 'ms', name: 'Bahasa Melayu' },
  { tag: 'jv', name: 'Basa Jawa' },
  { tag: 'ar', name: 'العربية' },
  { tag: 'zh-hans', name: '简体中文' },
];

/** A language's own name, or the tag of one that isn't listed. */
export const languageName = (tag: string): string =>
  appLanguages.find((language) => language.tag === tag)?.name ?? tag;

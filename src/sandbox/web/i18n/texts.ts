/** The page's texts: the compiler sees to it that each language has all of them. */
import { english, type Texts } from './en.ts';
import { indonesian } from './id.ts';
import type { Language } from './language.ts';

export type { Texts } from './en.ts';

export const texts: Readonly<Record<Language, Texts>> = { id: indonesian, en: english };

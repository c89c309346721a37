import { readFileSync } from 'node:fs';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { Locale } from '../../config.ts';
import { type Audience, fieldTo, quotedTo, Shareable, shownTo } from './audience.ts';
import { atFirstUse, createMoments, type Moments } from './moments.ts';
import type { Texts } from './texts.ts';

/** The key of a text. */
export type TextKey = keyof Texts;

/** The key of a text that takes these variables, or some of them; of one without any when there are none. */
export type TextKeyOf<V extends string = never> = {
  [K in TextKey]: [Texts[K]] extends [V] ? K : never;
}[TextKey];

/** What a text is to be given besides its key: its variables, if it has any. */
export type VariablesOf<K extends TextKey> = [Texts[K]] extends [never]
  ? []
  : [variables: Readonly<Record<Texts[K], Variable>>];

/** A string is taken for a text from outside: made fit to be shown, and masked where a group reads it. */
type Variable = string | number | Shareable;
type Variables = Readonly<Record<string, Variable>>;

/** The texts in a chat's language, for those who read there, and how amounts and moments are written in a shop's time zone. */
export interface Localizer extends Moments {
  locale: Locale;
  audience: Audience;
  /** The shop that is spoken about, where it must be said which one that is. */
  shop?: string;
  /** A text for a message: HTML, with every variable escaped. */
  html<K extends TextKey>(key: K, ...variables: VariablesOf<K>): string;
  /** A text without markup: button labels, alerts, file captions' names. */
  plain<K extends TextKey>(key: K, ...variables: VariablesOf<K>): string;
  /** What may be seen of a text from outside, in one line of at most so many characters; no HTML. */
  text(text: string, most?: number): string;
  /** What may be seen of a field that is there for a phone, an address, or a code such as an AWB. */
  field(kind: 'phone' | 'address' | 'code', text: string): Shareable;
  /** What may be seen of a text that may have several lines, each of them marked as a quotation. */
  quoted(text: string): Shareable;
  /** The key that was put together of words from outside, if there is a text for them: one without variables. */
  keyOf(words: string): TextKeyOf | undefined;
  /** Whole rupiah, as Indonesia writes them, without a place to break: `Rp110.376`. */
  money(amount: number): string;
}

/**
 * The localizer for a chat's chosen language (undefined: the default one), a shop's time zone (an IANA name) and those who
 * read along.
 * @throws RangeError for a zone that doesn't exist, when a moment is first shown in it
 */
export type LocalizerFor = (
  chosen: Locale | undefined,
  timeZone: string,
  audience: Audience,
) => Localizer;

/**
 * The texts of each language, which are read when somebody first reads in it.
 * @param more texts besides those of the files, as Fluent
 */
export function loadLocalizers(
  defaultLocale: Locale,
  more: Partial<Record<Locale, string>> = {},
): LocalizerFor {
  const texts = new Map<Locale, LoadedTexts>();
  const textsIn = (locale: Locale): LoadedTexts => {
    const loaded = texts.get(locale) ?? loadTexts(locale, more[locale]);
    texts.set(locale, loaded);
    return loaded;
  };
  const made = new Map<string, Localizer>();
  return (locale = defaultLocale, timeZone, audience) => {
    const key = `${locale} ${timeZone} ${audience.inGroup} ${audience.isUnmasked}`;
    const localizer = made.get(key) ?? createLocalizer(locale, timeZone, audience, textsIn(locale));
    made.set(key, localizer);
    return localizer;
  };
}

/** The same, for a shop that must be named. */
export function namingShop(localizer: Localizer, shop: string): Localizer {
  return Object.create(localizer, { shop: { value: shop } }) as Localizer;
}

function createLocalizer(
  locale: Locale,
  timeZone: string,
  audience: Audience,
  texts: LoadedTexts,
): Localizer {
  const rupiah = atFirstUse(() => new Intl.NumberFormat('id-ID', { maximumFractionDigits: 0 }));
  const shown = (variables: Variables, treat = (text: string) => text) => {
    const made: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(variables)) {
      if (typeof value === 'number') made[name] = value;
      else made[name] = treat(value instanceof Shareable ? value.text : shownTo(audience, value));
    }
    return made;
  };

  return {
    locale,
    audience,
    html: (key, variables: Variables = {}) => texts.of(key, shown(variables, escapeHtml)),
    plain: (key, variables: Variables = {}) => texts.of(key, shown(variables)),
    text: (text, most) => shownTo(audience, text, most),
    field: (kind, text) => fieldTo(audience, kind, text),
    quoted: (text) => quotedTo(audience, text),
    keyOf: (words) => (texts.has(words) ? (words as TextKeyOf) : undefined),
    money: (amount) => {
      const whole = Math.round(amount);
      return `${whole < 0 ? '-' : ''}Rp${rupiah().format(Math.abs(whole))}`;
    },
    ...createMoments(locale, timeZone),
  };
}

interface LoadedTexts {
  of(key: string, variables: Record<string, string | number>): string;
  has(key: string): boolean;
}

/** Reads each text when it is first shown: a bot shows some dozens of them soon after its start. */
function loadTexts(locale: Locale, more = ''): LoadedTexts {
  const file = readFileSync(new URL(`./${locale}.ftl`, import.meta.url), 'utf8');
  const unread = new Map(
    `${file}\n${more}`.split(/^(?=[a-z])/m).map((text) => [/^[\w-]+/.exec(text)?.[0], text]),
  );
  const texts = new FluentBundle(locale, { useIsolating: false });
  const read = (key: string) => {
    const text = unread.get(key);
    if (text !== undefined) {
      const [mistake] = texts.addResource(new FluentResource(text));
      if (mistake !== undefined) throw mistake;
      unread.delete(key);
    }
    return texts.getMessage(key)?.value;
  };
  return {
    of(key, variables) {
      const text = read(key);
      return text ? texts.formatPattern(text, variables) : `{${key}}`;
    },
    has: (key) => unread.has(key) || texts.hasMessage(key),
  };
}

/** Telegram Bot API, HTML style: these three must be written as entities. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

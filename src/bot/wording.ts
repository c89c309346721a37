import { fileURLToPath } from 'node:url';
import { I18n } from '@grammyjs/i18n';
import { type Locale, locales } from '../config.ts';
import { presentable } from './presentable.ts';

export type Variables = Record<string, string | number>;

/** Everything that depends on a chat's language and on the shop's time zone. */
export interface Wording {
  locale: Locale;
  timeZone: string;
  /** A text for a message: HTML, with every variable escaped. */
  html(key: string, variables?: Variables): string;
  /** A text without markup: button labels, alerts, file captions' names. */
  plain(key: string, variables?: Variables): string;
  /** Whole rupiah, as Indonesia writes them: `Rp 110.376`. */
  money(amount: number): string;
  /** A day, `yyyy-mm-dd` or with a time behind it: `18 Jan 2021`. */
  day(text: string): string;
  /** A moment as Ngorder writes it, in the shop's local time: `18 Jan 2021, 10.37`. */
  localTime(text: string): string;
  /** A moment in milliseconds since 1970, in the shop's time zone. */
  time(ms: number): string;
}

export type Wordings = (locale: Locale) => Wording;

/** Loads the texts of every language. */
export function loadWordings(timeZone: string): Wordings {
  const texts = new I18n({
    defaultLocale: 'id',
    directory: fileURLToPath(new URL('./locales', import.meta.url)),
    fluentBundleOptions: { useIsolating: false },
  });
  const made = new Map(locales.map((locale) => [locale, createWording(texts, locale, timeZone)]));
  return (locale) => made.get(locale) as Wording;
}

function createWording(texts: I18n, locale: Locale, timeZone: string): Wording {
  const language = locale === 'id' ? 'id-ID' : 'en-GB';
  const rupiah = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 0 });
  const days = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  // Hours as Indonesia writes them, 10.37, in both languages.
  const hours = new Intl.DateTimeFormat('id-ID', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  const shopClock = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone,
  });

  const asUtc = (text: string): Date | undefined => {
    const date = new Date(
      `${text.trim().slice(0, 19).replace(' ', 'T')}${text.trim().length > 10 ? 'Z' : ''}`,
    );
    return Number.isNaN(date.getTime()) ? undefined : date;
  };
  const translate = (key: string, variables: Variables) => texts.t(locale, key, variables);
  const treated = (variables: Variables, treat: (text: string) => string): Variables =>
    Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        name,
        typeof value === 'string' ? treat(value) : value,
      ]),
    );

  const wording: Wording = {
    locale,
    timeZone,
    html: (key, variables = {}) =>
      translate(
        key,
        treated(variables, (text) => escapeHtml(presentable(text))),
      ),
    plain: (key, variables = {}) => translate(key, treated(variables, presentable)),
    money: (amount) => `${amount < 0 ? '-' : ''}Rp ${rupiah.format(Math.abs(amount))}`,
    day: (text) => {
      const date = asUtc(text.slice(0, 10));
      return date ? days.format(date) : text;
    },
    localTime: (text) => {
      const date = asUtc(text);
      if (date === undefined) return text;
      return text.trim().length > 10
        ? `${days.format(date)}, ${hours.format(date).replace(':', '.')}`
        : days.format(date);
    },
    time: (ms) => wording.localTime(shopClock.format(ms)),
  };
  return wording;
}

/** Telegram Bot API, HTML style: these three must be written as entities. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

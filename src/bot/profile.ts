import type { Api } from 'grammy';
import { locales } from '../config.ts';
import type { LocalizerFor } from './i18n/localizer.ts';

/** Telegram Bot API, setMyDescription: '' is for those for whose language there is nothing else. */
const languages = ['', ...locales] as const;

/**
 * Tells Telegram what people read about the bot before they have written to it, and what stands in its profile; what is
 * there already is left alone.
 * @throws what calls to Telegram throw
 */
export async function publishProfile(api: Api, localizerFor: LocalizerFor): Promise<void> {
  for (const language of languages) {
    const localizer = localizerFor(language || undefined, 'UTC', { inGroup: true });
    const where = language === '' ? {} : { language_code: language };
    const description = localizer.plain('bot-description');
    const there = await api.getMyDescription(where);
    if (there.description !== description) await api.setMyDescription(description, where);
    const short = localizer.plain('bot-short-description');
    const shortThere = await api.getMyShortDescription(where);
    if (shortThere.short_description !== short) await api.setMyShortDescription(short, where);
  }
}

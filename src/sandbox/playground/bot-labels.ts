import { loadLocalizers } from '../../bot/i18n/localizer.ts';
import type { Locale } from '../demo-locale.ts';

/** The labels on the bot's buttons that the guided tour tells one to press. */
export interface BotLabels {
  yes: string;
  returnOrder: string;
  getExcel: string;
}

/** Taken from the bot's own texts, so that the tour names the buttons that are there. */
export function botLabels(locale: Locale): BotLabels {
  const { plain } = loadLocalizers(locale)(locale, 'Asia/Jakarta', { inGroup: false });
  return {
    yes: plain('cancel-yes'),
    returnOrder: plain('button-return'),
    getExcel: plain('button-get-excel'),
  };
}

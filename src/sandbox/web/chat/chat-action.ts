import type { Texts } from '../i18n/texts.ts';

/** The text that Telegram's apps show for a chat action (Bot API reference, sendChatAction). */
export function doingText(action: string, who: string, { doing }: Texts['chat']): string {
  const isKnown = (name: string): name is keyof typeof doing => Object.hasOwn(doing, name);
  return doing[isKnown(action) ? action : 'other'](who);
}

import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import type { Pack, Press } from '../callbacks/codec.ts';
import type { Localizer } from '../i18n/localizer.ts';

/** What a message shows: HTML and the rows of its inline keyboard. */
export interface MessageView {
  text: string;
  keyboard: ViewButton[][];
}

export type ButtonStyle = 'danger' | 'success' | 'primary';

/** A button of ours: what it means is packed when it is sent, for the shop that it then belongs to. */
export interface PressButton {
  text: string;
  press: Press;
  style?: ButtonStyle;
  /** The shop that it is about, where that is another one than the rest of the message. */
  shop?: string;
  /** It stands under a record, which keeps its text: what it asks for comes in a new message. */
  onRecord?: true;
}

/** A button of ours, or one that Telegram acts on by itself: a link, a text to copy. */
export type ViewButton = PressButton | InlineKeyboardButton;

/** Telegram cuts nothing itself: a message of more characters than this is refused. */
const mostCharacters = 4096;

export function button(text: string, press: Press, style?: ButtonStyle): PressButton {
  return { text, press, ...(style && { style }) };
}

/** These rows under a message that keeps its text, whichever of them is pressed. */
export function ofRecord(rows: readonly ViewButton[][]): ViewButton[][] {
  const marked = (one: ViewButton): ViewButton =>
    'press' in one ? { ...one, onRecord: true } : one;
  return rows.map((row) => row.map(marked));
}

/** A keyboard as Telegram takes it. */
export function inlineKeyboard(rows: readonly ViewButton[][], pack: Pack): InlineKeyboardMarkup {
  const packed = (button: ViewButton): InlineKeyboardButton => {
    if (!('press' in button)) return button;
    const { press, onRecord, shop, ...rest } = button;
    return { ...rest, callback_data: pack(press, { onRecord, shop }) };
  };
  return { inline_keyboard: rows.map((row) => row.map(packed)) };
}

/** Joins the lines that there are; undefined and false leave no trace, '' is an empty line. */
export function lines(...parts: (string | undefined | false)[]): string {
  return parts.filter((part) => part !== undefined && part !== false).join('\n');
}

/** Which shop a message is about; undefined where that needn't be said. */
export function shopLine(localizer: Localizer): string | undefined {
  return localizer.shop === undefined
    ? undefined
    : localizer.html('shop-line', { shop: localizer.shop });
}

/**
 * Puts lines under each other as long as they fit into a message, counting markup too, to be on the safe side.
 * The ending stands below them whatever had to be left out.
 */
export function fitting(parts: (string | undefined | false)[], ending?: string): string {
  const room = mostCharacters - '\n\n…'.length - (ending?.length ?? 0);
  let text = '';
  for (const part of parts) {
    if (part === undefined || part === false) continue;
    if (text.length + part.length + 1 > room) return lines(text, '…', ending);
    text = text === '' ? part : `${text}\n${part}`;
  }
  return lines(text, ending);
}

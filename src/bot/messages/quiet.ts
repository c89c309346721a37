import type { Transformer } from 'grammy';
import { wallClock } from '../../orders/dates/wall-clock.ts';
import type { Chats, QuietHours } from '../../store/tables/chats.ts';

export interface QuietParts {
  chats: Pick<Chats, 'about'>;
  /** An IANA name, such as `Asia/Jakarta`. */
  timeZone: string;
  /** Chats to which what is sent answers something that was just done there. */
  answers?: readonly number[];
  now?: () => Date;
}

const sending = /^(send(?!ChatAction)|copyMessage|forwardMessage)/;

/** What the bot sends by itself makes no sound in a chat's quiet hours: for whatever is sent through these calls. */
export function quietly({
  chats,
  timeZone,
  answers = [],
  now = () => new Date(),
}: QuietParts): Transformer {
  const isQuiet = async (chatId: number): Promise<boolean> => {
    const { quiet } = await chats.about(chatId);
    return quiet !== undefined && covers(quiet, hourIn(timeZone, now()));
  };
  return async (previous, method, payload, signal) => {
    const chatId = 'chat_id' in payload ? payload.chat_id : undefined;
    const isOwn = typeof chatId === 'number' && !answers.includes(chatId) && sending.test(method);
    // A sound at night is better than a message that doesn't come.
    if (!isOwn || !(await isQuiet(chatId).catch(() => false)))
      return previous(method, payload, signal);
    return previous(method, { ...payload, disable_notification: true }, signal);
  };
}

/** Whether an hour, 0 to 23, is one of the quiet ones. */
export function covers({ from, to }: QuietHours, hour: number): boolean {
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

/** The hour that clocks show in a time zone, 0 to 23. */
export function hourIn(timeZone: string, at: Date): number {
  return Number(wallClock(timeZone, at).slice('yyyy-mm-dd '.length, 'yyyy-mm-dd hh'.length));
}

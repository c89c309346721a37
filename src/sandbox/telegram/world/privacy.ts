import type { Delivery, User } from '../types.ts';
import type { KeptMessage, Room } from './rooms.ts';

/**
 * Whether a bot in privacy mode, BotFather's default, sees somebody else's message. In groups it
 * sees service messages, commands with its name, bare commands if it was the last bot to write, and
 * replies to its messages. An administrator sees everything (Telegram, Bot Features, "Privacy
 * mode").
 */
export function reachesBot(room: Room, message: KeptMessage, bot: User): boolean {
  if (room.chat.type === 'private') return !room.blocked;
  const status = room.members.get(bot.id);
  if (status === 'administrator') return true;
  if (status !== 'member') return false;
  if (isService(message)) return true;
  return repliesTo(room, message, bot) || commands(message, bot, room.botWroteLast);
}

/** What becomes of a person's message on its way to the bot; undefined for talk that isn't for it. */
export function deliveryOf(room: Room, message: KeptMessage, bot: User): Delivery | undefined {
  if (reachesBot(room, message, bot)) return 'waiting';
  return callsBot(message, bot) ? 'swallowed' : undefined;
}

/** Whether a message calls this bot, by its name or by none. */
function callsBot({ text, caption, ...message }: KeptMessage, bot: User): boolean {
  const entities = message.entities ?? message.caption_entities ?? [];
  const first = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (!first) return false;
  const [, addressee] = (text ?? caption ?? '').slice(0, first.length).split('@');
  return addressee === undefined || addressee.toLowerCase() === bot.username?.toLowerCase();
}

function isService({ text, document, photo }: KeptMessage): boolean {
  return text === undefined && document === undefined && photo === undefined;
}

function repliesTo(room: Room, message: KeptMessage, bot: User): boolean {
  if (message.reply_to === undefined) return false;
  return room.get(message.reply_to)?.from?.id === bot.id;
}

/** Telegram's server makes no difference between a text and a caption (Telegram API, message). */
function commands(message: KeptMessage, bot: User, botWroteLast: boolean): boolean {
  const { text = message.caption, entities = message.caption_entities } = message;
  const first = entities?.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (!first || text === undefined) return false;
  const [, addressee] = text.slice(0, first.length).split('@');
  if (addressee === undefined) return botWroteLast;
  return addressee.toLowerCase() === bot.username?.toLowerCase();
}

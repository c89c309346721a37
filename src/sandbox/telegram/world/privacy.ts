import type { Delivery, User } from '../types.ts';
import type { KeptChat, KeptMessage } from './chats.ts';

/**
 * Whether a bot in privacy mode, BotFather's default, sees somebody else's message. In groups it
 * sees service messages, commands with its name, bare commands if it was the last bot to write, and
 * replies to its messages. An administrator sees everything (Telegram, Bot Features, "Privacy
 * mode").
 */
export function reachesBot(chat: KeptChat, message: KeptMessage, bot: User): boolean {
  if (chat.info.type === 'private') return !chat.blocked;
  const status = chat.members.get(bot.id);
  if (status === 'administrator') return true;
  if (status !== 'member') return false;
  if (isService(message)) return true;
  const call = callOf(message, bot);
  if (call === 'by its name' || (call === 'bare' && chat.botWroteLast)) return true;
  return repliesTo(chat, message, bot);
}

/** What becomes of a person's message on its way to the bot; undefined for talk that isn't for it. */
export function deliveryOf(chat: KeptChat, message: KeptMessage, bot: User): Delivery | undefined {
  if (reachesBot(chat, message, bot)) return 'waiting';
  return callOf(message, bot) ? 'swallowed' : undefined;
}

function isService({ text, document, photo }: KeptMessage): boolean {
  return text === undefined && document === undefined && photo === undefined;
}

function repliesTo(chat: KeptChat, message: KeptMessage, bot: User): boolean {
  if (message.reply_to === undefined) return false;
  return chat.get(message.reply_to)?.from?.id === bot.id;
}

/**
 * How a message calls this bot, if it does. Telegram's server makes no difference between a text and a caption
 * (Telegram API, message).
 */
function callOf(
  { text, caption, ...message }: KeptMessage,
  bot: User,
): 'by its name' | 'bare' | undefined {
  const entities = message.entities ?? message.caption_entities ?? [];
  const first = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (!first) return undefined;
  const [, addressee] = (text ?? caption ?? '').slice(0, first.length).split('@');
  if (addressee === undefined) return 'bare';
  return addressee.toLowerCase() === bot.username?.toLowerCase() ? 'by its name' : undefined;
}

// Nobody can tell who writes in a group's or a channel's name: they are told what to do. Other bots are not listened to.

import type { MiddlewareFn } from 'grammy';
import { isFlood, isRefusal } from '../../telegram/errors.ts';
import { namesOf } from '../commands.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { asksSomebody } from '../conversations/question.ts';
import type { TextKeyOf } from '../i18n/localizer.ts';
import { alert, replyWith } from '../messages/send.ts';

/** Telegram Bot API, Message.from: who stands there for a sender that is a chat. */
const groupAnonymousBot = 1087968824;
const channelBot = 136817688;
/** A chat is told once in so long: whoever writes like this most often does so again. */
const quietMs = 10 * 60_000;

/**
 * Ends what doesn't come from a person. Strangers' groups stay silent: a chat is told where somebody of the team has used
 * the bot before, or where the command names this bot.
 */
export function anonymousSenders({
  chats,
  commands,
}: Pick<FeatureParts, 'chats' | 'commands'>): MiddlewareFn<BotContext> {
  const names = new Set(commands.flatMap(namesOf));
  const told = new Map<string, number>();

  /** Whether nobody has been told so in this chat lately; they count as told from now on. */
  const isDue = (chatId: number, key: string): boolean => {
    const now = performance.now();
    for (const [about, at] of told) if (now - at >= quietMs) told.delete(about);
    const about = `${chatId}:${key}`;
    if (told.has(about)) return false;
    told.set(about, now);
    return true;
  };

  const isForBot = async (ctx: BotContext, chatId: number): Promise<boolean> => {
    const { command, me, message } = ctx;
    const replied = message?.reply_to_message;
    const isAnswer = replied !== undefined && asksSomebody(replied, me.id);
    if (!isAnswer && (command === undefined || !names.has(command.name))) return false;
    return isAnswer || command?.named === true || (await chats.about(chatId)).isWarned;
  };

  return async (ctx, next) => {
    const { chatId } = ctx;
    const key = whyUnknown(ctx);
    if (key === undefined) return ctx.from?.is_bot === true ? undefined : next();
    if (ctx.callbackQuery) return alert(ctx, key);
    if (chatId === undefined || ctx.message?.is_automatic_forward) return;
    if (!(await isForBot(ctx, chatId)) || !isDue(chatId, key)) return;
    await replyWith(ctx, key).catch((error: unknown) => {
      // A hint to nobody in particular isn't worth a second try.
      if (!isRefusal(error) && !isFlood(error)) throw error;
    });
  };
}

/** Undefined: it comes from a person, or from another bot. */
function whyUnknown({ message, from }: BotContext): TextKeyOf | undefined {
  const { sender_chat: senderChat, chat } = message ?? {};
  if (senderChat !== undefined)
    return senderChat.id === chat?.id ? 'anonymous-admin' : 'anonymous-channel';
  if (from?.id === groupAnonymousBot) return 'anonymous-admin';
  return from?.id === channelBot ? 'anonymous-channel' : undefined;
}

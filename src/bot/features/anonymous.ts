// Somebody writes a command in a group's or a channel's name: nobody can tell who it is, and they are told what to do.

import type { MiddlewareFn } from 'grammy';
import { namesOf } from '../commands.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import type { TextKeyOf } from '../i18n/localizer.ts';
import { replyWith } from '../messages/send.ts';

/** Telegram Bot API, Message.from: who stands there for a sender that is a chat. */
const groupAnonymousBot = 1087968824;
const channelBot = 136817688;
/** A chat is told once in so long: whoever writes like this most often does so again. */
const quietMs = 60 * 60_000;

/**
 * Strangers' groups stay silent: a chat is told where somebody of the team has used the bot before, or where the command
 * names this bot.
 */
export function anonymousSenders({
  chats,
  commands,
}: Pick<FeatureParts, 'chats' | 'commands'>): MiddlewareFn<BotContext> {
  const names = new Set(commands.flatMap(namesOf));
  const told = new Map<number, number>();

  return async (ctx, next) => {
    const { chatId, command } = ctx;
    const key = whyUnknown(ctx);
    if (key === undefined) return next();
    if (chatId === undefined || command === undefined || !names.has(command.name)) return;
    if (!command.named && !(await chats.about(chatId)).isWarned) return;
    const now = performance.now();
    for (const [chat, at] of told) if (now - at >= quietMs) told.delete(chat);
    if (told.has(chatId)) return;
    told.set(chatId, now);
    await replyWith(ctx, key);
  };
}

/** Undefined: it was written by a person. */
function whyUnknown({ message }: BotContext): TextKeyOf | undefined {
  const { from, sender_chat: senderChat, chat } = message ?? {};
  if (from?.id !== groupAnonymousBot && from?.id !== channelBot) return undefined;
  return senderChat?.id === chat?.id ? 'anonymous-admin' : 'anonymous-channel';
}

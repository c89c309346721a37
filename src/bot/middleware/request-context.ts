import type { MiddlewareFn } from 'grammy';
import type { User } from 'grammy/types';
import type { Chats } from '../../store/tables/chats.ts';
import { unpack } from '../callbacks/codec.ts';
import type { BotContext, BotParts } from '../context.ts';
import { presentable } from '../i18n/sanitize.ts';

/** Who is this, in which kind of chat, in which language, and what does the pressed button mean? */
export function situation({ chats, wordings, defaultLocale }: BotParts): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const chat = ctx.chatId === undefined ? undefined : await chats.about(ctx.chatId);
    if (ctx.chatId !== undefined) await notePresence(chats, ctx, ctx.chatId, chat?.isGone);
    ctx.wording = wordings(chat?.locale ?? defaultLocale);
    ctx.audience = { inGroup: ctx.chat !== undefined && ctx.chat.type !== 'private' };
    ctx.person = { id: ctx.from?.id ?? 0, name: ctx.from ? nameOf(ctx.from) : '' };
    ctx.press = ctx.callbackQuery?.data === undefined ? undefined : unpack(ctx.callbackQuery.data);
    ctx.leftQuestion = false;
    await next();
  };
}

/** Telegram says when the bot is blocked or removed; whatever else comes from a chat says that it is there. */
async function notePresence(
  chats: Chats,
  ctx: BotContext,
  chatId: number,
  isGone = false,
): Promise<void> {
  const status = ctx.myChatMember?.new_chat_member.status;
  if (status === 'kicked' || status === 'left') await chats.markGone(chatId);
  else if (isGone) await chats.markBack(chatId);
}

/** How a person is called where their act is named; Telegram allows names of 64 characters and more. */
function nameOf({ first_name, last_name }: User): string {
  return presentable([first_name, last_name].filter(Boolean).join(' '), 64);
}

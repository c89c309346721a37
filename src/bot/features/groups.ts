// A group: its members are told once that they see what is shown, and all that belongs to it moves along with it.

import { Composer, type MiddlewareFn } from 'grammy';
import type { BotContext, BotParts } from '../context.ts';
import { replyWith } from '../messages/send.ts';

/** Before the first answer in a group, says who can read along. */
export function groups({ chats }: Pick<BotParts, 'chats'>): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    if (ctx.command && ctx.chatId !== undefined && ctx.audience.inGroup) {
      const { isWarned } = await chats.about(ctx.chatId);
      if (!isWarned) {
        // Said first: after a kill in between it is said again, the other way round it would never be.
        await replyWith(ctx, 'group-warning');
        await chats.markWarned(ctx.chatId);
      }
    }
    await next();
  };
}

/** A group that becomes a supergroup gets a new ID; whoever wrote the service message. */
export function groupMigration({ chats }: Pick<BotParts, 'chats'>): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message:migrate_to_chat_id', (ctx) =>
    chats.migrate(ctx.chat.id, ctx.message.migrate_to_chat_id),
  );
  return composer;
}

import type { MiddlewareFn } from 'grammy';
import { z } from 'zod';
import { allowedUpdates } from '../../telegram/allowed-updates.ts';
import type { BotContext, BotParts } from '../context.ts';

const user = z.looseObject({
  id: z.int(),
  first_name: z.string(),
  last_name: z.string().optional(),
});
const chat = z.looseObject({ id: z.int(), type: z.string() });
const entities = z
  .array(
    z.looseObject({
      type: z.string(),
      offset: z.int(),
      length: z.int(),
      user: user.optional(),
    }),
  )
  .optional();
const message = z.looseObject({
  message_id: z.int(),
  chat,
  from: user.optional(),
  sender_chat: chat.optional(),
  text: z.string().optional(),
  entities,
  caption: z.string().optional(),
  caption_entities: entities,
  message_thread_id: z.int().optional(),
  is_topic_message: z.boolean().optional(),
  migrate_to_chat_id: z.int().optional(),
  document: z.looseObject({ file_id: z.string() }).optional(),
  get reply_to_message() {
    return message.optional();
  },
});

const standing = z.looseObject({ status: z.string() });

/** What the bot reads of an update, by the Bot API's reference. */
const update = z.looseObject({
  message: message.optional(),
  callback_query: z
    .looseObject({
      id: z.string(),
      from: user,
      data: z.string().optional(),
      message: message.optional(),
    })
    .optional(),
  my_chat_member: z
    .looseObject({ chat, from: user, old_chat_member: standing, new_chat_member: standing })
    .optional(),
});

/** Lets updates pass that the bot has asked Telegram for, and that are as the Bot API describes them. */
export function wellFormed({ log }: Pick<BotParts, 'log'>): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    if (!allowedUpdates.some((kind) => kind in ctx.update)) return;
    const { error } = update.safeParse(ctx.update);
    if (error === undefined) return next();
    const wrong = error.issues.map(({ path }) => path.join('.'));
    log.warn({ update: ctx.update.update_id, wrong }, 'an update is not as Telegram describes it');
  };
}

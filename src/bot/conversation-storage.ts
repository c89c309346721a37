import type {
  ConversationData,
  ConversationOptions,
  VersionedState,
} from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { BotContext, BotParts } from './context.ts';

/** To be raised when a conversation changes its course: what was begun before is then forgotten, not misread. */
const version = 1;

/** Keeps conversations in the store, one for each person in each chat and topic. */
export function conversationStorage({
  conversationStates,
}: BotParts): ConversationOptions<BotContext, Context> {
  return {
    storage: {
      type: 'context',
      version,
      adapter: {
        async read(ctx) {
          const key = keyOf(ctx);
          const state = key && (await conversationStates.read(key));
          return state ? (JSON.parse(state) as VersionedState<ConversationData>) : undefined;
        },
        async write(ctx, state) {
          const key = keyOf(ctx);
          if (key) await conversationStates.write(key, JSON.stringify(state));
        },
        async delete(ctx) {
          const key = keyOf(ctx);
          if (key) await conversationStates.delete(key);
        },
      },
    },
  };
}

/** Undefined for updates without a chat or a person: they take part in no conversation. */
function keyOf(ctx: BotContext): string | undefined {
  if (ctx.chatId === undefined || ctx.from === undefined) return undefined;
  const topic = ctx.msg?.is_topic_message ? ctx.msg.message_thread_id : undefined;
  return [ctx.chatId, ctx.from.id, topic ?? ''].join(':');
}

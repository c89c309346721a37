import type {
  ConversationData,
  ConversationOptions,
  VersionedState,
} from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { BotContext, BotParts } from '../context.ts';
import { topicOf } from '../messages/target.ts';

/** To be raised when a conversation changes its course: what was begun before is then forgotten, not misread. */
const version = 3;

/** Keeps conversations in the store, one for each person in each chat and topic. */
export function conversationStorage({
  conversationStates,
}: Pick<BotParts, 'conversationStates'>): ConversationOptions<BotContext, Context> {
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
        write(ctx, state) {
          const key = keyOf(ctx);
          if (key) ctx.unitOfWork.conversations.set(key, JSON.stringify(state));
        },
        delete(ctx) {
          const key = keyOf(ctx);
          if (key) ctx.unitOfWork.conversations.set(key, null);
        },
      },
    },
  };
}

/** Undefined for updates without a chat or a person: they take part in no conversation. */
function keyOf(ctx: BotContext): string | undefined {
  if (ctx.chatId === undefined || ctx.from === undefined) return undefined;
  // The chat stands first: a group that becomes a supergroup takes its conversations along.
  return [ctx.chatId, ctx.from.id, topicOf(ctx.msg) ?? ''].join(':');
}

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

/**
 * What is kept of the conversation that an update may belong to; undefined: nothing.
 * Read with the rest that every update begins with, it takes no time of its own.
 */
export async function readConversation(
  ctx: Context,
  { conversationStates }: Pick<BotParts, 'conversationStates'>,
): Promise<string | undefined> {
  const key = keyOf(ctx);
  return key === undefined ? undefined : conversationStates.read(key);
}

/** Keeps conversations in the store, one for each person in each chat and topic. */
export function conversationStorage(): ConversationOptions<BotContext, Context> {
  return {
    storage: {
      type: 'context',
      version,
      adapter: {
        read({ conversationState: state }) {
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
function keyOf(ctx: Context): string | undefined {
  if (ctx.chatId === undefined || ctx.from === undefined) return undefined;
  // The chat stands first: a group that becomes a supergroup takes its conversations along.
  return [ctx.chatId, ctx.from.id, topicOf(ctx.msg) ?? ''].join(':');
}

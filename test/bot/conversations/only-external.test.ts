import {
  type Conversation,
  type ConversationFlavor,
  conversations,
  createConversation,
} from '@grammyjs/conversations';
import { Bot, type Context } from 'grammy';
import { expect, test } from 'vitest';
import { onlyExternalCalls } from '../../../src/bot/conversations/only-external.ts';

type TalkContext = ConversationFlavor<Context>;

test('a conversation can’t call Telegram past the way that all calls take', async () => {
  const bot = new Bot<TalkContext>('1:secret', { botInfo: { id: 1, is_bot: true } as never });
  bot.use(conversations<TalkContext, Context>({ plugins: [onlyExternalCalls] }));
  async function ask(_: Conversation<TalkContext, Context>, ctx: Context) {
    await ctx.reply('Which order?');
  }
  bot.use(createConversation<TalkContext, Context>(ask));
  bot.use((ctx) => ctx.conversation.enter('ask'));
  const chat = { id: 1, type: 'private', first_name: 'Sari' } as const;
  const message = { message_id: 5, date: 1, from: { ...chat, is_bot: false }, chat, text: 'halo' };
  const handled = bot.handleUpdate({ update_id: 1, message });
  await expect(handled).rejects.toThrow('conversation.external');
});

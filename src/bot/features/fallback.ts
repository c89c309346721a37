// Whatever nothing else took still gets an answer: a press is never left spinning, a message in private opens what it
// names or is told that it wasn't understood.

import { Composer } from 'grammy';
import { isServiceMessage } from '../../telegram/updates/service-messages.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { asks } from '../conversations/question.ts';
import { isGroup } from '../messages/is-group.ts';
import { alert, replyWith } from '../messages/send.ts';
import { mayOrIsTold, whatIsLacking } from '../middleware/rights.ts';
import { documentOf, takeDocument } from './many/document.ts';
import { openNamed } from './spoken/plain-text.ts';

export function fallback(parts: FeatureParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('callback_query', (ctx) => alert(ctx, 'press-outdated'));
  composer.on('message', async (ctx) => {
    if (isServiceMessage(ctx.message)) return;
    if (!isGroup(ctx.chatId)) await answerInPrivate(parts, ctx);
    else if (ctx.command?.named) await replyWith(ctx, 'not-understood');
    else if (answersQuestion(ctx))
      await replyWith(ctx, isAsked(ctx) ? 'not-understood' : 'question-over');
  });
  return composer;
}

/** What a message names is opened, or it is said that it wasn't understood. */
async function answerInPrivate(parts: FeatureParts, ctx: BotContext): Promise<void> {
  const lack = whatIsLacking(ctx);
  if (lack !== undefined) return void (await replyWith(ctx, lack));
  const text = ctx.message?.text ?? ctx.message?.caption ?? '';
  const document = text === '' ? documentOf(ctx) : undefined;
  if (document !== undefined) {
    if (await mayOrIsTold(ctx, parts.team, 'bulk')) await takeDocument(parts, ctx, document);
    return;
  }
  // Who corrects a word of a chat isn't told once more that it was not understood.
  const isAnswered = (await openNamed(parts, ctx, text)) || isCorrection(ctx);
  if (!isAnswered) await replyWith(ctx, 'not-understood');
}

function isCorrection({ message, command }: BotContext): boolean {
  return message?.edit_date !== undefined && command === undefined;
}

/** Something waits for this person's answer, and this is none. */
function isAsked({ conversation }: BotContext): boolean {
  return Object.keys(conversation.active()).length > 0;
}

/** A reply to what this person was asked by this bot, however long ago. */
function answersQuestion({ message, me, from }: BotContext): boolean {
  const replied = message?.reply_to_message;
  return replied !== undefined && asks(replied, me.id, from?.id);
}

import { type Conversation, createConversation } from '@grammyjs/conversations';
import type { Context, MiddlewareFn } from 'grammy';
import type { Operation } from '../../team/operations.ts';
import type { BotContext, BotParts } from '../context.ts';
import type { TextKeyOf } from '../i18n/localizer.ts';
import { replyWith } from '../messages/send.ts';
import { useShop } from '../middleware/request-context.ts';
import { mayOrIsTold } from '../middleware/rights.ts';
import { isAnswer, type PutQuestion, putQuestion } from './question.ts';
import { forgetTokenQuestion } from './token-question.ts';

/** How long a question waits for its answer. */
const answerTimeMs = 15 * 60_000;

/** What is remembered with a question until its answer comes. */
export type Remembered = string | null;

/**
 * A question that a person answers by typing, as its feature declares it.
 * @typeParam R what is remembered with it
 */
export interface Question<R extends readonly Remembered[] = readonly never[]> {
  /** It is kept under this name while it waits. */
  readonly id: string;
  /** The right that an answer takes. */
  readonly operation: Operation;
  /** The key of what stands greyed in the input field. */
  readonly placeholder: TextKeyOf;
  readonly handledWith?: QuestionHandler<R>;
}

/** How a question is put and what its answer does. */
export interface QuestionHandler<R extends readonly Remembered[]> {
  /** The question, in HTML; must name the way out. */
  text: (ctx: BotContext, ...remembered: R) => string;
  /** Takes the answer. A text (HTML) says what was wrong with it, and asks again; null: it was taken. */
  take: (ctx: BotContext, answer: string, ...remembered: R) => Promise<string | null>;
}

type AskingConversation = Conversation<BotContext, Context>;

/**
 * Asks a person a question in this chat, in place of whatever they were asked before.
 * @example await ask(ctx, askDates, 'list', 'REJECTED');
 */
export async function ask<R extends readonly Remembered[]>(
  ctx: BotContext,
  { id }: Question<R>,
  ...remembered: R
): Promise<void> {
  await ctx.prepareQuestions();
  await ctx.conversation.exitAll();
  forgetTokenQuestion(ctx);
  await ctx.conversation.enter(id, ctx.shop.id, ...remembered);
}

/**
 * Puts a question that was asked, listens to the one person in the one chat, and asks again until the answer can be
 * taken. Who has lost the right to it meanwhile is told so instead.
 */
export function asking(
  { id, operation, placeholder }: Question,
  { text, take }: QuestionHandler<readonly Remembered[]>,
  parts: Pick<BotParts, 'team' | 'shops' | 'localizerFor' | 'codec'>,
): MiddlewareFn<BotContext> {
  const takeIfAllowed = async (
    ctx: BotContext,
    shopId: string,
    answer: string,
    remembered: readonly Remembered[],
  ): Promise<string | null> => {
    if (!(await useShop(ctx, shopId, parts))) {
      await replyWith(ctx, 'shop-gone');
      return null;
    }
    return (await mayOrIsTold(ctx, parts.team, operation))
      ? take(ctx, answer, ...remembered)
      : null;
  };

  const converse = async (
    conversation: AskingConversation,
    _ctx: Context,
    shopId: string,
    ...remembered: Remembered[]
  ): Promise<void> => {
    let problem: string | null = null;
    do {
      const asked: string | null = problem;
      const put: PutQuestion = await outside(conversation, (ctx) =>
        putQuestion(ctx, asked ?? text(ctx, ...remembered), placeholder),
      );
      const answer = await conversation.waitUntil((candidate) => isAnswer(candidate, put), {
        next: true,
      });
      problem = await outside(conversation, (ctx) =>
        takeIfAllowed(ctx, shopId, answer.msg?.text ?? '', remembered),
      );
    } while (problem !== null);
  };
  return createConversation<BotContext, Context>(converse, {
    id,
    maxMillisecondsToWait: answerTimeMs,
  });
}

/**
 * Does what is not done again when the conversation is replayed. Its errors are thrown as they are: the conversation
 * itself would throw a copy, by which nobody can tell an outage from a mistake.
 */
async function outside<T>(
  conversation: AskingConversation,
  task: (ctx: BotContext) => Promise<T>,
): Promise<T> {
  let thrown: unknown;
  try {
    return await conversation.external(async (ctx) => {
      try {
        return await task(ctx);
      } catch (error) {
        thrown = error;
        throw error;
      }
    });
  } catch (error) {
    throw thrown ?? error;
  }
}

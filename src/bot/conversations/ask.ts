import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { Message } from 'grammy/types';
import type { BotContext } from '../context.ts';
import { replyPlace } from '../messages/send.ts';

/** How long a question waits for its answer. */
export const answerTimeMs = 15 * 60_000;

export type AskingConversation = Conversation<BotContext, Context>;

/** A question as it stands in the chat. */
interface PutQuestion {
  messageId: number;
  text: string;
}

/** A question that a person answers by typing. */
export interface Question {
  /** The question, in HTML; must name the way out. */
  text: (ctx: BotContext) => string;
  /** Shown greyed in the input field: the key of a text. */
  placeholder: string;
  /** Takes the answer. A text (HTML) says what was wrong with it, and asks again; null ends the conversation. */
  take: (ctx: BotContext, answer: string) => Promise<string | null>;
}

/** Asks, listens to the one person in the one chat, and asks again until the answer can be taken. */
export async function askUntilTaken(
  conversation: AskingConversation,
  question: Question,
): Promise<void> {
  let text: string | null = null;
  do {
    const asked: string | null = text;
    const put: PutQuestion = await outside(conversation, (ctx) =>
      putQuestion(ctx, asked ?? question.text(ctx), question),
    );
    const answer = await conversation.waitUntil((candidate) => isAnswer(candidate, put), {
      next: true,
    });
    text = await outside(conversation, (ctx) => question.take(ctx, answer.msg?.text ?? ''));
  } while (text !== null);
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

/** In a group, a selective forced reply to the person, whom it mentions; in private a plain message. */
async function putQuestion(
  ctx: BotContext,
  text: string,
  { placeholder }: Question,
): Promise<PutQuestion> {
  const { inGroup } = ctx.audience;
  const mention = inGroup ? `${mentionOf(ctx)}\n` : '';
  const sent = await ctx.reply(mention + text, {
    parse_mode: 'HTML',
    ...replyPlace(ctx),
    ...(inGroup && {
      reply_markup: {
        force_reply: true,
        selective: true,
        input_field_placeholder: ctx.wording.plain(placeholder),
      },
    }),
  });
  return { messageId: sent.message_id, text: sent.text };
}

function mentionOf({ person, wording }: BotContext): string {
  return `<a href="tg://user?id=${person.id}">${wording.html('verbatim', { text: person.name })}</a>`;
}

/** In a group only a reply to the question answers it; commands never do. */
function isAnswer(ctx: Context, put: PutQuestion): boolean {
  const message = ctx.message;
  if (message?.text === undefined || message.text.startsWith('/')) return false;
  if (ctx.chat?.type === 'private') return true;
  const replied = message.reply_to_message;
  return replied?.message_id === put.messageId || (!!replied && isSameQuestion(ctx, replied, put));
}

/**
 * Whether a message asks this person the same. A process that is killed right after it asked leaves its question
 * standing, and the next one asks anew: people answer either.
 */
function isSameQuestion(
  { me, from }: Context,
  replied: NonNullable<Message['reply_to_message']>,
  { text }: PutQuestion,
): boolean {
  return replied.text === text && asks(replied, me.id, from?.id);
}

/** Whether a message of this bot asks this person something, as questions in groups do: it begins with their name. */
export function asks(
  { from, entities }: NonNullable<Message['reply_to_message']>,
  botId: number,
  personId: number | undefined,
): boolean {
  const mentioned = entities?.find((entity) => entity.type === 'text_mention');
  return from?.id === botId && mentioned?.offset === 0 && mentioned.user.id === personId;
}

import type { Context } from 'grammy';
import type { Message } from 'grammy/types';
import type { BotContext } from '../context.ts';
import type { TextKeyOf } from '../i18n/localizer.ts';
import { isGroup } from '../messages/is-group.ts';
import { html } from '../messages/send.ts';
import { targetOf, targetOptions } from '../messages/target.ts';

/** A question as it stands in the chat. */
export interface PutQuestion {
  messageId: number;
  text: string;
}

/** In a group, a selective forced reply to the person, whom it mentions; in private a plain message. */
export async function putQuestion(
  ctx: BotContext,
  text: string,
  placeholder: TextKeyOf,
): Promise<PutQuestion> {
  const { inGroup } = ctx.audience;
  const mention = inGroup ? `${mentionOf(ctx)}\n` : '';
  const sent = await ctx.reply(mention + text, {
    ...html,
    ...targetOptions(targetOf(ctx)),
    ...(inGroup && {
      reply_markup: {
        force_reply: true,
        selective: true,
        input_field_placeholder: ctx.localizer.plain(placeholder),
      },
    }),
  });
  return { messageId: sent.message_id, text: sent.text };
}

function mentionOf({ person, localizer }: BotContext): string {
  return `<a href="tg://user?id=${person.id}">${localizer.html('verbatim', { text: person.name })}</a>`;
}

/** In a group only a reply to the question answers it; commands never do. */
export function isAnswer(ctx: Context, put: PutQuestion): boolean {
  const message = ctx.message;
  if (message?.text === undefined || message.text.startsWith('/')) return false;
  if (!isGroup(ctx.chatId)) return true;
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

/** Whether a message of this bot asks this person something. */
export function asks(
  message: NonNullable<Message['reply_to_message']>,
  botId: number,
  personId: number | undefined,
): boolean {
  return personId !== undefined && personAsked(message, botId) === personId;
}

/** Whether a message of this bot asks anybody something. */
export function asksSomebody(
  message: NonNullable<Message['reply_to_message']>,
  botId: number,
): boolean {
  return personAsked(message, botId) !== undefined;
}

/** Whom a message of this bot asks something, as questions in groups do: it begins with their name. */
function personAsked(
  { from, entities }: NonNullable<Message['reply_to_message']>,
  botId: number,
): number | undefined {
  const mentioned = entities?.find((entity) => entity.type === 'text_mention');
  return from?.id === botId && mentioned?.offset === 0 ? mentioned.user.id : undefined;
}

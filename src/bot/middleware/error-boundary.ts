import type { MiddlewareFn } from 'grammy';
import { DatabaseUnavailable } from '../../store/errors.ts';
import { isChatGone, isRefusal, isTransient } from '../../telegram/errors.ts';
import type { BotContext, BotParts } from '../context.ts';
import { orToOneAlone } from '../messages/alone.ts';
import { alert, send } from '../messages/send.ts';
import { failureSentence } from '../views/failure.ts';

/**
 * Turns whatever a feature throws into a sentence that a seller understands; what nobody foresaw is logged.
 * @throws what tells that Telegram could not be reached or the database not be used: the update is handled again.
 */
export function errorBoundary({ log }: Pick<BotParts, 'log'>): MiddlewareFn<BotContext> {
  const sayWhy = async (ctx: BotContext, error: unknown): Promise<void> => {
    const update = ctx.update.update_id;
    const foreseen = failureSentence(error, ctx.localizer);
    ctx.outcome.result = foreseen === undefined ? 'failed' : 'refused';
    if (foreseen === undefined) log.error({ err: error, update }, 'a feature failed');
    try {
      await explain(ctx, foreseen ?? ctx.localizer.html('unforeseen'));
    } catch (failure) {
      if (isOutage(failure)) throw failure;
      log.error({ err: failure, update }, 'a failure could not be explained');
    }
  };

  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (isOutage(error)) throw error;
      if (!isChatGone(error)) return sayWhy(ctx, error);
      ctx.outcome.result = 'gone';
    }
  };
}

/** Telegram or the database can't be used right now. */
function isOutage(error: unknown): boolean {
  return isTransient(error) || error instanceof DatabaseUnavailable;
}

/** Says it in the chat, else to the person alone, and to somebody who has never written to the bot in an alert. */
async function explain(ctx: BotContext, text: string): Promise<void> {
  if (ctx.chatId === undefined) return;
  const { api, person, localizer } = ctx;
  try {
    const inChat = () => send(ctx, { text, keyboard: [] });
    await orToOneAlone(inChat, { api, personId: person.id, text, localizer });
  } catch (error) {
    if (!isRefusal(error) || !ctx.audience.inGroup || ctx.callbackQuery === undefined) throw error;
    await alert(ctx, 'group-takes-nothing');
  }
}

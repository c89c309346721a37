import type { MiddlewareFn } from 'grammy';
import { isRefusal } from '../../telegram/errors.ts';
import type { BotContext, BotParts } from '../context.ts';
import { orToOneAlone } from '../messages/alone.ts';
import { targetOf, targetOptions } from '../messages/target.ts';

/**
 * A button spins until its press is answered, and Telegram delivers one that isn't again. So every press is answered
 * within two seconds, once, by whoever comes first:
 *
 * - its handler, when it has something to say: an alert, a word in passing;
 * - `answer-deadline.ts`, when the handler takes longer, or ends without an answer;
 * - `answer-queued.ts`, while the update waits for its chat's turn and no handler has seen it yet.
 */
export const longestSpinMs = 1500;

/**
 * Answers every press that its handler has not answered itself: after a moment, and at the latest when it is done.
 * An update ends only when its press is answered: what counts as handled is never taken up again after a kill.
 * An alert for one of the team that comes when the press may have been answered without it is written into the chat too,
 * or to them alone.
 */
export function answerDeadline({
  log,
  team,
}: Pick<BotParts, 'log'> & {
  team: Pick<BotParts['team'], 'isMember'>;
}): MiddlewareFn<BotContext> {
  const write = async (ctx: BotContext, alert: string): Promise<void> => {
    if (ctx.chatId === undefined) return;
    const { api, person, localizer } = ctx;
    const said = ctx.audience.inGroup ? `${localizer.text(person.name)}: ${alert}` : alert;
    const inChat = () => ctx.reply(said, targetOptions(targetOf(ctx)));
    const text = localizer.html('verbatim', { text: alert });
    try {
      await orToOneAlone(inChat, { api, personId: person.id, text, localizer });
    } catch (error) {
      // Where the bot may not write there is nothing to come back to.
      if (!isRefusal(error)) throw error;
      log.warn({ err: error }, 'an alert could not be written into the chat');
    }
  };

  return async (ctx, next) => {
    if (ctx.callbackQuery === undefined) return next();
    let answer: Promise<unknown> | undefined;
    let alert: string | undefined;
    const mayBeAnswered = () => answer !== undefined || ctx.waitedMs >= longestSpinMs;
    ctx.api.config.use((previous, method, payload, signal) => {
      if (method === 'answerCallbackQuery') {
        const said = payload as { text?: string; show_alert?: boolean };
        if (said.show_alert && mayBeAnswered()) alert = said.text;
      }
      const call = previous(method, payload, signal);
      if (method === 'answerCallbackQuery') answer = call;
      return call;
    });
    const stopSpinning = async () => {
      await (answer ?? ctx.answerCallbackQuery()).catch((error: unknown) =>
        log.warn({ err: error }, 'a press could not be answered'),
      );
    };
    const timer = setTimeout(() => void stopSpinning(), longestSpinMs);
    try {
      await next();
      if (alert !== undefined && (await team.isMember(ctx.from?.id))) await write(ctx, alert);
    } finally {
      clearTimeout(timer);
      await stopSpinning();
    }
  };
}

import { createHash } from 'node:crypto';
import type { DateRange } from '../../orders/dates/date-range.ts';
import {
  type Period,
  periodFrom,
  periodOf,
  type StatisticsAsked,
} from '../../orders/statistics/statistics.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { show } from '../messages/send.ts';
import { targetOf } from '../messages/target.ts';
import { countingView } from '../views/statistics.ts';

/** The days that somebody has said, seen from today; this month where they said none. */
export function periodSaid({ shop }: BotContext, dates: DateRange | undefined): Period {
  const day = shop.today();
  return dates === undefined ? periodOf('month', day) : periodFrom(dates, day);
}

/** Has the numbers of these days counted beside the chat's other work: the chat sees at once that they are. */
export function count(
  parts: Pick<FeatureParts, 'searches'>,
  ctx: BotContext,
  period: Period,
): Promise<void> {
  return have(parts, ctx, { period });
}

/** The same for whoever has seen them, and wants them as they are by now. */
export function countAnew(
  parts: Pick<FeatureParts, 'searches'>,
  ctx: BotContext,
  period: Period,
): Promise<void> {
  return have(parts, ctx, { period, again: true });
}

async function have(
  { searches }: Pick<FeatureParts, 'searches'>,
  ctx: BotContext,
  asked: StatisticsAsked,
): Promise<void> {
  // Written down only once the message stands there, so that what is counted is never shown before that.
  const messageId = await show(ctx, countingView(asked.period, ctx.localizer));
  const { chatId, topic = 0 } = targetOf(ctx);
  await searches.ask({
    id: countingIn(ctx.me.id, chatId, messageId),
    kind: 'statistics',
    shop: ctx.shop.id,
    chatId,
    threadId: topic,
    messageId,
    askedBy: ctx.person.id,
    query: JSON.stringify(asked),
  });
}

/** The ID of what is counted for a message: one thing at a time, so that what was asked for last is what it shows. */
export function countingIn(botId: number, chatId: number, messageId: number): string {
  return createHash('sha256')
    .update(`statistics ${botId} ${chatId} ${messageId}`)
    .digest()
    .subarray(0, 12)
    .toString('base64url');
}

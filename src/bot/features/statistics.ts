// A seller sees how many orders came to nothing in a period, and what the team did about it.

import { DateRangeError } from '../../orders/dates/date-range.ts';
import { parseFilterWords } from '../../orders/parse-filter.ts';
import { type Period, periodOf, periods } from '../../orders/statistics/statistics.ts';
import { type FieldsOf, shopButton } from '../callbacks/codec.ts';
import { day, optional, wordOf } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { ask } from '../conversations/ask.ts';
import { feature } from '../feature.ts';
import { datesSentence } from '../views/failure.ts';
import { count, countAnew, countingIn, periodSaid } from './counting.ts';
import { askDates } from './lists/ask-dates.ts';

/** A preset is seen from the day on which it is pressed; without one, days that somebody has typed. */
const period = { preset: optional(wordOf(periods)), from: day, to: day };
const statistics = shopButton<Period>('sa', { operation: 'browse', fields: period });
const countAgain = shopButton<Period>('sc', { operation: 'browse', fields: period });
const stopCounting = shopButton<Period>('sb', { operation: 'browse', fields: period });

declare module '../callbacks/codec.ts' {
  interface Buttons {
    statistics: FieldsOf<typeof statistics>;
    countAgain: FieldsOf<typeof countAgain>;
    stopCounting: FieldsOf<typeof stopCounting>;
  }
}

export const counting = feature('statistics', {
  declares: {
    commands: {
      stats: {
        name: { en: 'stats', id: 'statistik' },
        operation: 'browse',
        menu: 'command-stats',
        help: 'help-stats',
      },
    },
    buttons: { statistics, countAgain, stopCounting },
  },
  handle: (parts) => ({
    commands: { stats: (ctx, words) => countOfWords(parts, ctx, words) },
    buttons: {
      statistics: (ctx, pressed) => count(parts, ctx, seenToday(ctx, pressed)),
      countAgain: (ctx, pressed) => countAnew(parts, ctx, seenToday(ctx, pressed)),
      stopCounting: (ctx, pressed) => stop(parts, ctx, pressed),
    },
  }),
});

async function countOfWords(parts: FeatureParts, ctx: BotContext, words: string): Promise<void> {
  const { localizer, shop } = ctx;
  try {
    const { dates } = parseFilterWords(words, shop.today());
    await count(parts, ctx, periodSaid(ctx, dates));
  } catch (error) {
    if (!(error instanceof DateRangeError)) throw error;
    await ask(ctx, askDates, 'statistics', 'CANCEL', datesSentence(error, localizer));
  }
}

function seenToday({ shop }: BotContext, { preset, ...days }: Period): Period {
  return preset === undefined ? days : periodOf(preset, shop.today());
}

async function stop(parts: FeatureParts, ctx: BotContext, pressed: Period): Promise<void> {
  const messageId = ctx.callbackQuery?.message?.message_id ?? 0;
  const isEnding =
    ctx.chatId !== undefined &&
    (await parts.searches.end(countingIn(ctx.me.id, ctx.chatId, messageId)));
  // A process that was killed just after it had said so leaves a message behind for which nobody counts.
  if (!isEnding) return count(parts, ctx, seenToday(ctx, pressed));
  await ctx.answerCallbackQuery({ text: ctx.localizer.plain('stats-stopping') });
}

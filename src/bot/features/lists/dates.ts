// A seller chooses the days that a list, an Excel or statistics are about: by a button, or by typing them.

import { DateRangeError, datePresets, presetRange } from '../../../orders/dates/date-range.ts';
import { parseFilterWords } from '../../../orders/parse-filter.ts';
import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import {
  canceledType,
  type ListCursor,
  listCursor,
  oneOf,
  type Target,
  wordOf,
} from '../../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { ask } from '../../conversations/ask.ts';
import { feature } from '../../feature.ts';
import { showAsAnswer } from '../../messages/send.ts';
import { datesView } from '../../views/dates.ts';
import { datesSentence } from '../../views/failure.ts';
import { count, periodSaid } from '../counting.ts';
import { askDates } from './ask-dates.ts';
import { sendExport, showExportChoice } from './export.ts';
import { showList } from './list.ts';

const target = oneOf<Target>({ list: 'l', export: 'x', statistics: 's' });
const dates = shopButton('D', { operation: 'browse', fields: { cursor: listCursor } });
const preset = shopButton('P', {
  operation: 'browse',
  fields: { target, type: canceledType, preset: wordOf(datePresets) },
});
const typeDates = shopButton('T', {
  operation: 'browse',
  fields: { target, type: canceledType },
});

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    dates: FieldsOf<typeof dates>;
    preset: FieldsOf<typeof preset>;
    typeDates: FieldsOf<typeof typeDates>;
  }
}

export const dateRange = feature('dates', {
  declares: { buttons: { dates, preset, typeDates }, questions: { askDates } },
  handle: (parts) => ({
    buttons: {
      dates: (ctx, { cursor }) =>
        showAsAnswer(ctx, datesView(cursor, ctx.shop.today(), ctx.localizer)),
      preset: (ctx, { target, type, preset }) => {
        const days = presetRange(preset, ctx.shop.today());
        const filter = { type, ...days };
        if (target === 'statistics') return count(parts, ctx, periodSaid(ctx, days));
        return target === 'list'
          ? showList(parts, ctx, { ...filter, page: 1 })
          : showExportChoice(ctx, filter);
      },
      typeDates: (ctx, { target, type }) => ask(ctx, askDates, target, type, null),
    },
    questions: {
      askDates: {
        text: (ctx, _target, _type, problem) => problem ?? ctx.localizer.html('dates-ask'),
        take: (ctx, answer, target, type) => takeAnswer(parts, ctx, answer, target, type),
      },
    },
  }),
});

/** Whoever types dates for an Excel gets it at once; a type alone leaves the dates to be chosen. */
async function takeAnswer(
  parts: FeatureParts,
  ctx: BotContext,
  answer: string,
  target: Target,
  asked: ListCursor['type'],
): Promise<string | null> {
  const { localizer, shop } = ctx;
  try {
    const { type = asked, dates } = parseFilterWords(answer, shop.today());
    const filter = { type, ...dates };
    if (target === 'statistics') await count(parts, ctx, periodSaid(ctx, dates));
    else if (target === 'list') await showList(parts, ctx, { ...filter, page: 1 });
    else if (dates === undefined) await showExportChoice(ctx, filter);
    else await sendExport(parts, ctx, { orders: { of: 'list', filter }, format: 'xlsx' });
    return null;
  } catch (error) {
    if (error instanceof DateRangeError) return datesSentence(error, localizer);
    throw error;
  }
}

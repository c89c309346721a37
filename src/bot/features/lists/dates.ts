// A seller chooses the days that a list or an Excel is about: by a button, or by typing them.

import {
  DateRangeError,
  datePresets,
  parseDateRange,
  presetRange,
  today,
} from '../../../orders/dates/date-range.ts';
import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import {
  canceledType,
  type ListCursor,
  listCursor,
  oneOf,
  type Target,
  wordOf,
} from '../../callbacks/fields.ts';
import type { BotContext } from '../../context.ts';
import { ask, type Question } from '../../conversations/ask.ts';
import { feature } from '../../feature.ts';
import { show } from '../../messages/send.ts';
import { datesView, exportChoiceView } from '../../views/dates.ts';
import { datesSentence } from '../../views/failure.ts';
import { showList } from './list.ts';

const target = oneOf<Target>({ list: 'l', export: 'x' });
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

const askDates: Question<[target: Target, type: ListCursor['type']]> = {
  id: 'ask-dates',
  operation: 'browse',
  placeholder: 'placeholder-dates',
};

export const dateRange = feature('dates', {
  declares: { buttons: { dates, preset, typeDates }, questions: { askDates } },
  handle: () => ({
    buttons: {
      dates: (ctx, { cursor }) => show(ctx, datesView(cursor, ctx.localizer)),
      preset: (ctx, { target, type, preset }) =>
        showFiltered(ctx, target, {
          type,
          ...presetRange(preset, today(ctx.shop.timeZone)),
          page: 1,
        }),
      typeDates: (ctx, { target, type }) => ask(ctx, askDates, target, type),
    },
    questions: {
      askDates: {
        text: (ctx) => ctx.localizer.html('dates-ask'),
        take: async (ctx, answer, target, type) => {
          try {
            const range = parseDateRange(answer, today(ctx.shop.timeZone));
            await showFiltered(ctx, target, { type, ...range, page: 1 });
            return null;
          } catch (error) {
            if (error instanceof DateRangeError) return datesSentence(error, ctx.localizer);
            throw error;
          }
        },
      },
    },
  }),
});

function showFiltered(ctx: BotContext, target: Target, cursor: ListCursor): Promise<unknown> {
  return target === 'list'
    ? showList(ctx, cursor)
    : show(ctx, exportChoiceView(cursor, ctx.localizer));
}

import { canceledTypes } from '../../ngorder/order.ts';
import type { CanceledFilter } from '../../ngorder/queries.ts';
import { datePresets } from '../../orders/dates/date-range.ts';
import type { ListCursor, Target } from '../callbacks/fields.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { rangeName, typeLabel } from './list.ts';
import { button, lines, type MessageView } from './message-view.ts';

/** The choice of dates for a list. */
export function datesView(cursor: ListCursor, localizer: Localizer): MessageView {
  return {
    text: localizer.html('dates-question', { dates: rangeName(cursor, localizer) }),
    keyboard: [
      ...presetRows('list', cursor, localizer),
      [button(localizer.plain('button-back-to-list'), { press: 'list', cursor })],
    ],
  };
}

/** The choice of type and dates for the Excel. */
export function exportChoiceView(filter: CanceledFilter, localizer: Localizer): MessageView {
  const summary = {
    type: localizer.plain(`type-${filter.type}`),
    dates: rangeName(filter, localizer),
  };
  return {
    text: lines(localizer.html('export-question'), '', localizer.html('export-filter', summary)),
    keyboard: [
      canceledTypes.map((type) =>
        button(typeLabel(type, filter.type, localizer), {
          press: 'exportChoice',
          filter: { ...filter, type },
        }),
      ),
      ...presetRows('export', filter, localizer),
      [button(localizer.plain('button-get-excel'), { press: 'export', filter }, 'primary')],
    ],
  };
}

function presetRows(target: Target, { type }: CanceledFilter, localizer: Localizer) {
  const presets = datePresets.map((preset) =>
    button(localizer.plain(`preset-${preset}`), { press: 'preset', target, type, preset }),
  );
  return [
    presets.slice(0, 3),
    presets.slice(3),
    [button(localizer.plain('button-type-dates'), { press: 'typeDates', target, type })],
  ];
}

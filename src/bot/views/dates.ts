import { canceledTypes } from '../../ngorder/order.ts';
import type { CanceledFilter } from '../../ngorder/queries.ts';
import { datePresets } from '../../orders/dates/date-range.ts';
import type { ListPlace, Target } from '../callbacks/fields.ts';
import type { Wording } from '../i18n/localizer.ts';
import { rangeName, typeLabel } from './list.ts';
import { button, lines, type Screen } from './message-view.ts';

/** The choice of dates for a list. */
export function datesView(place: ListPlace, wording: Wording): Screen {
  return {
    text: wording.html('dates-question', { dates: rangeName(place, wording) }),
    keyboard: [
      ...presetRows('list', place, wording),
      [button(wording.plain('button-back-to-list'), { press: 'list', place })],
    ],
  };
}

/** The choice of type and dates for the Excel. */
export function exportChoiceView(filter: CanceledFilter, wording: Wording): Screen {
  const summary = { type: wording.plain(`type-${filter.type}`), dates: rangeName(filter, wording) };
  return {
    text: lines(wording.html('export-question'), '', wording.html('export-filter', summary)),
    keyboard: [
      canceledTypes.map((type) =>
        button(typeLabel(type, filter.type, wording), {
          press: 'exportChoice',
          filter: { ...filter, type },
        }),
      ),
      ...presetRows('export', filter, wording),
      [button(wording.plain('button-get-excel'), { press: 'export', filter }, 'primary')],
    ],
  };
}

function presetRows(target: Target, { type }: CanceledFilter, wording: Wording) {
  const presets = datePresets.map((preset) =>
    button(wording.plain(`preset-${preset}`), { press: 'preset', target, type, preset }),
  );
  return [
    presets.slice(0, 3),
    presets.slice(3),
    [button(wording.plain('button-type-dates'), { press: 'typeDates', target, type })],
  ];
}

import { canceledTypes } from '../../ngorder/order.ts';
import type { CanceledFilter } from '../../ngorder/queries.ts';
import { type DatePreset, datePresets, presetRange } from '../../orders/dates/date-range.ts';
import type { ListCursor, Target } from '../callbacks/fields.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { rangeName, typeLabel } from './list.ts';
import { button, lines, type MessageView, type ViewButton } from './message-view.ts';

/** The choice of dates for a list; `today` is yyyy-mm-dd. */
export function datesView(cursor: ListCursor, today: string, localizer: Localizer): MessageView {
  return {
    text: localizer.html('dates-question', { dates: rangeName(cursor, localizer) }),
    keyboard: [
      ...presetRows('list', cursor, today, localizer),
      [button(localizer.plain('button-back-to-list'), { press: 'list', cursor })],
    ],
  };
}

/** The choice of type and dates for the Excel; in a group, also of whom it goes to. `today` is yyyy-mm-dd. */
export function exportChoiceView(
  filter: CanceledFilter,
  today: string,
  localizer: Localizer,
): MessageView {
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
      ...presetRows('export', filter, today, localizer),
      destinations(filter, localizer),
      [button(localizer.plain('button-csv'), { press: 'exportCsv', filter })],
    ],
  };
}

function destinations(filter: CanceledFilter, localizer: Localizer): ViewButton[] {
  const toMe = (label: string) => button(label, { press: 'export', filter }, 'primary');
  if (!localizer.audience.inGroup) return [toMe(localizer.plain('button-get-excel'))];
  return [
    toMe(localizer.plain('button-excel-to-me')),
    button(localizer.plain('button-excel-here'), { press: 'exportHere', filter }),
  ];
}

function presetRows(
  target: Target,
  { type, ...range }: CanceledFilter,
  today: string,
  localizer: Localizer,
): ViewButton[][] {
  const label = (preset: DatePreset) => {
    const { from, to } = presetRange(preset, today);
    const name = localizer.plain(`preset-${preset}`);
    return from === range.from && to === range.to ? `✓ ${name}` : name;
  };
  const presets = datePresets.map((preset) =>
    button(label(preset), { press: 'preset', target, type, preset }),
  );
  // Two in a row: with three their names would be cut on a phone.
  return [
    presets.slice(0, 2),
    presets.slice(2, 4),
    presets.slice(4),
    [button(localizer.plain('button-type-dates'), { press: 'typeDates', target, type })],
  ];
}

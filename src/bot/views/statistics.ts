import { canceledTypes } from '../../ngorder/order.ts';
import { type Period, periods, type Statistics } from '../../orders/statistics/statistics.ts';
import type { Press } from '../callbacks/codec.ts';
import { listPerPage } from '../callbacks/fields.ts';
import type { Localizer } from '../i18n/localizer.ts';
import {
  button,
  fitting,
  type MessageView,
  ofRecord,
  shopLine,
  type ViewButton,
} from './message-view.ts';
import {
  canceledLines,
  nameOf,
  owedLine,
  readLine,
  sumLines,
  teamLines,
  warnings,
} from './statistics-lines.ts';

/** How far the counting is. */
export interface CountingProgress {
  read: number;
  total: number | undefined;
}

/** That it is being counted, for which days, and how far that is. */
export function countingView(
  period: Period,
  localizer: Localizer,
  { read, total }: CountingProgress = { read: 0, total: undefined },
): MessageView {
  return {
    text: fitting([
      shopLine(localizer),
      titleOf(period, localizer),
      localizer.html('stats-counting'),
      total !== undefined && localizer.html('find-progress', { read, total }),
    ]),
    keyboard: [
      ...periodRows(period, localizer),
      [
        button(localizer.plain('button-stop'), {
          ...statisticsPress(period),
          press: 'stopCounting',
        }),
      ],
    ],
  };
}

/** The numbers of a period: what came to nothing and what is owed first, then what it was, then what the team did. */
export function statisticsView(
  period: Period,
  { orders, team, owed, isStopped }: Statistics,
  localizer: Localizer,
): MessageView {
  const isUnread = orders.read === 0 && !orders.complete;
  return {
    text: fitting([
      shopLine(localizer),
      titleOf(period, localizer),
      ...warnings(orders, isStopped === true, localizer),
      !isUnread && localizer.html('stats-by-order-date'),
      ...(isUnread ? [] : sumLines(orders, localizer)),
      owedLine(owed, localizer),
      ...canceledLines(orders, localizer),
      '',
      ...teamLines(team, period, localizer),
      '',
      !isUnread && readLine(orders, localizer),
    ]),
    keyboard: [
      ...periodRows(period, localizer),
      ...ofRecord([listRow(period, localizer)]),
      [
        button(localizer.plain('button-type-dates'), {
          press: 'typeDates',
          target: 'statistics',
          type: 'CANCEL',
        }),
        button(localizer.plain('button-count-again'), {
          ...statisticsPress(period),
          press: 'countAgain',
        }),
      ],
    ],
  };
}

/** Counts a period: one that has a name as it is on the day of the press, else the same days. */
export function statisticsPress({
  preset,
  from,
  to,
}: Period): Extract<Press, { press: 'statistics' }> {
  if (preset !== undefined) return { press: 'statistics', preset };
  return { press: 'statistics', ...(from && { from }), ...(to && { to }) };
}

function titleOf(period: Period, localizer: Localizer): string {
  return localizer.html('stats-title', { dates: nameOf(period, localizer) });
}

/** Two in a row: with three their names would be cut on a phone. Days that have no name of their own stand below. */
function periodRows(period: Period, localizer: Localizer): ViewButton[][] {
  const presets = periods.map((preset) => {
    const name = localizer.plain(`preset-${preset}`);
    return button(preset === period.preset ? `✓ ${name}` : name, statisticsPress({ preset }));
  });
  const typed = button(`✓ ${nameOf(period, localizer)}`, statisticsPress(period));
  return [presets.slice(0, 2), presets.slice(2), ...(period.preset === undefined ? [[typed]] : [])];
}

/** The lists of which the numbers are, each with the same days. */
function listRow({ from, to }: Period, localizer: Localizer): ViewButton[] {
  const days = { ...(from && { from }), ...(to && { to }) };
  return canceledTypes.map((type) =>
    button(`📋 ${localizer.plain(`type-button-${type}`)}`, {
      press: 'list',
      cursor: { type, ...days, page: 1, perPage: listPerPage },
    }),
  );
}

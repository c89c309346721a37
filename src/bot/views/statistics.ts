import { canceledTypes } from '../../ngorder/order.ts';
import { type ActKind, actKinds } from '../../orders/requests/states.ts';
import type { NumbersRead } from '../../orders/statistics/read-numbers.ts';
import {
  type OwedNow,
  type Period,
  periods,
  type Statistics,
} from '../../orders/statistics/statistics.ts';
import type { Named } from '../../orders/statistics/tally.ts';
import { type Acts, allOf, type TeamNumbers } from '../../orders/statistics/team-numbers.ts';
import type { Press } from '../callbacks/codec.ts';
import { listPerPage } from '../callbacks/fields.ts';
import { shareable } from '../i18n/audience.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { refusalSentence } from './failure.ts';
import { rangeName } from './list.ts';
import {
  button,
  fitting,
  type MessageView,
  ofRecord,
  shopLine,
  type ViewButton,
} from './message-view.ts';

/** What is beyond is told as a number. */
const mostSources = 3;
const mostProducts = 3;
const mostPeople = 8;
/** A product's name of so many characters fits on one line of a phone of 360 pixels. */
const mostOfProduct = 28;

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

function nameOf({ from, to }: Period, localizer: Localizer): string {
  return rangeName({ type: 'CANCEL', from, to }, localizer);
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

/** Why the numbers may be too small. */
function warnings(
  { read, total, complete, failure }: NumbersRead,
  isStopped: boolean,
  localizer: Localizer,
): (string | false)[] {
  if (complete) return [];
  const isShort = total !== undefined && total > read;
  return [
    isStopped && localizer.html('stats-stopped'),
    !isStopped && failure !== undefined && refusalSentence(failure, undefined, localizer),
    read > 0 &&
      (isShort
        ? localizer.html('stats-read-part', { read, total })
        : localizer.html('stats-read-unproven')),
  ];
}

function sumLines({ sums, complete }: NumbersRead, localizer: Localizer): string[] {
  return canceledTypes.map((type) => {
    const { orders, amount, withoutTotal } = sums[type];
    const line = {
      type: localizer.plain(`type-${type}`),
      count: orders,
      sum: shareable(localizer.money(amount)),
    };
    if (!complete) return localizer.html('stats-least', line);
    return localizer.html(withoutTotal > 0 ? 'stats-sum-least' : 'stats-sum', line);
  });
}

/** What is owed is owed whenever it was ordered. */
function owedLine({ count, sum, unknown, complete }: OwedNow, localizer: Localizer): string {
  const line = { count, sum: shareable(localizer.money(sum)) };
  if (!complete) return localizer.html('stats-owed-least', line);
  return localizer.html(unknown > 0 ? 'stats-owed-sum-least' : 'stats-owed', line);
}

/** What the canceled orders were. */
function canceledLines(
  { sums, complete, paid, cod, sources, products }: NumbersRead,
  localizer: Localizer,
): (string | false)[] {
  const { orders } = sums.CANCEL;
  if (orders === 0) return [];
  const shown = sources.slice(0, mostSources);
  const others = orders - shown.reduce((sum, { count }) => sum + count, 0);
  const named = ({ name, count }: Named) => `${localizer.text(name, mostOfProduct)} ${count}`;
  return [
    '',
    localizer.html(complete ? 'stats-of-canceled' : 'stats-of-canceled-least', { count: orders }),
    cod === undefined
      ? localizer.html('stats-paid', { paid })
      : localizer.html('stats-paid-cod', { paid, cod }),
    shown.length > 0 &&
      localizer.html('stats-sources', {
        sources: shareable(
          [
            ...shown.map(named),
            ...(others > 0 ? [localizer.plain('stats-others', { count: others })] : []),
          ].join(', '),
        ),
      }),
    products.length > 0 && localizer.html('stats-products'),
    ...products.slice(0, mostProducts).map(({ name, count }) =>
      localizer.html('fact-product', {
        quantity: count,
        name: shareable(localizer.text(name, mostOfProduct)),
      }),
    ),
  ];
}

/** What the team did in these days, whenever those orders were ordered. */
function teamLines(
  { acts, people, reasons }: TeamNumbers,
  period: Period,
  localizer: Localizer,
): (string | false)[] {
  const dates = nameOf(period, localizer);
  if (allOf(acts) === 0) return [localizer.html('stats-team-nothing', { dates })];
  const others = people.length - mostPeople;
  const because = reasons.map(
    ({ reason, acts: count }) =>
      `${localizer.plain(reason === undefined ? 'stats-no-reason' : `reason-${reason}`)} ${count}`,
  );
  return [
    localizer.html('stats-team', { dates }),
    // What one person did alone isn't told twice.
    !(people.length === 1 && allOf(people[0]?.acts ?? acts) === allOf(acts)) &&
      localizer.html('verbatim', { text: shareable(actsSentence(acts, localizer)) }),
    ...people.slice(0, mostPeople).map(({ name, acts }) =>
      localizer.html('stats-person', {
        person: name ?? localizer.plain('stats-nobody'),
        acts: shareable(actsSentence(acts, localizer)),
      }),
    ),
    others > 0 && localizer.html('stats-more-people', { count: others }),
    because.length > 0 &&
      localizer.html('stats-reasons', { reasons: shareable(because.join(', ')) }),
  ];
}

/** `5 dibatalkan, 1 diaktifkan lagi`: what there is none of isn't told. */
function actsSentence(acts: Acts, localizer: Localizer): string {
  const told = (kind: ActKind) => localizer.plain(`stats-did-${kind}`, { count: acts[kind] });
  return actKinds
    .filter((kind) => acts[kind] > 0)
    .map(told)
    .join(', ');
}

function readLine({ sums, complete, readAt }: NumbersRead, localizer: Localizer): string {
  const count = canceledTypes.reduce((sum, type) => sum + sums[type].orders, 0);
  const time = localizer.time(readAt);
  return localizer.html(complete ? 'stats-counted' : 'stats-counted-part', { count, time });
}

import { canceledTypes } from '../../ngorder/order.ts';
import { type ActKind, actKinds } from '../../orders/requests/states.ts';
import type { NumbersRead } from '../../orders/statistics/read-numbers.ts';
import type { OwedNow, Period } from '../../orders/statistics/statistics.ts';
import type { Named } from '../../orders/statistics/tally.ts';
import { type Acts, allOf, type TeamNumbers } from '../../orders/statistics/team-numbers.ts';
import { shareable } from '../i18n/audience.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { refusalSentence } from './failure.ts';
import { rangeName } from './list.ts';

/** What is beyond is told as a number. */
const mostSources = 3;
const mostProducts = 3;
const mostPeople = 8;
/** A name of so many characters fits on one line of a phone of 360 pixels; in a group, a picture stands beside it. */
const [mostOfName, mostInGroup] = [28, 22];

/** `1–29 Nov 2026`, or that all dates are meant. */
export function nameOf({ from, to }: Period, localizer: Localizer): string {
  return rangeName({ type: 'CANCEL', from, to }, localizer);
}

/** Why the numbers may be too small. */
export function warnings(
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

/** How many orders of each type, and what they come to. */
export function sumLines({ sums, complete }: NumbersRead, localizer: Localizer): string[] {
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
export function owedLine({ count, sum, unknown, complete }: OwedNow, localizer: Localizer): string {
  const line = { count, sum: shareable(localizer.money(sum)) };
  if (!complete) return localizer.html('stats-owed-least', line);
  return localizer.html(unknown > 0 ? 'stats-owed-sum-least' : 'stats-owed', line);
}

/** What the canceled orders were. */
export function canceledLines(
  { sums, complete, paid, cod, sources, products }: NumbersRead,
  localizer: Localizer,
): (string | false)[] {
  const { orders } = sums.CANCEL;
  if (orders === 0) return [];
  const shown = sources.slice(0, mostSources);
  const others = orders - shown.reduce((sum, { count }) => sum + count, 0);
  const most = localizer.audience.inGroup ? mostInGroup : mostOfName;
  const named = ({ name, count }: Named) => `${localizer.text(name, most)} ${count}`;
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
        name: shareable(localizer.text(name, most)),
      }),
    ),
  ];
}

/** What the team did in these days, whenever those orders were ordered. */
export function teamLines(
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
        person: name ?? localizer.plain('digest-somebody'),
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

/** When it was counted, and whether that is all. */
export function readLine({ sums, complete, readAt }: NumbersRead, localizer: Localizer): string {
  const count = canceledTypes.reduce((sum, type) => sum + sums[type].orders, 0);
  const time = localizer.time(readAt);
  return localizer.html(complete ? 'stats-counted' : 'stats-counted-part', { count, time });
}

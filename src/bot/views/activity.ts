import type { DatePreset } from '../../orders/dates/date-range.ts';
import { datePresets } from '../../orders/dates/date-range.ts';
import type { Happened, HistoryPage, KnownPerson } from '../../team/activity/history.ts';
import { type ActivityGroup, activityGroups } from '../../team/activity/kinds.ts';
import { type Shareable, shareable } from '../i18n/audience.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { resultOf } from './activity-result.ts';
import { named } from './many/naming.ts';
import { button, fitting, lines, type MessageView, type ViewButton } from './message-view.ts';
import { orderName } from './order-facts.ts';

export const activityPerPage = 8;
/** More people than these have no button. */
export const mostPeople = 20;

/** Which part of the activity is looked at. */
export interface ActivityFilter {
  /** By the number that stands for them in the activity. */
  person?: number | undefined;
  order?: number | undefined;
  group?: ActivityGroup | undefined;
  days?: DatePreset | undefined;
}

export interface ShownActivity {
  shop: string;
  filter: ActivityFilter;
  page: number;
  /** The person of the filter. */
  person: KnownPerson | undefined;
  /** Whoever looks may see their own rows alone. */
  ownOnly: boolean;
}

/** A page of who did what, the latest first, with the ways to narrow it down. */
export function activityView(
  { rows, total }: HistoryPage,
  { shop, filter, page, person, ownOnly }: ShownActivity,
  localizer: Localizer,
): MessageView {
  const pages = Math.max(1, Math.ceil(total / activityPerPage));
  const at = (number: number) => ({ press: 'activity', ...filter, page: number }) as const;
  const paging = [
    page > 1 && button('‹', at(page - 1)),
    page < pages && button('›', at(page + 1)),
  ].filter((one) => one !== false);
  return {
    text: fitting([
      localizer.html('activity-title', { shop }),
      ...filterLines(filter, person, localizer),
      ownOnly && localizer.html('activity-own'),
      ...rows.flatMap((row) => ['', ...rowLines(row, localizer)]),
      rows.length === 0 && localizer.html('activity-none'),
      pages > 1 && lines('', localizer.html('activity-page', { page, pages })),
    ]),
    keyboard: [...(paging.length > 0 ? [paging] : []), ...filterRows(filter, ownOnly, localizer)],
  };
}

function filterLines(
  { order, group, days, person: number }: ActivityFilter,
  person: KnownPerson | undefined,
  localizer: Localizer,
): string[] {
  const parts: (string | false)[] = [
    order !== undefined && localizer.html('activity-of-order', { id: shareable(String(order)) }),
    number !== undefined && localizer.html('verbatim', { text: personName(person, localizer) }),
    group !== undefined && localizer.html(`activity-group-${group}`),
    days !== undefined && days !== 'all' && localizer.html(`preset-${days}`),
  ];
  const chosen = parts.filter((part) => part !== false);
  return chosen.length === 0 ? [] : [chosen.join(' · ')];
}

function filterRows(
  filter: ActivityFilter,
  ownOnly: boolean,
  localizer: Localizer,
): ViewButton[][] {
  const choose = (what: 'person' | 'group' | 'days') =>
    button(localizer.plain(`activity-by-${what}`), { press: 'activityBy', what, ...filter });
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return [
    [...(ownOnly ? [] : [choose('person')]), choose('group'), choose('days')],
    ...(isFiltered
      ? [[button(localizer.plain('activity-all'), { press: 'activity', page: 1 })]]
      : []),
    [button(localizer.plain('button-activity-excel'), { press: 'activityExcel', ...filter })],
  ];
}

/** What stands under the file: whose activity, which part of it, and how many rows. */
export function activityCaption(
  {
    shop,
    filter,
    person,
    count,
  }: Pick<ShownActivity, 'shop' | 'filter' | 'person'> & { count: number },
  localizer: Localizer,
): string {
  return lines(
    localizer.html('activity-title', { shop }),
    ...filterLines(filter, person, localizer),
    localizer.html('activity-rows', { count }),
  );
}

/** What the activity can be narrowed down to, a button each. */
export function activityChoiceView(
  what: 'person' | 'group' | 'days',
  filter: ActivityFilter,
  people: readonly KnownPerson[],
  localizer: Localizer,
): MessageView {
  const to = (text: string, more: ActivityFilter) =>
    button(text, { press: 'activity', ...filter, ...more, page: 1 });
  const choices = {
    person: () => people.map((one) => to(personName(one, localizer), { person: one.number })),
    group: () =>
      (Object.keys(activityGroups) as ActivityGroup[]).map((group) =>
        to(localizer.plain(`activity-group-${group}`), { group }),
      ),
    days: () => datePresets.map((days) => to(localizer.plain(`preset-${days}`), { days })),
  };
  const chosen = choices[what]();
  return {
    text: localizer.html(`activity-choose-${what}`),
    keyboard: [
      ...chosen.flatMap((_, at) => (at % 2 === 0 ? [chosen.slice(at, at + 2)] : [])),
      [button(localizer.plain('activity-back'), { press: 'activity', ...filter, page: 1 })],
    ],
  };
}

/** Leaves room for what Telegram counts besides. */
const roomOnCard = 3900;

/** A card with the last things that were done to its order below it, and the way to all of them. */
export function cardWithHistory(
  card: MessageView,
  orderId: number,
  rows: readonly Happened[],
  localizer: Localizer,
): MessageView {
  if (rows.length === 0) return card;
  const told = rows.map((row) =>
    localizer.html('activity-short', {
      time: localizer.time(row.at),
      person: whoDid(row, localizer),
      what: shortly(row, localizer),
    }),
  );
  const text = lines(card.text, '', ...told);
  return {
    text: text.length > roomOnCard ? card.text : text,
    keyboard: [
      ...card.keyboard,
      [button(localizer.plain('button-history'), { press: 'activity', order: orderId, page: 1 })],
    ],
  };
}

function rowLines(row: Happened, localizer: Localizer): string[] {
  return [
    localizer.html('activity-when', {
      time: localizer.time(row.at),
      person: whoDid(row, localizer),
    }),
    localizer.html('activity-what', saidOf(row, localizer)),
  ];
}

/** What was done and what came of it, in one sentence without markup. */
export function sentenceOf(row: Happened, localizer: Localizer): string {
  return localizer.plain('activity-what', saidOf(row, localizer));
}

/** Who did it: a person, or the bot by itself. */
export function whoDid({ person }: Happened, localizer: Localizer): string {
  return person ? personName(person, localizer) : localizer.plain('activity-bot');
}

function saidOf(row: Happened, localizer: Localizer) {
  return {
    kind: shareable(row.kind),
    order: orderOf(row, localizer),
    about: personName(row.subject, localizer),
    role: roleIn(row.facts['role'], localizer),
    before: roleIn(row.facts['before'], localizer),
    result: shareable(resultOf(row, localizer)),
  };
}

/** Without the order, whose card it stands on. */
function shortly(row: Happened, localizer: Localizer): Shareable {
  const key = localizer.keyOf(`activity-kind-${row.kind}`);
  const words = key === undefined ? row.kind : localizer.plain(key);
  const result = resultOf(row, localizer);
  return shareable(result === '' ? words : `${words}: ${result}`);
}

function orderOf({ order, facts }: Happened, localizer: Localizer): Shareable {
  if (order === undefined)
    return typeof facts['orders'] === 'string' ? idsIn(facts['orders'], localizer) : shareable('');
  const total = facts['total'];
  return orderName(
    {
      orderId: order.id,
      ...(order.poNumber !== undefined && { poNumber: order.poNumber }),
      ...(typeof total === 'number' && { totalAmount: total }),
    },
    localizer,
  );
}

/** The IDs of many orders, as their row holds them: with a space between. */
function idsIn(written: string, localizer: Localizer): Shareable {
  return named(written.split(' ').map(Number), localizer);
}

function roleIn(role: unknown, localizer: Localizer): Shareable {
  const key = localizer.keyOf(`role-${role}`);
  return shareable(key === undefined ? String(role ?? '') : localizer.plain(key));
}

/** Who was forgotten is a number; who has not written yet, their Telegram ID. */
export function personName(person: KnownPerson | undefined, localizer: Localizer): string {
  if (person === undefined) return '';
  if (person.telegramId === undefined)
    return localizer.plain('activity-forgotten', { number: String(person.number) });
  return person.name === ''
    ? localizer.plain('team-nameless', { id: String(person.telegramId) })
    : person.name;
}

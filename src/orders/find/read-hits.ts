import type { Ngorder } from '../../ngorder/client.ts';
import type { NgorderError } from '../../ngorder/errors.ts';
import { canceledTypes } from '../../ngorder/order.ts';
import { addDays } from '../dates/calendar.ts';
import { type AllRead, type ReadOrders, readAll, type Wanted } from '../reading/many/read-all.ts';
import { type ListsReading, readLists } from '../reading/many/read-lists.ts';
import type { ListName } from '../reading/order-lists.ts';
import type { FoundOrder } from '../reading/order-location.ts';
import { activeKeywords } from './active-keywords.ts';
import type { FindQuery } from './find-query.ts';
import { fitOf } from './matches.ts';

/** An order that fits what is looked for, and how well. */
export interface Hit {
  found: FoundOrder;
  fit: number;
}

/** How many orders were read, and how many there are as far as that is known. */
export type HitsProgress = Pick<ReadOrders, 'read' | 'total'>;

export interface ReadHitsOptions {
  /** yyyy-mm-dd, in the shop's time zone. */
  today: string;
  /** Aborted, the reading ends with what was found until then. */
  signal?: AbortSignal | undefined;
  /** Reads all anew, also what was read a moment ago, and each page once the one before was seen to. */
  fresh?: boolean;
  /** Told after each page of those on it that fit; the same order may come again. True: that is enough. */
  onHits: (hits: Hit[], progress: HitsProgress) => boolean | Promise<boolean>;
}

export interface HitsRead extends HitsProgress {
  /** Nothing that fits can have been missed, among the orders that were to be read. */
  complete: boolean;
  failure: NgorderError | undefined;
  /** When the oldest of what was read was asked for, in milliseconds since 1970. */
  readAt: number;
}

/** So far back active orders are read one by one; older ones are found by Ngorder's own search. Its default, too. */
export const activeDays = 30;
/** Of Ngorder's own search. */
const keywordsAtOnce = 8;

/**
 * Reads every order that fits: active ones by Ngorder's own search and by reading those of the last days, canceled,
 * rejected and expired ones by reading. Resolves also where Ngorder can't be read to the end.
 */
export async function readHits(
  ngorder: Ngorder,
  query: FindQuery,
  { today, signal, fresh = false, onHits }: ReadHitsOptions,
): Promise<HitsRead> {
  const progress = new Map<Wanted, HitsProgress>();
  const parts = partsOf(query, today);
  const sum = (): HitsProgress => sumOf(parts.map((part) => progress.get(part)));
  const show = (orders: readonly FoundOrder[]) =>
    onHits(
      orders
        .map((found) => ({ found, fit: fitOf(found.order, query) }))
        .filter(({ fit }) => fit > 0),
      sum(),
    );

  const readPart = (part: Wanted): Promise<AllRead> =>
    readAll(ngorder, part, {
      signal,
      fresh,
      onPage: ({ orders, read, total }) => {
        progress.set(part, { read, total });
        return show(orders);
      },
    });
  const isActiveWanted = query.lists === undefined || query.lists.includes('active');
  const keywords = isActiveWanted ? activeKeywords(ngorder, query) : [];
  const byKeyword = keywords.map((list) =>
    readLists([list], ({ page }) => show(page.items.map((order) => ({ at: 'active', order }))), {
      signal,
      atOnce: keywordsAtOnce,
      mostReadings: 1,
      isSettled: () => true,
    }),
  );
  const [searched, read] = await Promise.all([
    Promise.all(byKeyword),
    Promise.all(parts.map(readPart)),
  ]);
  const all: ListsReading[] = [...searched, ...read];
  return {
    ...sum(),
    complete: all.every(({ complete }) => complete) && !signal?.aborted,
    failure: all.map(({ failure }) => failure).find((failure) => failure !== undefined),
    readAt: Math.min(...read.map(({ begunAt }) => begunAt), Date.now()),
  };
}

/** What is to be read: active orders of some days, canceled ones of whatever age unless days were said. */
function partsOf({ lists, from, to }: FindQuery, today: string): Wanted[] {
  const wanted: readonly ListName[] = lists ?? ['active', ...canceledTypes];
  const canceled = wanted.filter((list) => list !== 'active');
  const days = { ...(from && { from }), ...(to && { to }) };
  const activeFrom = from ?? addDays(to ?? today, -activeDays);
  return [
    ...(canceled.length > 0 ? [{ lists: canceled, ...days }] : []),
    ...(wanted.includes('active')
      ? [{ lists: ['active'] as const, ...days, from: activeFrom }]
      : []),
  ];
}

function sumOf(parts: readonly (HitsProgress | undefined)[]): HitsProgress {
  const read = parts.reduce((sum, part) => sum + (part?.read ?? 0), 0);
  const totals = parts.map((part) => part?.total);
  const total = totals.includes(undefined)
    ? undefined
    : totals.reduce<number>((sum, one = 0) => sum + one, 0);
  return { read, total };
}

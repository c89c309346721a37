import pLimit from 'p-limit';
import { NgorderError } from '../../../ngorder/errors.ts';
import type { Order, Page } from '../../../ngorder/order.ts';
import type { ListName, OrderList } from '../order-lists.ts';
import { type ListReading, readList, type Visit } from './read-list.ts';

/** A page of one of the lists that are read, and how far the reading is with it. */
export interface ReadPage {
  list: ListName;
  page: Page<Order>;
  /** The how manieth reading of its list it is of, from 1: with a later one, what earlier ones showed of it is outdated. */
  reading: number;
  /** How many distinct orders were read, those of this page included. */
  read: number;
  /** How many there are in all lists, as far as their pages have told; undefined where one told nothing yet. */
  total: number | undefined;
}

/** What reading several lists came to. */
export interface ListsReading extends Pick<ReadPage, 'read' | 'total'> {
  /**
   * Every order was seen that was in the lists all the time: each came with a constant total and that many distinct
   * orders, and began the same, with as many, when all were read. One that comes in the very moment in which another
   * goes further down leaves no trace in that: where a delete hangs on it, two readings apart in time are compared.
   */
  complete: boolean;
  /** Why a list could not be read to its end; what was read of it until then was seen all the same. */
  failure: NgorderError | undefined;
}

/** The same, and what each list came to. */
export interface EachRead extends ListsReading {
  /** Those that could be read, in the order in which they were asked for; each as it was read last. */
  lists: readonly ListReading[];
}

export interface ReadListsOptions {
  /** Aborted, the reading ends with what was read until then. */
  signal?: AbortSignal | undefined;
  /** How many pages are asked for at once, of all lists together. */
  atOnce: number;
  /** One list after the other; after one that was read far enough, and after one that can't be read, none is. */
  inTurn?: boolean;
  /** How often a list is read while orders come and go in it; 3 unless told. */
  mostReadings?: number;
  /** Asked when every list was read to its end: true: whether orders went from one to another meanwhile doesn't matter. */
  isSettled?: () => boolean;
}

/**
 * Reads lists to their ends, side by side, and once more those in which orders moved meanwhile: the pages of those come
 * again. Resolves also where a list can't be read, or the signal is aborted.
 */
export async function readLists(
  lists: readonly OrderList[],
  visit: Visit<ReadPage>,
  options: ReadListsOptions,
): Promise<EachRead> {
  const reading = begin(lists, visit, options);
  const complete = await untilStill(reading, lists);
  const { ids, failure, latest } = reading;
  const each = lists.flatMap(({ name }) => latest.get(name) ?? []);
  return { read: ids.size, total: totalOf(reading), complete, failure, lists: each };
}

interface Reading extends ReadListsOptions {
  visit: Visit<ReadPage>;
  limit: <T>(work: () => Promise<T>) => Promise<T>;
  mostReadings: number;
  names: readonly ListName[];
  /** The IDs of all orders that were looked at. */
  ids: Set<number>;
  totals: Map<ListName, number>;
  latest: Map<ListName, ListReading>;
  failure: NgorderError | undefined;
}

function begin(
  lists: readonly OrderList[],
  visit: Visit<ReadPage>,
  { mostReadings = 3, ...options }: ReadListsOptions,
): Reading {
  return {
    ...options,
    visit,
    mostReadings,
    limit: pLimit(options.atOnce),
    names: lists.map(({ name }) => name),
    ids: new Set(),
    totals: new Map(),
    latest: new Map(),
    failure: undefined,
  };
}

/** True: nothing can have been missed. */
async function untilStill(reading: Reading, lists: readonly OrderList[]): Promise<boolean> {
  const beginnings = new Map<ListName, string>();
  let unread = lists;
  for (let readings = 1; readings <= reading.mostReadings; readings += 1) {
    const show = (name: ListName, page: Page<Order>) => seen(reading, name, page, readings);
    const found = await readEach(reading, unread, show, beginnings);
    const gaps = new Map(found.map(({ name, gap }) => [name, gap]));
    for (const one of found) reading.latest.set(one.name, one);
    unread = unread.filter(({ name }) => gaps.get(name) !== undefined || !gaps.has(name));
    if (unread.some(({ name }) => !isWorthReadingAgain(gaps.get(name)))) return false;
    if (unread.length > 0) continue;
    if (reading.isSettled?.()) return true;
    unread = await changedSince(reading, lists, beginnings);
    if (unread.length === 0) return true;
  }
  return false;
}

function isWorthReadingAgain(gap: ListReading['gap']): boolean {
  return gap === 'totalChanged' || gap === 'ordersMissing';
}

/**
 * The lists that begin otherwise, or hold more or fewer orders, than when they were read: an order that went from a list
 * that was read later into one that was read before was met in neither.
 */
async function changedSince(
  reading: Reading,
  lists: readonly OrderList[],
  beginnings: ReadonlyMap<ListName, string>,
): Promise<OrderList[]> {
  const now = new Map<ListName, string>();
  await readEach(reading, lists.map(firstPageOf), () => false, now);
  return lists.filter(({ name }) => now.get(name) !== beginnings.get(name));
}

function beginningOf({ total, totalSent, items }: Page<Order>): string {
  return [totalSent && total, ...items.map(({ orderId }) => orderId)].join();
}

function firstPageOf({ name, page }: OrderList): OrderList {
  return { name, page: async (_, signal) => ({ ...(await page(1, signal)), totalPages: 1 }) };
}

/** What came of those lists that could be read to an end. Why others could not stands in the reading. */
async function readEach(
  reading: Reading,
  lists: readonly OrderList[],
  show: (name: ListName, page: Page<Order>) => boolean | Promise<boolean>,
  beginnings: Map<ListName, string>,
): Promise<ListReading[]> {
  const { signal, atOnce, limit, inTurn } = reading;
  const readOne = async ({ name, page }: OrderList): Promise<ListReading | undefined> => {
    const throttled: OrderList = {
      name,
      async page(number, within) {
        const read = await limit(async () => page(number, within));
        if (number === 1) beginnings.set(name, beginningOf(read));
        return read;
      },
    };
    try {
      return await readList(throttled, (read) => show(name, read), { signal, atOnce });
    } catch (error) {
      if (error instanceof NgorderError) reading.failure ??= error;
      else if (!signal?.aborted || error !== signal.reason) throw error;
      return undefined;
    }
  };
  const readings: (ListReading | undefined)[] = [];
  if (inTurn) {
    for (const list of lists) {
      const one = await readOne(list);
      readings.push(one);
      if (one === undefined || one.gap === 'stopped') break;
    }
  } else readings.push(...(await Promise.all(lists.map(readOne))));
  return readings.filter((one) => one !== undefined);
}

function seen(
  reading: Reading,
  list: ListName,
  page: Page<Order>,
  readings: number,
): boolean | Promise<boolean> {
  const { ids, totals, visit, signal } = reading;
  for (const { orderId } of page.items) ids.add(orderId);
  if (page.totalSent) totals.set(list, page.total);
  // What is read after somebody said stop is no longer wanted.
  if (signal?.aborted) return true;
  return visit({ list, page, reading: readings, read: ids.size, total: totalOf(reading) });
}

function totalOf({ names, totals }: Reading): number | undefined {
  let sum = 0;
  for (const name of names) {
    const total = totals.get(name);
    if (total === undefined) return undefined;
    sum += total;
  }
  return sum;
}

import type { Ngorder } from '../../ngorder/client.ts';
import type { Order, Page } from '../../ngorder/order.ts';
import type { FindQuery } from '../find/find-query.ts';
import { readHits } from '../find/read-hits.ts';
import type { OrderReference } from '../order-reference.ts';
import { activeList, canceledLists, type OrderList as List } from '../reading/order-lists.ts';
import type { FoundOrder } from '../reading/order-location.ts';
import { locationOn } from '../reading/pass.ts';
import { readList } from '../reading/read-list.ts';
import { mostOrders, TooManyOrders } from './order-list.ts';
import { type Marks, type PickedInList, pickedById } from './picked.ts';

/** Orders that were looked for, each with the reference that it was named by. */
export interface Gathered {
  /** The last ones of their list first: what an act takes away moves none that is still to come. */
  found: FoundOrder[];
  /** Not there; where reading is not complete, only not found so far. */
  missing: OrderReference[];
  /** Each fits more than one order. */
  ambiguous: OrderReference[];
  /** Two references that mean one order: the second one. */
  repeated: OrderReference[];
  /** All lists were read to their ends, and nothing moved in them. */
  isComplete: boolean;
}

export interface GatherOptions {
  signal?: AbortSignal;
  /** Told of how many orders were read so far. */
  onProgress?: (read: number) => void;
}

const pagesAtOnce = 8;
/** So often a list is read while orders come and go in it. */
const mostReadings = 3;

interface Place {
  match: FoundOrder;
  rank: number;
}

/**
 * Finds many orders, wherever they are, reading each list once. A bare number is the order with that ID; where there is
 * none it may be a PO number.
 * @throws {NgorderError} when a list can't be read; the signal's reason
 */
export async function gatherNamed(
  ngorder: Ngorder,
  references: readonly OrderReference[],
  { signal, onProgress = () => undefined }: GatherOptions = {},
): Promise<Gathered> {
  const wanted = new Set(references.map(numberOf));
  const byId = new Map<number, Place>();
  const byPo = new Map<number, Map<number, Place>>();
  const read = new Set<number>();
  const lists = [activeList(ngorder), ...canceledLists(ngorder)];
  // IDs alone can all be found before everything is read.
  const onlyIds = references.every(({ kind }) => kind === 'id');

  const collect = (list: List, at: number) => (page: Page<Order>) => {
    for (const [index, order] of page.items.entries()) {
      read.add(order.orderId);
      const rank = at * 1e9 + page.page * 1e3 + index;
      const place = { match: locationOn(list.name, page, order), rank };
      if (wanted.has(order.orderId)) byId.set(order.orderId, place);
      const po = order.poNumber;
      if (po === undefined || !wanted.has(po)) continue;
      byPo.set(po, (byPo.get(po) ?? new Map()).set(order.orderId, place));
    }
    onProgress(read.size);
    return onlyIds && byId.size === wanted.size;
  };

  let isComplete = true;
  for (const [at, list] of lists.entries()) {
    if (onlyIds && byId.size === wanted.size) break;
    const gap = await readUntilStill(list, collect(list, at), signal);
    if (gap !== undefined && gap !== 'stopped') isComplete = false;
  }
  return { ...sorted(references, byId, byPo), isComplete };
}

/**
 * The orders that are picked in a list.
 * @throws {TooManyOrders}; {NgorderError} when the list can't be read; the signal's reason
 */
export async function gatherListed(
  ngorder: Ngorder,
  { filter, isAll, orders }: PickedInList,
  { signal, onProgress = () => undefined }: GatherOptions = {},
): Promise<Gathered> {
  const marked = new Set(orders);
  const places = new Map<number, Place>();
  const list: List = {
    name: filter.type,
    page: (page, abort) => ngorder.listCanceled({ ...filter, perPage: 50, page }, abort),
  };
  const visit = (page: Page<Order>) => {
    for (const [index, order] of page.items.entries()) {
      if (marked.has(order.orderId) === isAll) continue;
      const { page: number, perPage, total, totalSent } = page;
      const foundAt = { ...filter, page: number, perPage, ...(totalSent && { total }) };
      const rank = number * 1e3 + index;
      places.set(order.orderId, { match: { at: 'canceled', order, foundAt }, rank });
    }
    onProgress(places.size);
    if (places.size > mostOrders) throw new TooManyOrders(page.total);
    return !isAll && places.size === marked.size;
  };
  const gap = await readUntilStill(list, visit, signal);
  const missing = isAll ? [] : orders.filter((orderId) => !places.has(orderId));
  return {
    found: inTurn([...places.values()]),
    missing: missing.map((orderId) => ({ kind: 'id', orderId })),
    ambiguous: [],
    repeated: [],
    isComplete: gap === undefined || gap === 'stopped',
  };
}

/**
 * The orders that are picked among those that a search finds.
 * @throws {TooManyOrders}; {NgorderError} when they can't be read; the signal's reason
 */
export async function gatherSearched(
  ngorder: Ngorder,
  { query, today }: { query: FindQuery; today: string },
  { isAll, orders }: Marks,
  options: GatherOptions = {},
): Promise<Gathered> {
  if (!isAll) return gatherNamed(ngorder, pickedById(orders).references, options);
  const { signal, onProgress = () => undefined } = options;
  const unmarked = new Set(orders);
  const found = new Map<number, FoundOrder>();
  const { complete, failure } = await readHits(ngorder, query, {
    today,
    signal,
    fresh: true,
    onHits(hits, { read }) {
      for (const { found: one } of hits)
        if (!unmarked.has(one.order.orderId)) found.set(one.order.orderId, one);
      onProgress(read);
      return false;
    },
  });
  signal?.throwIfAborted();
  if (failure !== undefined) throw failure;
  if (found.size > mostOrders) throw new TooManyOrders(found.size);
  return {
    found: [...found.values()].toSorted((one, other) => placeOf(other) - placeOf(one)),
    missing: [],
    ambiguous: [],
    repeated: [],
    isComplete: complete,
  };
}

/** How far down its list an order was met. */
function placeOf(found: FoundOrder): number {
  return found.at === 'canceled' ? found.foundAt.page : 0;
}

async function readUntilStill(
  list: List,
  visit: (page: Page<Order>) => boolean,
  signal: AbortSignal | undefined,
) {
  for (let reading = 1; ; reading += 1) {
    const { gap } = await readList(list, visit, { signal, atOnce: pagesAtOnce });
    const hasMoved = gap === 'totalChanged' || gap === 'ordersMissing';
    if (!hasMoved || reading === mostReadings) return gap;
  }
}

function sorted(
  references: readonly OrderReference[],
  byId: ReadonlyMap<number, Place>,
  byPo: ReadonlyMap<number, ReadonlyMap<number, Place>>,
): Omit<Gathered, 'isComplete'> {
  const places = new Map<number, Place>();
  const result: Pick<Gathered, 'missing' | 'ambiguous' | 'repeated'> = {
    missing: [],
    ambiguous: [],
    repeated: [],
  };
  for (const reference of references) {
    const [place, ...others] = candidates(reference, byId, byPo);
    if (place === undefined) result.missing.push(reference);
    else if (others.length > 0) result.ambiguous.push(reference);
    else if (places.has(place.match.order.orderId)) result.repeated.push(reference);
    else places.set(place.match.order.orderId, place);
  }
  return { ...result, found: inTurn([...places.values()]) };
}

/** Every order that a reference may mean, each once. */
function candidates(
  reference: OrderReference,
  byId: ReadonlyMap<number, Place>,
  byPo: ReadonlyMap<number, ReadonlyMap<number, Place>>,
): Place[] {
  const number = numberOf(reference);
  const own = reference.kind === 'po' ? undefined : byId.get(number);
  const others = reference.kind === 'id' ? [] : [...(byPo.get(number)?.values() ?? [])];
  const fitting = [own, ...others].filter((place) => place !== undefined);
  return [...new Map(fitting.map((place) => [place.match.order.orderId, place])).values()];
}

function inTurn(places: readonly Place[]): FoundOrder[] {
  return places.toSorted((a, b) => b.rank - a.rank).map(({ match }) => match);
}

export function numberOf(reference: OrderReference): number {
  switch (reference.kind) {
    case 'id':
      return reference.orderId;
    case 'po':
      return reference.poNumber;
    case 'either':
      return reference.number;
  }
}

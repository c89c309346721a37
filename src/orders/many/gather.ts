import type { Ngorder } from '../../ngorder/client.ts';
import { canceledTypes } from '../../ngorder/order.ts';
import type { FindQuery } from '../find/find-query.ts';
import { readHits } from '../find/read-hits.ts';
import type { OrderReference } from '../order-reference.ts';
import {
  type ReadAllOptions,
  type ReadOrders,
  readAll,
  type Wanted,
} from '../reading/many/read-all.ts';
import type { FoundOrder } from '../reading/order-location.ts';
import { mostOrders, TooManyOrders } from './order-list.ts';
import { isPicked, type Marks, type PickedInList, pickedById } from './picked.ts';

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

const listNames = ['active', ...canceledTypes] as const;
const everyList: Wanted = { lists: listNames };

/** An order, and how far down the lists it stands. */
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
  // IDs alone can all be found before everything is read.
  const onlyIds = references.every(({ kind }) => kind === 'id');
  const isEnough = () => onlyIds && byId.size === wanted.size;
  const keep = (place: Place): void => {
    const { orderId, poNumber } = place.match.order;
    if (wanted.has(orderId)) byId.set(orderId, place);
    if (poNumber === undefined || !wanted.has(poNumber)) return;
    byPo.set(poNumber, (byPo.get(poNumber) ?? new Map()).set(orderId, place));
  };
  const isComplete = await readAnew(ngorder, everyList, {
    signal,
    where: ({ orderId, poNumber }) => wanted.has(orderId) || wanted.has(poNumber ?? Number.NaN),
    onPage(page) {
      for (const place of placesOn(page)) keep(place);
      onProgress(page.read);
      return isEnough();
    },
  });
  return { ...sorted(references, byId, byPo, isComplete), isComplete };
}

/**
 * The orders that are picked in a list.
 * @throws {TooManyOrders}; {NgorderError} when the list can't be read; the signal's reason
 */
export async function gatherListed(
  ngorder: Ngorder,
  picked: PickedInList,
  { signal, onProgress = () => undefined }: GatherOptions = {},
): Promise<Gathered> {
  const { isAll, orders } = picked;
  const { type, from, to } = picked.filter;
  const places = new Map<number, Place>();
  const isComplete = await readAnew(
    ngorder,
    { lists: [type], from, to },
    {
      signal,
      where: ({ orderId }) => isPicked(picked, orderId),
      onPage(page) {
        for (const place of placesOn(page)) places.set(place.match.order.orderId, place);
        onProgress(places.size);
        if (places.size > mostOrders) throw new TooManyOrders(page.total ?? places.size);
        return !isAll && places.size === orders.length;
      },
    },
  );
  const missing = isAll ? [] : orders.filter((orderId) => !places.has(orderId));
  return {
    found: inTurn([...places.values()]),
    missing: missing.map((orderId) => ({ kind: 'id', orderId })),
    ambiguous: [],
    repeated: [],
    isComplete,
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

/**
 * Reads these lists as they are now, for orders that are acted on. True: to their ends while nothing moved in them, or
 * until that was enough.
 */
async function readAnew(
  ngorder: Ngorder,
  wanted: Wanted,
  { onPage, ...options }: Pick<ReadAllOptions, 'signal' | 'where' | 'onPage'>,
): Promise<boolean> {
  let isEnough = false;
  const { complete, failure } = await readAll(ngorder, wanted, {
    ...options,
    fresh: true,
    onPage: async (page) => {
      isEnough = await onPage(page);
      return isEnough;
    },
  });
  if (isEnough) return true;
  options.signal?.throwIfAborted();
  if (failure !== undefined) throw failure;
  return complete;
}

function placesOn({ list, page, orders }: ReadOrders): Place[] {
  const first = listNames.indexOf(list) * 1e9 + page * 1e3;
  return orders.map((match, index) => ({ match, rank: first + index }));
}

function sorted(
  references: readonly OrderReference[],
  byId: ReadonlyMap<number, Place>,
  byPo: ReadonlyMap<number, ReadonlyMap<number, Place>>,
  isComplete: boolean,
): Omit<Gathered, 'isComplete'> {
  const places = new Map<number, Place>();
  const result: Pick<Gathered, 'missing' | 'ambiguous' | 'repeated'> = {
    missing: [],
    ambiguous: [],
    repeated: [],
  };
  for (const reference of references) {
    const [place, ...others] = candidates(reference, byId, byPo);
    // What was not read may hold an order with that ID, which is meant then.
    const isSure = isComplete || reference.kind !== 'either' || byId.has(reference.number);
    if (place === undefined || !isSure) result.missing.push(reference);
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

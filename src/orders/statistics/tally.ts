import { type CanceledType, canceledTypes, type Order } from '../../ngorder/order.ts';
import { isPaid, marketplaceOf } from '../order-risk.ts';

/** How many orders, and what they come to. */
export interface Sum {
  orders: number;
  /** In rupiah, of those that say their total. */
  amount: number;
  /** How many say none. */
  withoutTotal: number;
}

/** A name and how often it was met. */
export interface Named {
  name: string;
  count: number;
}

/** The numbers of some canceled, rejected and expired orders. Each order counts once. */
export interface OrderNumbers {
  sums: Record<CanceledType, Sum>;
  /** Of the canceled ones, how many were paid, also in part. */
  paid: number;
  /** Of them, how many were to be paid on delivery; undefined where none says whether it was. */
  cod: number | undefined;
  /** Where the canceled ones came from, the most first: marketplaces, else what Ngorder calls their source. */
  sources: Named[];
  /** The products of the canceled ones by quantity, the most first. */
  products: Named[];
}

/** Counts orders page by page, in whatever order the pages come. */
export interface Tally {
  /** Of each list only the pages of its latest reading count: those of earlier ones show orders that left it meanwhile. */
  add(list: CanceledType, reading: number, orders: readonly Order[]): void;
  numbers(): OrderNumbers;
}

/** As much of an order as is counted. */
interface Fact {
  updatedAt: string;
  total: number | undefined;
  isPaid: boolean;
  cod: boolean | undefined;
  source: string | undefined;
  products: readonly Named[];
}

interface ListFacts {
  reading: number;
  orders: Map<number, Fact>;
}

export function createTally(): Tally {
  const lists = new Map<CanceledType, ListFacts>();
  return {
    add(list, reading, orders) {
      const known = lists.get(list);
      if (known !== undefined && known.reading > reading) return;
      const facts = known?.reading === reading ? known : { reading, orders: new Map() };
      lists.set(list, facts);
      for (const order of orders) {
        const fact = factOf(order);
        const before = facts.orders.get(order.orderId);
        if (before === undefined || before.updatedAt < fact.updatedAt)
          facts.orders.set(order.orderId, fact);
      }
    },
    numbers: () => numbersOf(latestOf(lists)),
  };
}

function factOf(order: Order): Fact {
  const { updatedAt = '', totalAmount: total, cod, source, products } = order;
  return {
    updatedAt,
    total,
    isPaid: isPaid(order),
    cod,
    source: marketplaceOf(order) ?? source,
    products: products.map(({ name, quantity = 1 }) => ({ name, count: quantity })),
  };
}

/** An order that went from one list to another while they were read is where it was changed last. */
function latestOf(lists: ReadonlyMap<CanceledType, ListFacts>): Map<CanceledType, Fact[]> {
  const latest = new Map<number, { list: CanceledType; fact: Fact }>();
  for (const list of canceledTypes)
    for (const [orderId, fact] of lists.get(list)?.orders ?? []) {
      const before = latest.get(orderId);
      if (before === undefined || before.fact.updatedAt < fact.updatedAt)
        latest.set(orderId, { list, fact });
    }
  const byList = Map.groupBy(latest.values(), ({ list }) => list);
  return new Map([...byList].map(([list, found]) => [list, found.map(({ fact }) => fact)]));
}

function numbersOf(lists: ReadonlyMap<CanceledType, readonly Fact[]>): OrderNumbers {
  const sumOf = (list: CanceledType) => sum(lists.get(list) ?? []);
  const canceled = lists.get('CANCEL') ?? [];
  const told = canceled.filter(({ cod }) => cod !== undefined);
  return {
    sums: { CANCEL: sumOf('CANCEL'), REJECTED: sumOf('REJECTED'), EXPIRED: sumOf('EXPIRED') },
    paid: canceled.filter((fact) => fact.isPaid).length,
    cod: told.length === 0 ? undefined : told.filter(({ cod }) => cod).length,
    sources: mostFirst(
      canceled.flatMap(({ source }) => (source === undefined ? [] : [{ name: source, count: 1 }])),
    ),
    products: mostFirst(canceled.flatMap(({ products }) => products)),
  };
}

function sum(facts: readonly Fact[]): Sum {
  return {
    orders: facts.length,
    amount: facts.reduce((amount, { total = 0 }) => amount + total, 0),
    withoutTotal: facts.filter(({ total }) => total === undefined).length,
  };
}

/** What has no name is left out; of as many, the one whose name comes first. */
function mostFirst(met: readonly Named[]): Named[] {
  const counts = new Map<string, number>();
  for (const { name, count } of met)
    if (name !== '') counts.set(name, (counts.get(name) ?? 0) + count);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
}

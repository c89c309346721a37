import type { Ngorder } from '../../../ngorder/client.ts';
import type { Order, Page } from '../../../ngorder/order.ts';
import type { ListName } from '../order-lists.ts';
import type { Visit } from './read-list.ts';
import type { ListsReading, ReadPage } from './read-lists.ts';
import { SharedReading } from './shared-reading.ts';

/** So long what was read is shown to whoever asks for the same. */
const keptMs = 3 * 60_000;
/** So many orders are kept in this process, of all shops together. */
const mostKept = 50_000;

/** Who wants to see all pages of a reading. */
export interface Joining {
  ngorder: Ngorder;
  /** What is read: the same reading serves all who want the same. */
  wanted: object;
  priority: 'reading' | 'background';
  /** No reading is joined that began before this moment, in milliseconds since 1970. */
  notBefore: number;
  visit: Visit<ReadPage>;
  signal: AbortSignal | undefined;
  /** Reads the first page of a list as it is now: what was kept is shown to nobody once that is another. */
  firstPage: (list: ListName) => Promise<Page<Order>>;
}

/** A reading that others can join, and whose it is. */
interface Kept {
  shop: Ngorder;
  key: string;
  priority: Joining['priority'];
  reading: SharedReading;
  expiry?: NodeJS.Timeout;
}

/** In the order in which they were begun. */
const kept = new Set<Kept>();

/**
 * Shows all pages of the reading that is under way for, or was kept of and still looks like, the same shop and the same orders, else of one that
 * `read` begins. A person doesn't join what is read in the background, which may take its time.
 */
export async function joinReading(
  { ngorder, wanted, priority, notBefore, visit, signal, firstPage }: Joining,
  read: (see: Visit<ReadPage>, signal: AbortSignal) => Promise<ListsReading>,
): Promise<ListsReading & { begunAt: number }> {
  const shop = shopOf(ngorder);
  const key = JSON.stringify(wanted);
  const same = [...kept].find((one) => one.shop === shop && one.key === key);
  if (same !== undefined && canJoin(same, priority) && same.reading.begunAt >= notBefore) {
    const isStill = !same.reading.isOver || (await same.reading.isStill(firstPage));
    if (isStill && kept.has(same)) return same.reading.join(visit, signal);
  }
  if (same !== undefined) drop(same);

  const mine: Kept = { shop, key, priority, reading: new SharedReading(read) };
  kept.add(mine);
  mine.reading.onGrowth = () => makeRoom(mine);
  const joined = mine.reading.join(visit, signal);
  void mine.reading.over.then((isWorthKeeping) => {
    if (!isWorthKeeping) drop(mine);
    else if (kept.has(mine)) mine.expiry = setTimeout(() => drop(mine), keptMs).unref();
  });
  return joined;
}

function canJoin({ reading, ...one }: Kept, priority: Joining['priority']): boolean {
  if (reading.isAbandoned) return false;
  return reading.isOver || one.priority === 'reading' || priority === 'background';
}

/**
 * To be called when an act of ours is over: nobody is shown a reading that began before it. Whoever stands on one
 * already sees it to its end.
 */
export function dropReadings(ngorder: Ngorder): void {
  const shop = shopOf(ngorder);
  for (const one of [...kept]) if (one.shop === shop) drop(one);
}

/** The oldest go first; a reading that is too large by itself is kept for nobody but those who stand on it. */
function makeRoom(growing: Kept): void {
  let orders = 0;
  for (const { reading } of kept) orders += reading.orders;
  for (const one of [...kept]) {
    if (orders <= mostKept) return;
    if (one === growing) continue;
    orders -= one.reading.orders;
    drop(one);
  }
  if (orders > mostKept) drop(growing);
}

function drop(one: Kept): void {
  clearTimeout(one.expiry);
  kept.delete(one);
  one.reading.forget();
}

/** The same for all clients of one shop. */
function shopOf(ngorder: Ngorder): Ngorder {
  return ngorder.inBackground;
}

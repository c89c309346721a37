import { setTimeout as wait } from 'node:timers/promises';
import type { Ngorder } from '../../ngorder/client.ts';
import type { Order } from '../../ngorder/order.ts';
import type { ActKind } from '../requests/states.ts';
import { doubtOfAbsence, doubtOfPass, type LastSeenIn } from './absence.ts';
import { sharedPass } from './many/shared-passes.ts';
import { activeList, canceledList, canceledLists, type OrderList } from './order-lists.ts';
import type { FoundAt, FoundOrder, OrderLocation } from './order-location.ts';
import { findActive, findNear } from './order-reader.ts';
import { type PassOptions, passUntilStill } from './pass.ts';

/** The order of an act, and what was known of it when the act was asked for. */
export interface SoughtOrder {
  kind: ActKind;
  orderId: number;
  seen?: Order | undefined;
  foundAt?: FoundAt | undefined;
}

/** Waits so many milliseconds; rejects with the signal's reason when that comes first. */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>;

export interface LocateOptions {
  signal?: AbortSignal | undefined;
  /** How the time between two passes is waited for. */
  pause?: Pause | undefined;
}

/**
 * Two passes are so far apart in time, or as long as an act may take where that is less: what is wrong for a moment
 * must not look like a deletion twice.
 */
export const passesApartMs = 5000;

export const pause: Pause = async (ms, signal) => {
  await wait(ms, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
};

/** Each of so many orders is looked for by itself first; with more it is less to read all lists once for all of them. */
const fewOrders = 12;
/** How many orders of a shop are being looked for. */
const lookedFor = new WeakMap<Ngorder, number>();

/**
 * Reads where an order is after an act of which nobody knows whether it happened, as little as settles it.
 * Undefined: it was not found, and that is no proof that it is gone. `nowhere` takes two complete passes over all
 * lists, {@link passesApartMs} apart, in a shop that isn't suddenly empty. A pass is one for all who need it at the same
 * time.
 * @throws {NgorderError} when it can't be read now; the signal's reason.
 */
export async function locate(
  ngorder: Ngorder,
  sought: SoughtOrder,
  options: LocateOptions = {},
): Promise<OrderLocation | undefined> {
  const others = lookedFor.get(ngorder) ?? 0;
  lookedFor.set(ngorder, others + 1);
  try {
    const direct =
      others < fewOrders ? await locateDirectly(ngorder, sought, options.signal) : undefined;
    return direct ?? (await locateAnywhere(ngorder, sought, options));
  } finally {
    lookedFor.set(ngorder, (lookedFor.get(ngorder) ?? 1) - 1);
  }
}

async function locateAnywhere(
  ngorder: Ngorder,
  sought: SoughtOrder,
  { signal, pause: waitFor = pause }: LocateOptions,
): Promise<OrderLocation | undefined> {
  const pass = () => sharedPass(ngorder, sought.orderId, everyList(ngorder, sought), signal);
  const first = await pass();
  if (first.found.at !== 'nowhere') return first.found;
  if (doubtOfPass(first) !== undefined) return undefined;
  await waitFor(Math.min(passesApartMs, ngorder.limits.actMs), signal);
  const second = await pass();
  if (second.found.at !== 'nowhere') return second.found;
  return doubtOfAbsence(first, second, lastSeenIn(sought)) ? undefined : second.found;
}

/**
 * Reads an order once more before anything is done to it. Undefined: it was not found, but not everything could be
 * read. `nowhere`: nor in one complete pass over all lists.
 * @throws {NgorderError} when it can't be read now; the signal's reason.
 */
export async function readAgain(
  ngorder: Ngorder,
  sought: SoughtOrder,
  options: PassOptions = {},
): Promise<OrderLocation | undefined> {
  const { orderId, foundAt } = sought;
  const { signal } = options;
  const near = foundAt && (await findNear(ngorder, orderId, foundAt, signal));
  if (near !== undefined) return near;
  const active = await findActive(ngorder, orderId, signal);
  if (active !== undefined) return { at: 'active', order: active };
  const pass = await passUntilStill(orderId, everyList(ngorder, sought), options);
  return pass.found.at === 'nowhere' && doubtOfPass(pass) ? undefined : pass.found;
}

/** Looks where the act would have brought the order first, so that a success is seen with few requests. */
async function locateDirectly(
  ngorder: Ngorder,
  { kind, orderId, foundAt }: SoughtOrder,
  signal?: AbortSignal,
): Promise<FoundOrder | undefined> {
  if (kind === 'cancel') {
    // Ngorder's search may lag behind its lists: only the list shows that it was not canceled yet.
    const { found } = await sharedPass(ngorder, orderId, [canceledList(ngorder, 'CANCEL')], signal);
    if (found.at !== 'nowhere') return found;
  }
  if (kind === 'delete' && foundAt !== undefined) {
    const near = await findNear(ngorder, orderId, foundAt, signal);
    if (near !== undefined) return near;
  }
  const active = await findActive(ngorder, orderId, signal);
  if (active !== undefined) return { at: 'active', order: active };
  return kind === 'return' && foundAt !== undefined
    ? findNear(ngorder, orderId, foundAt, signal)
    : undefined;
}

/** All lists, the one last that orders like this one come into: one that moves meanwhile is met there. */
function everyList(ngorder: Ngorder, { kind, foundAt }: SoughtOrder): OrderList[] {
  const canceled = canceledLists(ngorder, foundAt?.type);
  const active = activeList(ngorder);
  return kind === 'cancel' ? [active, ...canceled] : [...canceled, active];
}

function lastSeenIn({ kind, seen, foundAt }: SoughtOrder): LastSeenIn | undefined {
  if (foundAt === undefined)
    return kind === 'cancel' && seen !== undefined ? { list: 'active' } : undefined;
  const { type, from, to, total } = foundAt;
  // Between two days there may be fewer than in the whole list.
  return { list: type, total: from === undefined && to === undefined ? total : undefined };
}

/** The pretend shop: which order is in which list, and what cancel, return and delete do. */
import type { ShopClock } from './calendar.ts';
import { NoSuchOrder, WrongState } from './errors.ts';
import {
  type FieldChanges,
  newestFirst,
  type OrderItem,
  type Place,
  type PlacedOrder,
  statusAt,
} from './order.ts';
import type { TrackedOrder, Whereabouts } from './overview.ts';

/** The value of `updated_by_name` for changes through the API. */
const apiUser = 'Open API';

export class Shop {
  readonly #clock: ShopClock;
  readonly #first: readonly PlacedOrder[];
  readonly #orders = new Map<number, PlacedOrder>();
  readonly #gone = new Map<number, PlacedOrder>();
  /** Changes since the last reset, by order ID. */
  readonly #changes = new Map<number, Pick<TrackedOrder, 'from' | 'changed'>>();
  #changed = 0;

  /** @param first the initial orders; they are copied, for `reset` */
  constructor(first: readonly PlacedOrder[], clock: ShopClock) {
    this.#first = first;
    this.#clock = clock;
    this.reset();
  }

  /** Restores the initial orders. */
  reset(): void {
    this.#gone.clear();
    this.#orders.clear();
    this.#changes.clear();
    // A change gives an order other values; it changes nothing within one.
    for (const { place, order } of this.#first) {
      this.#orders.set(order.order_id, { place, order: { ...order } });
    }
  }

  /** The orders of one list, newest first. */
  list(place: Place): OrderItem[] {
    return [...this.#orders.values()]
      .filter((placed) => placed.place === place)
      .map((placed) => placed.order)
      .sort(newestFirst(({ order_date }) => order_date));
  }

  find(id: number): PlacedOrder | undefined {
    return this.#orders.get(id);
  }

  /** The list an order is in, `gone` if deleted, undefined for an ID that never existed. */
  where(id: number): Whereabouts | undefined {
    return this.#orders.get(id)?.place ?? (this.#gone.has(id) ? 'gone' : undefined);
  }

  counts(): Record<Place, number> {
    const counts: Record<Place, number> = { active: 0, CANCEL: 0, REJECTED: 0, EXPIRED: 0 };
    for (const { place } of this.#orders.values()) counts[place] += 1;
    return counts;
  }

  /** Every order, including deleted ones, with its previous list; in no particular order. */
  tracked(): TrackedOrder[] {
    const track = (place: Whereabouts, order: OrderItem): TrackedOrder => ({
      place,
      order,
      ...(this.#changes.get(order.order_id) ?? { changed: 0 }),
    });
    return [
      ...[...this.#orders.values()].map(({ place, order }) => track(place, order)),
      ...[...this.#gone.values()].map(({ order }) => track('gone', order)),
    ];
  }

  /** @throws NoSuchOrder, WrongState when it isn't active */
  cancel(id: number): OrderItem {
    const placed = this.#existing(id);
    if (placed.place !== 'active') throw new WrongState(placed.order);
    return this.#place(placed, 'CANCEL');
  }

  /** @throws NoSuchOrder, WrongState when it is active already */
  return(id: number): OrderItem {
    const placed = this.#existing(id);
    if (placed.place === 'active') throw new WrongState(placed.order);
    return this.#place(placed, 'active');
  }

  /** @throws NoSuchOrder, WrongState when it isn't canceled, rejected or expired */
  delete(id: number): OrderItem {
    const placed = this.#existing(id);
    if (placed.place === 'active') throw new WrongState(placed.order);
    this.#remove(placed);
    return placed.order;
  }

  /** Changes an order's fields, as somebody would in the dashboard. @throws NoSuchOrder */
  patch(id: number, fields: FieldChanges): OrderItem {
    const { order, place } = this.#existing(id);
    this.#note(id, place);
    return Object.assign(order, structuredClone(fields), { order_id: id });
  }

  /** Moves an order to a list, from `gone` too. @throws NoSuchOrder for an ID that never existed */
  move(id: number, place: Whereabouts): void {
    const placed = this.#orders.get(id) ?? this.#gone.get(id);
    if (!placed) throw new NoSuchOrder();
    if (place === 'gone') {
      this.#remove(placed);
      return;
    }
    const before = this.where(id);
    this.#gone.delete(id);
    this.#orders.set(id, placed);
    this.#place(placed, place, before);
  }

  /** Adds an order or replaces the one with its ID; its status is set to the list's. */
  put(order: OrderItem, place: Place): void {
    const copy = { ...structuredClone(order), order_status: statusAt[place] };
    const before = this.where(order.order_id);
    this.#gone.delete(order.order_id);
    this.#orders.set(order.order_id, { place, order: copy });
    this.#note(order.order_id, before);
  }

  #existing(id: number): PlacedOrder {
    const placed = this.#orders.get(id);
    if (!placed) throw new NoSuchOrder();
    return placed;
  }

  #place(
    placed: PlacedOrder,
    place: Place,
    before: Whereabouts | undefined = placed.place,
  ): OrderItem {
    placed.place = place;
    this.#note(placed.order.order_id, before);
    placed.order.order_status = statusAt[place];
    placed.order.updated_at = this.#clock.now();
    placed.order.updated_by_name = apiUser;
    return placed.order;
  }

  #remove(placed: PlacedOrder): void {
    const id = placed.order.order_id;
    const before = this.where(id);
    this.#orders.delete(id);
    this.#gone.set(id, placed);
    this.#note(id, before);
  }

  /** Records that an order has just changed, and its previous list if it moved. */
  #note(id: number, before: Whereabouts | undefined): void {
    this.#changed += 1;
    const from = before === this.where(id) ? this.#changes.get(id)?.from : before;
    this.#changes.set(id, { changed: this.#changed, ...(from !== undefined && { from }) });
  }
}

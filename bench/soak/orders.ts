import type { NgorderControl } from '../../src/sandbox/ngorder/control/control.ts';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';

type Kind = 'active' | 'CANCEL';

/** The shop's ordinary orders, each in one person's hands at a time. */
export class Orders {
  readonly #control: NgorderControl;
  readonly #free: Record<Kind, number[]>;

  constructor(control: NgorderControl) {
    const special = new Set<number>(Object.values(namedOrders).map(({ orderId }) => orderId));
    const ordinary = (place: Kind) =>
      control
        .orders(place)
        .map(({ order_id }) => Number(order_id))
        .filter((orderId) => !special.has(orderId));
    this.#control = control;
    this.#free = { active: ordinary('active'), CANCEL: ordinary('CANCEL') };
  }

  /** One that may be asked about, but not changed. */
  any(kind: Kind): number {
    const orderId = this.#free[kind].shift();
    if (orderId === undefined) throw new Error(`no order is left among ${kind}`);
    this.#free[kind].push(orderId);
    return orderId;
  }

  /** Lends an order to be changed, and puts it back to where it was. */
  async use(kind: Kind, work: (orderId: number) => Promise<void>): Promise<void> {
    const orderId = this.#free[kind].shift();
    if (orderId === undefined) throw new Error(`no order is left among ${kind}`);
    const before = this.#control.order(orderId);
    try {
      await work(orderId);
    } finally {
      if (this.#control.where(orderId) !== kind && before !== undefined) {
        this.#control.put(before.order, kind);
      }
      this.#free[kind].push(orderId);
    }
  }
}

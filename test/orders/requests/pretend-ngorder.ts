import { openActSlot } from '../../../src/ngorder/acts/act-slot.ts';
import type { Ngorder } from '../../../src/ngorder/client.ts';
import {
  ConnectionBroken,
  NotConnected,
  OrderNotThere,
  RequestRefused,
  SaidFailed,
  ServerFault,
  TimedOut,
  TooLate,
} from '../../../src/ngorder/errors.ts';
import type { CanceledType, Order, Page } from '../../../src/ngorder/order.ts';
import type { ActivePageQuery, CanceledPageQuery } from '../../../src/ngorder/queries.ts';
import type { ActKind } from '../../../src/orders/requests/states.ts';

export type ShopState = 'active' | CanceledType;

/**
 * What becomes of a request to act:
 * - `done`: it has its effect and is answered;
 * - `refused`, `notConnected`: Ngorder says no, or was never reached;
 * - `lostBefore`, `lostAfter`: the connection breaks before or after the effect;
 * - `deniedBefore`, `deniedAfter`: Ngorder says under a 200 that it failed, without or in spite of the effect;
 * - `late`: no answer in time, and the effect comes when `arrive` is called;
 * - `stuck`: nothing happens until `answerStuck` is called; a success comes with its effect.
 */
export type Fate =
  | 'done'
  | 'refused'
  | 'notConnected'
  | 'lostBefore'
  | 'lostAfter'
  | 'deniedBefore'
  | 'deniedAfter'
  | 'late'
  | 'stuck';

export interface ActRequest {
  act: ActKind;
  orderId: number;
}

/** A page that was read, with what it showed. */
export interface ReadRequest {
  read: ShopState;
  page: number;
  shown: number[];
}

/** A shop in memory behind the client's own interface, with real state, a log and faults. */
export interface PretendNgorder extends Ngorder {
  /** Puts an order into the shop, or replaces it. */
  put(order: Partial<Order> & { orderId: number }, state?: ShopState): Order;
  order(orderId: number): Order | undefined;
  state(orderId: number): ShopState | 'gone';
  /** Acts as somebody at Ngorder's own dashboard would: no request, only the effect. */
  elsewhere(act: ActKind, orderId: number): void;
  /** All requests in their order. */
  log: (ActRequest | ReadRequest)[];
  acts(): ActRequest[];
  /** What happened to orders, whoever did it: the very requests of the log, or others for what happened elsewhere. */
  effects: ActRequest[];
  /** The fates of the next requests to act; afterwards all is done. */
  fates: Fate[];
  /** Called before a request to act has any effect. */
  beforeAct: ((request: ActRequest) => Promise<void> | void) | undefined;
  /** Called before each page is read: may change the shop, or throw. */
  beforeRead: ((state: ShopState, page: number) => Promise<void> | void) | undefined;
  /** The search by keyword finds nothing, whatever there is. */
  searchMisses: boolean;
  /** No page is longer than this, whatever is asked for. */
  mostPerPage: number;
  /** Whether its pages tell how many orders a list holds. */
  sendsTotals: boolean;
  lateCount(): number;
  /** Lets every late effect happen. */
  arrive(): void;
  /** Answers all that is stuck, or the longest stuck request: true for a success, else with the error. */
  answerStuck(answer: true | Error): void;
  answerFirstStuck(answer: true | Error): void;
}

const actMs = 15_000;

export function createPretendNgorder(): PretendNgorder {
  const orders = new Map<number, { order: Order; state: ShopState }>();
  const late: ActRequest[] = [];
  const stuck: { resolve: () => void; reject: (error: Error) => void }[] = [];

  /** True when the order was where such an act finds it. */
  const affect = (asked: ActRequest): boolean => {
    const { act, orderId } = asked;
    const entry = orders.get(orderId);
    if (entry === undefined || (entry.state === 'active') !== (act === 'cancel')) return false;
    if (act === 'delete') orders.delete(orderId);
    else {
      const state = act === 'cancel' ? 'CANCEL' : 'active';
      const status = act === 'cancel' ? 'CANCELED' : 'ACCEPTED';
      orders.set(orderId, { order: { ...entry.order, status }, state });
    }
    pretend.effects.push(asked);
    return true;
  };

  const request = async (act: ActKind, orderId: number) => {
    const asked: ActRequest = { act, orderId };
    const endpoint = `${act}Order`;
    pretend.log.push(asked);
    const fate = pretend.fates.shift() ?? 'done';
    await pretend.beforeAct?.(asked);
    switch (fate) {
      case 'refused':
        throw new RequestRefused({ endpoint, status: 400, apiMessage: 'Order cannot be changed' });
      case 'notConnected':
        throw new NotConnected({ endpoint });
      case 'lostBefore':
        throw new ConnectionBroken({ endpoint });
      case 'late':
        late.push(asked);
        throw new TimedOut({ endpoint });
      case 'lostAfter':
        affect(asked);
        throw new ServerFault({ endpoint, status: 500 });
      case 'deniedAfter':
        affect(asked);
        throw new SaidFailed({ endpoint, status: 200, apiMessage: 'Order cannot be changed' });
      case 'deniedBefore':
        throw new SaidFailed({ endpoint, status: 200, apiMessage: 'Order cannot be changed' });
      case 'stuck':
        await new Promise<void>((resolve, reject) => stuck.push({ resolve, reject }));
        affect(asked);
        return { orderId };
      case 'done':
        if (!affect(asked)) throw new OrderNotThere({ endpoint, status: 404 });
        return { orderId };
    }
  };

  const read = async (
    state: ShopState,
    { page = 1, perPage: wanted = 10 }: { page?: number; perPage?: number },
    fits: (order: Order) => boolean,
  ): Promise<Page<Order>> => {
    await pretend.beforeRead?.(state, page);
    const perPage = Math.min(wanted, pretend.mostPerPage);
    const list = [...orders.values()]
      .filter((entry) => entry.state === state && fits(entry.order))
      .map(({ order }) => structuredClone(order))
      .sort((a, b) => b.orderId - a.orderId);
    const items = list.slice((page - 1) * perPage, page * perPage);
    pretend.log.push({ read: state, page, shown: items.map(({ orderId }) => orderId) });
    const totalPages = Math.max(1, Math.ceil(list.length / perPage));
    const total = list.length;
    return { items, total, totalSent: pretend.sendsTotals, page, perPage, totalPages };
  };

  const pretend: PretendNgorder = {
    get inBackground() {
      return pretend;
    },
    get inBulk() {
      return pretend;
    },
    limits: {
      connectMs: 5000,
      responseMs: 10_000,
      stallMs: 10_000,
      actMs,
      readMs: 8000,
      readTries: 1,
      maxWaitMs: 0,
      downloadMs: 60_000,
      concurrency: 4,
      downloads: 4,
    },
    log: [],
    effects: [],
    fates: [],
    beforeAct: undefined,
    beforeRead: undefined,
    searchMisses: false,
    mostPerPage: 100,
    sendsTotals: true,
    lateCount: () => late.length,
    put(fields, state = 'active') {
      const order: Order = {
        status: state === 'active' ? 'ACCEPTED' : 'CANCELED',
        paymentStatus: 'PAID',
        progress: 'UNPROCESSED',
        totalAmount: 110_376,
        receiverName: 'Siti Rahma',
        receiverPhone: '081234567890',
        products: [],
        raw: {},
        ...fields,
      };
      orders.set(order.orderId, { order, state });
      return order;
    },
    order: (orderId) => orders.get(orderId)?.order,
    state: (orderId) => orders.get(orderId)?.state ?? 'gone',
    elsewhere: (act, orderId) => void affect({ act, orderId }),
    acts: () => pretend.log.filter((entry) => 'act' in entry),
    arrive() {
      for (const asked of late.splice(0)) affect(asked);
    },
    answerStuck(answer) {
      while (stuck.length > 0) pretend.answerFirstStuck(answer);
    },
    answerFirstStuck(answer) {
      const first = stuck.shift();
      if (answer === true) first?.resolve();
      else first?.reject(answer);
    },
    actSlot: async () =>
      openActSlot(
        () => undefined,
        async (kind, orderId, mayLeave) => {
          if (!mayLeave()) throw new TooLate({ endpoint: `${kind}Order` });
          return request(kind, orderId);
        },
      ),
    listActive: ({ keyword, ...query }: ActivePageQuery) =>
      read('active', query, ({ orderId }) => {
        if (keyword === undefined) return true;
        return !pretend.searchMisses && String(orderId).includes(keyword);
      }),
    listCanceled: ({ type, ...query }: CanceledPageQuery) => read(type, query, () => true),
    downloadCanceled: () => Promise.reject(new Error('no act downloads')),
    getShops: () => Promise.reject(new Error('no act reads shops')),
    listPayments: () => Promise.reject(new Error('no act reads payments')),
  };
  return pretend;
}

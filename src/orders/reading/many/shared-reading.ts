import { NgorderError } from '../../../ngorder/errors.ts';
import type { Order, Page } from '../../../ngorder/order.ts';
import type { ListName } from '../order-lists.ts';
import { HeldPage } from './held-page.ts';
import type { Visit } from './read-list.ts';
import type { ListsReading, ReadPage } from './read-lists.ts';

function likeness({ total, items }: Page<Order>): string {
  return [total, ...items.map(({ orderId, updatedAt = '' }) => `${orderId} ${updatedAt}`)].join();
}

type Read = (see: Visit<ReadPage>, signal: AbortSignal) => Promise<ListsReading>;

/** Somebody who is shown the pages, and which one is next for them. */
interface Joiner {
  next: number;
  wake: () => void;
}

/** One reading whose pages several see, each from the first on and at their own pace. */
export class SharedReading {
  /** Told when it holds more orders. */
  onGrowth: () => void = () => undefined;
  /** When it began, in milliseconds since 1970. */
  readonly begunAt = Date.now();
  /** How many orders its pages hold. */
  orders = 0;
  isOver = false;
  /** Resolves when the reading is over: true where all was read for certain, so that it is worth keeping. */
  readonly over: Promise<boolean>;
  readonly #result: Promise<ListsReading>;
  /** Those that nobody is going to see any more are undefined. */
  readonly #pages: (HeldPage | undefined)[] = [];
  /** What the first page of each list was like. */
  readonly #firstPages = new Map<ListName, string>();
  readonly #joiners = new Set<Joiner>();
  readonly #stop = new AbortController();
  #isForgotten = false;

  constructor(read: Read) {
    this.#result = read((page) => this.#add(page), this.#stop.signal).finally(() => {
      this.isOver = true;
      this.#wakeAll();
    });
    this.over = this.#result.then(
      ({ complete }) => complete,
      () => false,
    );
  }

  /** Everybody has left it before its end. */
  get isAbandoned(): boolean {
    return this.#stop.signal.aborted;
  }

  /**
   * Shows its pages to one more, those that were read already too. Stopped by the signal or having had enough, they leave;
   * when the last one has left, no more is read.
   */
  async join(
    visit: Visit<ReadPage>,
    signal?: AbortSignal,
  ): Promise<ListsReading & { begunAt: number }> {
    const joiner: Joiner = { next: 0, wake: () => undefined };
    this.#joiners.add(joiner);
    const giveUp = () => joiner.wake();
    signal?.addEventListener('abort', giveUp);
    const { begunAt } = this;
    let last: Pick<ListsReading, 'read' | 'total'> = { read: 0, total: undefined };
    try {
      for (;;) {
        const held = this.#pages[joiner.next];
        if (signal?.aborted) return { ...last, complete: false, failure: undefined, begunAt };
        if (held === undefined) {
          if (this.isOver) return { ...(await this.#result), begunAt };
          await new Promise<void>((resolve) => {
            joiner.wake = resolve;
          });
          continue;
        }
        const page = await held.page();
        last = { read: page.read, total: page.total };
        joiner.next += 1;
        if (this.#isForgotten) this.#letGo();
        if (await visit(page)) return { ...last, complete: false, failure: undefined, begunAt };
      }
    } finally {
      signal?.removeEventListener('abort', giveUp);
      this.#joiners.delete(joiner);
      if (this.#joiners.size === 0 && !this.isOver) this.#stop.abort();
    }
  }

  /** Whether its lists begin as they did, with as many orders in them; false also where they can't be read. */
  async isStill(firstPage: (list: ListName) => Promise<Page<Order>>): Promise<boolean> {
    try {
      const same = await Promise.all(
        [...this.#firstPages].map(async ([list, then]) => likeness(await firstPage(list)) === then),
      );
      return same.every(Boolean);
    } catch (error) {
      if (error instanceof NgorderError) return false;
      throw error;
    }
  }

  /** Nobody joins it any more: its pages are held for those alone who have not seen them. */
  forget(): void {
    this.#isForgotten = true;
    this.#letGo();
  }

  #add(page: ReadPage): boolean {
    this.#pages.push(new HeldPage(page));
    if (page.page.page === 1) this.#firstPages.set(page.list, likeness(page.page));
    this.orders += page.page.items.length;
    this.#wakeAll();
    this.onGrowth();
    return false;
  }

  #wakeAll(): void {
    for (const { wake } of this.#joiners) wake();
  }

  #letGo(): void {
    const seenByAll = Math.min(...[...this.#joiners].map(({ next }) => next), this.#pages.length);
    this.#pages.fill(undefined, 0, seenByAll);
  }
}

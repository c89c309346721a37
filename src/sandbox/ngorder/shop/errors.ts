import type { OrderItem } from './order.ts';

/** The formats of error messages in the reference's samples. */
export type ApiMessage = string | (string | number)[] | Record<string, (string | number)[]>;

/** The API refuses a request; nothing has changed. */
export class NgorderError extends Error {
  readonly status: number;
  readonly words: ApiMessage;

  constructor(status: number, words: ApiMessage) {
    super(`${status} ${JSON.stringify(words)}`);
    this.status = status;
    this.words = words;
  }
}

/** No order has this ID, or it has been deleted for good. Undocumented; the message is ours. */
export class NoSuchOrder extends NgorderError {
  constructor() {
    super(404, 'Order not found');
  }
}

/** The order is in the wrong list for this. Undocumented; code and message are ours. */
export class WrongState extends NgorderError {
  constructor(order: OrderItem) {
    const words: Record<string, string> = {
      ACCEPTED: 'Order is not canceled',
      CANCELED: 'Order has been canceled before',
      REJECTED: 'Order has been rejected before',
      EXPIRED: 'Order has expired before',
    };
    super(400, words[order.order_status] ?? 'Order is in another state');
  }
}

import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import type { Message } from '../../src/sandbox/telegram/client/player.ts';
import type { Shop } from './shop.ts';

const active = namedOrders.unpaid.orderId;
const canceled = namedOrders.canceled.orderId;

/** The three acts: how each is asked for, what it sends, and what the chat and the shop show when it is done. */
export const acts = {
  cancel: {
    orderId: active,
    ask: (shop: Shop) => shop.ask(`/cancel ${active}`, 'Cancel this order?'),
    question: 'Cancel this order?',
    yes: 'Yes, cancel order',
    /** The read with which the order is looked at once more before the request leaves. */
    secondLook: 'orders',
    request: `POST /api/open/order/cancel {"id":${active}}`,
    done: 'Canceled by Sari Dewi',
    lookedUp: 'The order is canceled (looked up',
    before: 'active',
    after: 'CANCEL',
  },
  return: {
    orderId: canceled,
    ask: (shop: Shop) => askOnCard(shop, 'Return', 'Return this order to active?'),
    question: 'Return this order to active?',
    yes: 'Yes, return order',
    secondLook: 'list',
    request: `POST /api/open/order-cancel/return {"id":${canceled}}`,
    done: 'Returned to active by Sari Dewi',
    lookedUp: 'The order is active again (looked up',
    before: 'CANCEL',
    after: 'active',
  },
  delete: {
    orderId: canceled,
    ask: (shop: Shop) => askOnCard(shop, 'Delete', 'Delete this order for good?'),
    question: 'Delete this order for good?',
    yes: 'Yes, delete for good',
    secondLook: 'list',
    request: `DELETE /api/open/order-cancel/${canceled} {"id":${canceled}}`,
    done: 'Deleted for good by Sari Dewi',
    lookedUp: 'The order is gone (looked up',
    before: 'CANCEL',
    after: 'gone',
  },
} as const;

export type Kind = keyof typeof acts;
export const kinds = Object.keys(acts) as Kind[];

async function askOnCard(shop: Shop, label: string, question: string): Promise<Message> {
  const card = await shop.ask(`/cancel ${canceled}`, 'This order is not active');
  await shop.press(card, label);
  return shop.sees(question);
}

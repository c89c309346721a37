import type { Order } from '../../ngorder/order.ts';
import { refundOrder } from '../../store/encryption/cells.ts';
import type { Encryption } from '../../store/encryption/encryption.ts';
import type { NewRefund, RefundChange } from '../../store/tables/refunds.ts';
import { calendarDay } from '../dates/calendar.ts';
import { startOfDay } from '../dates/date-range.ts';
import { isPaid, paidAmount } from '../order-risk.ts';
import type { ActKind } from '../requests/states.ts';

/** Where money is owed, and what its row is encrypted with. */
export interface DebtorParts {
  botId: number;
  shop: string;
  encryption: Encryption;
}

/**
 * What an act changes of the money that is owed, once it is done to this order. A cancel of a paid order makes a debt, a
 * return ends it, and with a delete it outlives the order. Undefined: nothing was paid, or nobody saw the order.
 */
export function refundChange(
  kind: ActKind,
  orderId: number,
  { seen, canceledBy }: { seen: Order | undefined; canceledBy: string },
  parts: DebtorParts,
): RefundChange | undefined {
  if (kind === 'return')
    return { kind: 'settle', bot_id: parts.botId, shop: parts.shop, order_id: orderId };
  if (seen === undefined || !isPaid(seen)) return undefined;
  return kind === 'cancel'
    ? { kind: 'owe', refund: newRefund(seen, canceledBy, parts) }
    : { kind: 'keep', refund: newRefund(seen, null, parts) };
}

/** The row of a debt. `canceledBy` is null where it wasn't canceled by the bot. */
export function newRefund(
  order: Order,
  canceledBy: string | null,
  { botId, shop, encryption }: DebtorParts,
): NewRefund {
  const amount = paidAmount(order);
  return {
    bot_id: botId,
    shop,
    order_id: order.orderId,
    amount: amount === undefined ? null : Math.round(amount),
    order_encrypted: encryption.encrypt(
      JSON.stringify(order),
      refundOrder(botId, shop, order.orderId),
    ),
    canceled_by: canceledBy,
  };
}

/**
 * Since when money is owed for an order that was canceled elsewhere, in milliseconds since 1970: the day on which it was
 * last changed, since Ngorder doesn't say when it was canceled.
 */
export function owedSince(order: Order, timeZone: string): number | undefined {
  const said = order.updatedAt ?? order.paymentDate ?? order.orderDate ?? '';
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(said) ?? [];
  const day = calendarDay(Number(year), Number(month), Number(date));
  return day === undefined ? undefined : startOfDay(day, timeZone);
}

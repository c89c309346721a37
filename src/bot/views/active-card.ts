import type { Order } from '../../ngorder/order.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { contactRows, revealRow } from './card.ts';
import { button, fitting, type MessageView, shopLine } from './message-view.ts';
import { allFacts, orderName } from './order-facts.ts';

/** One active order with all that a seller needs, and a way to cancel it, which asks first. */
export function activeCardView(order: Order, localizer: Localizer, notice?: string): MessageView {
  const reference = { kind: 'id', orderId: order.orderId } as const;
  return {
    text: fitting([
      shopLine(localizer),
      notice,
      notice && '',
      localizer.html('order-title', { order: orderName(order, localizer) }),
      ...allFacts(order, localizer),
    ]),
    keyboard: [
      [button(localizer.plain('button-cancel'), { press: 'find', reference }, 'danger')],
      ...contactRows(order, localizer),
      ...revealRow(order, { list: 'active', cursor: { type: 'CANCEL', page: 1 } }, localizer),
    ],
  };
}

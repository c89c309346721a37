import type { Order } from '../../ngorder/order.ts';
import { shareable } from '../i18n/audience.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { contactRows } from './card.ts';
import { fitting, type MessageView } from './message-view.ts';
import { contactFacts, orderName } from './order-facts.ts';

/** What a group doesn't see of an order, for one person alone. */
export function revealedView(order: Order, own: Localizer): MessageView {
  return {
    text: fitting([
      own.html('order-title', { order: orderName(order, own) }),
      ...contactFacts(order, own),
    ]),
    keyboard: contactRows(order, own),
  };
}

/** That the person has to open the private chat first: by this link, which asks for it there. */
export function revealToOpenView(
  orderId: number,
  link: string,
  person: string,
  localizer: Localizer,
): MessageView {
  return {
    text: localizer.html('reveal-open-private', { person, id: shareable(String(orderId)) }),
    keyboard: [[{ text: localizer.plain('button-open-private'), url: link }]],
  };
}

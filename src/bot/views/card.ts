import type { Order } from '../../ngorder/order.ts';
import type { ListPlace } from '../callbacks/fields.ts';
import type { Wording } from '../i18n/localizer.ts';
import { button, fitting, type Screen, type ViewButton } from './message-view.ts';
import { allFacts, orderName } from './order-facts.ts';
import { whatsAppNumber } from './whatsapp.ts';

/** Telegram Bot API, CopyTextButton: the longest text it copies. */
const mostCopied = 256;

/** One canceled order with all that a seller needs, and what can be done to it. */
export function cardView(
  order: Order,
  place: ListPlace,
  wording: Wording,
  notice?: string,
): Screen {
  const { orderId } = order;
  return {
    text: fitting([
      notice,
      notice && '',
      wording.html('order-title', { order: orderName(order, wording) }),
      ...allFacts(order, wording),
    ]),
    keyboard: [
      [
        button(
          wording.plain('button-return'),
          { press: 'ask', kind: 'return', orderId, place },
          'success',
        ),
        button(
          wording.plain('button-delete'),
          { press: 'ask', kind: 'delete', orderId, place },
          'danger',
        ),
      ],
      ...(wording.audience.inGroup ? [] : contactRows(order, wording)),
      [button(wording.plain('button-back-to-list'), { press: 'list', place })],
    ],
  };
}

function contactRows(order: Order, wording: Wording): ViewButton[][] {
  const copies = [
    copy(wording.plain('button-copy-id'), String(order.orderId)),
    copy(wording.plain('button-copy-awb'), order.awbNumber),
    copy(wording.plain('button-copy-phone'), order.receiverPhone),
  ].filter((candidate) => candidate !== undefined);
  const number = order.receiverPhone && whatsAppNumber(order.receiverPhone);
  const chat = number
    ? [{ text: wording.plain('button-whatsapp'), url: `https://wa.me/${number}` }]
    : [];
  return [chat, copies].filter((row) => row.length > 0);
}

function copy(text: string, value: string | undefined): ViewButton | undefined {
  const copied = value?.toWellFormed().trim();
  return copied && copied.length <= mostCopied ? { text, copy_text: { text: copied } } : undefined;
}

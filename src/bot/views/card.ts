import type { Order } from '../../ngorder/order.ts';
import type { Refund } from '../../orders/refunds/refund.ts';
import { maskCode } from '../../privacy/fields.ts';
import type { ListCursor } from '../callbacks/fields.ts';
import { isMaskedFor } from '../i18n/audience.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { button, fitting, type MessageView, shopLine, type ViewButton } from './message-view.ts';
import { allFacts, orderName } from './order-facts.ts';
import { refundedButton, refundSentence } from './refunds.ts';
import { whatsAppButton } from './whatsapp.ts';

/** Telegram Bot API, CopyTextButton: the longest text it copies. */
const mostCopied = 256;

/** What is shown with an order besides itself. */
export interface BesideCard {
  /** In HTML, above everything. */
  notice?: string | undefined;
  /** What is owed for it, or was. */
  owed?: Refund | undefined;
  /** What is offered to be asked for; everything where it isn't said. */
  acts?: readonly OfferedAct[];
}

/** What can be asked for from a card. */
export const offeredActs = ['return', 'delete'] as const;
export type OfferedAct = (typeof offeredActs)[number];

/** One canceled order with all that a seller needs, and what can be done to it. */
export function cardView(
  order: Order,
  cursor: ListCursor,
  localizer: Localizer,
  { notice, owed, acts = offeredActs }: BesideCard = {},
): MessageView {
  const { orderId } = order;
  const asking = acts.map((kind) =>
    button(
      localizer.plain(kind === 'return' ? 'button-return' : 'button-delete'),
      { press: 'ask', kind, orderId, cursor },
      kind === 'return' ? 'success' : 'danger',
    ),
  );
  return {
    text: fitting([
      shopLine(localizer),
      notice,
      notice && '',
      localizer.html('order-title', { order: orderName(order, localizer) }),
      owed && refundSentence(owed, localizer),
      ...allFacts(order, localizer),
    ]),
    keyboard: [
      ...(asking.length > 0 ? [asking] : []),
      ...(owed?.status === 'open' ? [[refundedButton(orderId, localizer)]] : []),
      ...contactRows(order, localizer),
      ...revealRow(order, { list: 'canceled', cursor }, localizer),
      [button(localizer.plain('button-back-to-list'), { press: 'list', cursor })],
    ],
  };
}

/** Ways to reach the buyer and things to copy: in a group no phone, nor a code in which somebody has written one. */
export function contactRows(order: Order, localizer: Localizer): ViewButton[][] {
  const { orderId, awbNumber, receiverPhone } = order;
  const masks = isMaskedFor(localizer.audience);
  const isMasked = awbNumber !== undefined && maskCode(awbNumber) !== awbNumber;
  const copies = [
    copy(localizer.plain('button-copy-id'), String(orderId)),
    copy(localizer.plain('button-copy-awb'), masks && isMasked ? undefined : awbNumber),
    copy(localizer.plain('button-copy-phone'), masks ? undefined : receiverPhone),
  ].filter((candidate) => candidate !== undefined);
  const chat = whatsAppButton(order, localizer);
  return [chat ? [chat] : [], copies].filter((row) => row.length > 0);
}

/** In a group, a way to have alone what is masked there. */
export function revealRow(
  { orderId, receiverPhone, receiverAddress }: Order,
  place: { list: 'active' | 'canceled'; cursor: ListCursor },
  localizer: Localizer,
): ViewButton[][] {
  if (!isMaskedFor(localizer.audience) || !(receiverPhone || receiverAddress)) return [];
  return [[button(localizer.plain('button-reveal'), { press: 'reveal', orderId, ...place })]];
}

function copy(text: string, value: string | undefined): ViewButton | undefined {
  const copied = value?.toWellFormed().trim();
  return copied && copied.length <= mostCopied ? { text, copy_text: { text: copied } } : undefined;
}

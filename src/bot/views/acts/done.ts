import type { Order } from '../../../ngorder/order.ts';
import {
  isDelivered,
  isPaid,
  isShipped,
  marketplaceOf,
  paidAmount,
} from '../../../orders/order-risk.ts';
import type { RequestedAct } from '../../../orders/requests/states.ts';
import { listPerPage } from '../../callbacks/fields.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { deletedFileRow } from '../deleted.ts';
import { button, fitting, type MessageView, type ViewButton } from '../message-view.ts';
import { buyerFact, paidSentence } from '../order-facts.ts';
import { refundedButton } from '../refunds.ts';
import { whatsAppButton } from '../whatsapp.ts';
import { approvedBy } from './approval.ts';
import { titleOf, who } from './naming.ts';
import { reasonLine, reasonRows } from './reason.ts';

/** What was done, by whom and when, whose order it was, and what is left to do outside Ngorder. */
export function doneView(
  requested: RequestedAct,
  localizer: Localizer,
  isChoosingReason?: boolean,
): MessageView {
  const { request, act } = requested;
  const { kind } = request;
  const sentence =
    act.settledBy === 'answer'
      ? localizer.html(`${kind}-done`, who(requested))
      : localizer.html(act.settledBy === 'person' ? `${kind}-done-person` : `${kind}-done-reading`);
  const about = act.seen === undefined ? [] : afterwards(requested, act.seen, localizer);
  return {
    text: fitting([
      titleOf(requested, localizer),
      sentence,
      approvedBy(requested, localizer),
      localizer.html('at-time', { time: localizer.time(act.settledAt ?? request.readAt) }),
      reasonLine(act, localizer),
      about.length > 0 && '',
      ...about,
    ]),
    keyboard: nextSteps(requested, localizer, isChoosingReason),
  };
}

/** What is left to do, and the way back; a delete has none, and what was deleted is left as a file. */
function nextSteps(
  { request: { kind }, act }: RequestedAct,
  localizer: Localizer,
  isChoosingReason: boolean | undefined,
): ViewButton[][] {
  const { seen, orderId } = act;
  switch (kind) {
    case 'cancel':
      return [
        ...(seen && isPaid(seen) ? [[refundedButton(orderId, localizer)]] : []),
        ...contact(seen, localizer),
        ...returnRow(act, localizer),
        ...reasonRows(act, localizer, isChoosingReason),
      ];
    case 'return':
      return [
        [
          button(localizer.plain('button-cancel-again'), {
            press: 'find',
            reference: { kind: 'id', orderId },
          }),
        ],
      ];
    case 'delete':
      return seen === undefined ? [] : [deletedFileRow(orderId, localizer)];
  }
}

function afterwards(
  { request: { kind } }: RequestedAct,
  order: Order,
  localizer: Localizer,
): string[] {
  const buyer = buyerFact(order, localizer);
  const left = kind === 'cancel' ? leftToDo(order, localizer) : [];
  const paid =
    kind === 'delete' && isPaid(order)
      ? [localizer.html('verbatim', { text: paidSentence(order, localizer) })]
      : [];
  return [...(buyer ? [buyer] : []), ...paid, ...left];
}

/** What canceling in Ngorder does not do. */
function leftToDo(order: Order, localizer: Localizer): string[] {
  const marketplace = marketplaceOf(order);
  const steps = [
    isPaid(order) && refund(order, localizer),
    isShipped(order) && !isDelivered(order) && parcelBack(order, localizer),
    marketplace !== undefined && localizer.html('after-marketplace', { marketplace }),
  ];
  return steps.filter((step) => step !== false);
}

function refund(order: Order, localizer: Localizer): string {
  const amount = paidAmount(order);
  return amount === undefined
    ? localizer.html('after-refund-unsure', { paid: paidSentence(order, localizer) })
    : localizer.html('after-refund', { amount: localizer.money(amount) });
}

function parcelBack({ awbNumber }: Order, localizer: Localizer): string {
  return awbNumber === undefined
    ? localizer.html('after-parcel-no-awb')
    : localizer.html('after-parcel', { awb: localizer.field('code', awbNumber) });
}

function contact(order: Order | undefined, localizer: Localizer): ViewButton[][] {
  const chat = order && whatsAppButton(order, localizer, messageToBuyer(order, localizer));
  return chat ? [[chat]] : [];
}

/** Ready to be sent. Where a marketplace holds the money, no account is asked for. */
function messageToBuyer(order: Order, localizer: Localizer): string {
  const { orderId, poNumber, receiverName } = order;
  const name = localizer.text(receiverName ?? '', 60);
  const named = {
    buyer: name === '' ? 'Kak' : `Kak ${name}`,
    order: poNumber === undefined ? `#${orderId}` : `PO ${poNumber}`,
  };
  const amount = paidAmount(order);
  return amount === undefined || marketplaceOf(order) !== undefined
    ? localizer.plain('whatsapp-canceled', named)
    : localizer.plain('whatsapp-canceled-paid', { ...named, amount: localizer.money(amount) });
}

function returnRow({ orderId }: RequestedAct['act'], localizer: Localizer): ViewButton[][] {
  const cursor = { type: 'CANCEL', page: 1, perPage: listPerPage } as const;
  return [
    [button(localizer.plain('button-return'), { press: 'ask', kind: 'return', orderId, cursor })],
  ];
}

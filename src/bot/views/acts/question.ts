import type { Order } from '../../../ngorder/order.ts';
import { isDelivered, isPaid, isShipped, marketplaceOf } from '../../../orders/order-risk.ts';
import type { FoundAt } from '../../../orders/reading/order-location.ts';
import type { Refund } from '../../../orders/refunds/refund.ts';
import type { ActKind, RequestedAct } from '../../../orders/requests/states.ts';
import { shareable } from '../../i18n/audience.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { button, fitting, type MessageView } from '../message-view.ts';
import { allFacts, decidingFacts, paidSentence } from '../order-facts.ts';
import { refundSentence } from '../refunds.ts';
import { graceSentence } from './grace.ts';
import { titleOf } from './naming.ts';
import { yesBecause } from './reason.ts';

/** What a person decides by. What a Yes brings with it stands above all that may have to be cut. */
export function questionView(
  requested: RequestedAct,
  localizer: Localizer,
  owed?: Refund,
): MessageView {
  const { kind, token, asksReason } = requested.request;
  const { seen, orderId } = requested.act;
  const label =
    seen === undefined
      ? localizer.plain('cancel-yes-unseen', { id: shareable(String(orderId)) })
      : localizer.plain(`${kind}-yes`);
  return {
    text: fitting([
      localizer.html(`${kind}-question`),
      titleOf(requested, localizer),
      requested.request.approval && localizer.html('approval-needed'),
      asksReason && localizer.html('reason-is-yes'),
      ...aboutIt(requested, localizer, owed),
    ]),
    // On a small phone half a row cuts either of them.
    keyboard: [
      ...(asksReason
        ? yesBecause(token, localizer)
        : [[button(label, { press: 'confirm', token }, kind === 'return' ? 'success' : 'danger')]]),
      [button(localizer.plain(`${kind}-no`), { press: 'decline', token })],
    ],
  };
}

/** What there is to know before a Yes: what it brings with it, then what is known of the order. */
export function aboutIt(
  { request, act: { seen, foundAt } }: RequestedAct,
  localizer: Localizer,
  owed: Refund | undefined,
): (string | undefined | false)[] {
  if (seen === undefined) return [localizer.html('cancel-unseen')];
  const { kind } = request;
  const facts = kind === 'delete' ? allFacts(seen, localizer) : decidingFacts(seen, localizer);
  const kept = kind === 'return' ? noWayBack(foundAt, localizer) : [];
  return [
    ...consequences(seen, kind, localizer, owed),
    ...kept,
    graceSentence(request, localizer),
    '',
    ...facts,
  ];
}

/** What a Yes can't undo, and what it leaves to be done elsewhere. */
function consequences(
  order: Order,
  kind: ActKind,
  localizer: Localizer,
  owed: Refund | undefined,
): string[] {
  switch (kind) {
    case 'cancel':
      return [...moved(order, kind, localizer), ...inMarketplace(order, localizer)];
    case 'delete':
      return [
        localizer.html('delete-for-good'),
        ...(owed?.status === 'open' ? [warnOfDebt(owed, localizer)] : []),
        ...moved(order, kind, localizer),
      ];
    case 'return':
      return [];
  }
}

/** What a return can't be taken back to. */
function noWayBack(foundAt: FoundAt | undefined, localizer: Localizer): string[] {
  return foundAt === undefined || foundAt.type === 'CANCEL'
    ? []
    : [localizer.html(`return-final-${foundAt.type}`)];
}

/** Money and goods that are no longer where they began. */
function moved(order: Order, kind: 'cancel' | 'delete', localizer: Localizer): string[] {
  const paid = isPaid(order)
    ? [localizer.html(`${kind}-warn-paid`, { paid: paidSentence(order, localizer) })]
    : [];
  return [...paid, ...parcel(order, kind, localizer)];
}

function parcel(order: Order, kind: 'cancel' | 'delete', localizer: Localizer): string[] {
  if (isDelivered(order)) return [localizer.html('warn-delivered')];
  if (!isShipped(order)) return [];
  const awb = order.awbNumber && localizer.field('code', order.awbNumber);
  return [
    awb
      ? localizer.html(`${kind}-warn-shipped`, { awb })
      : localizer.html(`${kind}-warn-shipped-no-awb`),
  ];
}

function inMarketplace(order: Order, localizer: Localizer): string[] {
  const marketplace = marketplaceOf(order);
  return marketplace === undefined
    ? []
    : [localizer.html('cancel-warn-marketplace', { marketplace })];
}

/** What is owed outlives the order, so that it can still be found. */
function warnOfDebt(owed: Refund, localizer: Localizer): string {
  return localizer.html('delete-warn-refund', {
    sentence: refundSentence(owed, localizer, 'plain'),
  });
}

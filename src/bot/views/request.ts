import type { Order } from '../../ngorder/order.ts';
import { changesSince, type DecisiveFact } from '../../orders/order-changes.ts';
import { isPaid, isShipped } from '../../orders/order-risk.ts';
import {
  type ActKind,
  type Outcome,
  personBehind,
  type RequestedAct,
} from '../../orders/requests/states.ts';
import { type ListCursor, pageShown } from '../callbacks/fields.ts';
import { shareable } from '../i18n/audience.ts';
import type { Localizer, TextKeyOf } from '../i18n/localizer.ts';
import { refusalSentence, wordsOf } from './failure.ts';
import { button, fitting, lines, type MessageView, type ViewButton } from './message-view.ts';
import {
  allFacts,
  orderName,
  paidSentence,
  paymentOf,
  progressOf,
  shortFacts,
  statusOf,
} from './order-facts.ts';

/** What a chat shows of a request, from the question to its result; the same state always gives the same view. */
export function requestView(requested: RequestedAct, localizer: Localizer): MessageView {
  switch (requested.request.status) {
    case 'proposed':
      return questionView(requested, localizer);
    case 'declined':
      return declinedView(requested, localizer);
    case 'expired':
      return expiredView(requested, localizer);
    case 'confirmed':
    case 'over':
      return actView(requested, localizer);
  }
}

function actView(requested: RequestedAct, localizer: Localizer): MessageView {
  switch (requested.act.status) {
    case 'proposed':
    case 'waiting':
    case 'sent':
      return workingView(requested, localizer);
    case 'unknown':
      return unknownView(requested, localizer);
    case 'done':
      return doneView(requested, localizer);
    case 'failed':
      return failedView(requested, localizer);
    case 'checking':
    case 'skipped':
      return declinedView(requested, localizer);
  }
}

function workingView(requested: RequestedAct, localizer: Localizer): MessageView {
  const { kind } = requested.request;
  return {
    text: fitting([title(requested, localizer), localizer.html(`${kind}-working`, who(requested))]),
    keyboard: [],
  };
}

/** What was declined is left alone, unless an earlier request arrived late: then what came of that is shown. */
function declinedView(requested: RequestedAct, localizer: Localizer): MessageView {
  const { request, act } = requested;
  if (act.status === 'done') return doneView(requested, localizer);
  if (act.status === 'failed') return failedView(requested, localizer);
  const sentence =
    act.status === 'checking'
      ? localizer.html(`${request.kind}-checking`)
      : localizer.html(`${request.kind}-declined`, who(requested));
  return {
    text: fitting([title(requested, localizer), sentence]),
    keyboard: backRow(requested, localizer),
  };
}

function expiredView(requested: RequestedAct, localizer: Localizer): MessageView {
  const { token } = requested.request;
  return {
    text: fitting([title(requested, localizer), localizer.html('question-expired')]),
    keyboard: [
      [button(localizer.plain('button-ask-again'), { press: 'askAgain', token })],
      ...backRow(requested, localizer),
    ],
  };
}

function questionView(requested: RequestedAct, localizer: Localizer): MessageView {
  const { kind, token } = requested.request;
  const { seen, orderId } = requested.act;
  const label =
    seen === undefined
      ? localizer.plain('cancel-yes-unseen', { id: shareable(String(orderId)) })
      : localizer.plain(`${kind}-yes`);
  const yes = button(label, { press: 'confirm', token }, kind === 'return' ? 'success' : 'danger');
  const no = button(localizer.plain(`${kind}-no`), { press: 'decline', token });
  const facts =
    seen && (kind === 'delete' ? allFacts(seen, localizer) : shortFacts(seen, localizer));
  return {
    text: fitting(
      [
        localizer.html(`${kind}-question`),
        '',
        title(requested, localizer),
        ...(facts ?? [localizer.html('cancel-unseen')]),
      ],
      consequences(requested, localizer),
    ),
    // What is done unseen is said on the button, which must not be cut.
    keyboard: seen === undefined ? [[yes], [no]] : [[yes, no]],
  };
}

/** What a Yes would bring with it: never cut off, however much there is to show above. */
function consequences(
  { request: { kind }, act: { seen } }: RequestedAct,
  localizer: Localizer,
): string | undefined {
  if (kind === 'return') return undefined;
  const warnings = seen ? warningsOf(seen, kind, localizer) : [];
  const blocks = [warnings, kind === 'delete' ? [localizer.html('delete-for-good')] : []];
  const shown = blocks.filter((block) => block.length > 0).map((block) => `\n${lines(...block)}`);
  return shown.length > 0 ? lines(...shown) : undefined;
}

function warningsOf(order: Order, kind: 'cancel' | 'delete', localizer: Localizer): string[] {
  const paid = () => localizer.html(`${kind}-warn-paid`, { paid: paidSentence(order, localizer) });
  const shipped = () =>
    order.awbNumber === undefined
      ? localizer.html(`${kind}-warn-shipped-no-awb`)
      : localizer.html(`${kind}-warn-shipped`, { awb: localizer.field('code', order.awbNumber) });
  return [...(isPaid(order) ? [paid()] : []), ...(isShipped(order) ? [shipped()] : [])];
}

function unknownView(requested: RequestedAct, localizer: Localizer): MessageView {
  const { kind, token } = requested.request;
  const { askedPersonAt, unreadAt } = requested.act;
  const text = (...keys: TextKeyOf[]) =>
    fitting([title(requested, localizer), ...keys.map((key) => localizer.html(key))]);
  if (askedPersonAt === undefined) {
    const unread = unreadAt === undefined ? [] : (['unknown-unread'] as const);
    return { text: text(`${kind}-unknown`, ...unread), keyboard: [] };
  }
  return {
    text: text(`${kind}-ask-person`),
    keyboard: [
      [
        button(localizer.plain('button-happened'), { press: 'happened', yes: true, token }),
        button(localizer.plain('button-not-happened'), { press: 'happened', yes: false, token }),
      ],
    ],
  };
}

function doneView(requested: RequestedAct, localizer: Localizer): MessageView {
  const { request, act } = requested;
  const { kind } = request;
  const sentence =
    act.settledBy === 'answer'
      ? localizer.html(`${kind}-done`, who(requested))
      : localizer.html(act.settledBy === 'person' ? `${kind}-done-person` : `${kind}-done-reading`);
  return {
    text: lines(
      title(requested, localizer),
      sentence,
      localizer.html('at-time', { time: localizer.time(act.settledAt ?? request.readAt) }),
    ),
    keyboard: [
      ...(kind === 'cancel' ? returnRow(requested, localizer) : []),
      ...backRow(requested, localizer),
    ],
  };
}

function returnRow({ act: { orderId } }: RequestedAct, localizer: Localizer): ViewButton[][] {
  const cursor: ListCursor = { type: 'CANCEL', page: 1 };
  return [
    [button(localizer.plain('button-return'), { press: 'ask', kind: 'return', orderId, cursor })],
  ];
}

function failedView(requested: RequestedAct, localizer: Localizer): MessageView {
  return {
    text: fitting([title(requested, localizer), ...failureSentences(requested, localizer)]),
    keyboard: [...retryRow(requested, localizer), ...backRow(requested, localizer)],
  };
}

/** Who could not be reached has refused nothing, and what the headline says is not said twice. */
function refusedSentences(
  kind: ActKind,
  { error, words }: Extract<Outcome, { kind: 'refused' }>,
  localizer: Localizer,
): (string | undefined)[] {
  if (error === 'RequestRefused')
    return [localizer.html(`${kind}-refused`), wordsOf(words, localizer)];
  const headline = localizer.html(error === 'NotConnected' ? `${kind}-failed` : `${kind}-refused`);
  return [headline, refusalSentence(error, words, localizer)];
}

function failureSentences(
  { request: { kind }, act }: RequestedAct,
  localizer: Localizer,
): (string | undefined)[] {
  const { outcome, seen, sends } = act;
  switch (outcome?.kind) {
    case 'refused':
      return refusedSentences(kind, outcome, localizer);
    case 'changed':
      return [
        localizer.html(
          sends > 0 ? `${kind}-changed-since` : seen ? `${kind}-changed` : 'cancel-turned-up',
        ),
        ...(seen ? changeLines(seen, outcome.now, localizer) : []),
      ];
    case 'elsewhere':
      return [
        localizer.html(sends === 0 ? 'nothing-sent' : `${kind}-failed`),
        whereSentence(outcome.where, localizer),
      ];
    case 'unread':
      return [localizer.html('nothing-sent'), refusalSentence(outcome.error, undefined, localizer)];
    case 'stale':
      return [localizer.html('decision-stale')];
    case 'notAllowed':
      return [localizer.html('nothing-sent'), localizer.html('decider-left')];
    case 'notDone':
      return [localizer.html(`${kind}-not-done`)];
    default:
      return [localizer.html(`${kind}-said-not-done`)];
  }
}

function whereSentence(
  where: Extract<Outcome, { kind: 'elsewhere' }>['where'],
  localizer: Localizer,
): string {
  if (where.at === 'nowhere') return localizer.html('order-gone');
  return localizer.html(
    where.at === 'active' ? 'order-is-active' : `order-is-${where.foundAt.type}`,
  );
}

function changeLines(seen: Order, now: Order, localizer: Localizer): string[] {
  const show: Record<DecisiveFact, (order: Order) => string | undefined> = {
    status: (order) => statusOf(order, localizer),
    paymentStatus: (order) => paymentOf(order, localizer),
    progress: (order) => progressOf(order, localizer),
    totalAmount: (order) =>
      order.totalAmount === undefined ? undefined : localizer.money(order.totalAmount),
  };
  return changesSince(seen, now).map((fact) =>
    localizer.html(`change-${fact}`, {
      before: show[fact](seen) ?? '-',
      after: show[fact](now) ?? '-',
    }),
  );
}

/** Asking again is offered where nothing has happened and nothing else is asked anew already. */
function retryRow(
  { request: { token }, act: { outcome } }: RequestedAct,
  localizer: Localizer,
): ViewButton[][] {
  const again =
    outcome?.kind === 'refused' || outcome?.kind === 'unread' || outcome?.kind === 'saidNotDone';
  return again ? [[button(localizer.plain('button-try-again'), { press: 'askAgain', token })]] : [];
}

function backRow(
  { request: { kind }, act: { foundAt } }: RequestedAct,
  localizer: Localizer,
): ViewButton[][] {
  const cursor = foundAt && pageShown(foundAt);
  if (cursor === undefined || kind === 'cancel') return [];
  return [[button(localizer.plain('button-back-to-list'), { press: 'list', cursor })]];
}

function title({ act }: RequestedAct, localizer: Localizer): string {
  const named = act.seen ?? {
    orderId: act.orderId,
    ...(act.poNumber !== undefined && { poNumber: act.poNumber }),
  };
  return localizer.html('order-title', { order: orderName(named, localizer) });
}

function who({ request }: RequestedAct): { person: string } {
  return { person: personBehind(request).name };
}

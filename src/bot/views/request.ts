import type { Order } from '../../ngorder/order.ts';
import { changesSince, type DecisiveFact } from '../../orders/order-changes.ts';
import {
  type ActKind,
  type Outcome,
  personBehind,
  type RequestedAct,
} from '../../orders/requests/states.ts';
import type { ListPlace } from '../callbacks/fields.ts';
import type { TextKeyOf, Wording } from '../i18n/localizer.ts';
import { refusalSentence, wordsOf } from './failure.ts';
import { button, fitting, lines, type Screen, type ViewButton } from './message-view.ts';
import {
  allFacts,
  isPaid,
  isShipped,
  orderName,
  paymentOf,
  progressOf,
  shortFacts,
  statusOf,
} from './order-facts.ts';

/** The list's own page size: an order found on such a page leads back to it. */
export const listPerPage = 5;

/** What a chat shows of a request, from the question to its result; the same state always gives the same view. */
export function requestView(requested: RequestedAct, wording: Wording): Screen {
  switch (requested.request.status) {
    case 'proposed':
      return questionView(requested, wording);
    case 'declined':
      return declinedView(requested, wording);
    case 'expired':
      return expiredView(requested, wording);
    case 'confirmed':
    case 'over':
      return actView(requested, wording);
  }
}

function actView(requested: RequestedAct, wording: Wording): Screen {
  switch (requested.act.status) {
    case 'proposed':
    case 'waiting':
    case 'sent':
      return workingView(requested, wording);
    case 'unknown':
      return unknownView(requested, wording);
    case 'done':
      return doneView(requested, wording);
    case 'failed':
      return failedView(requested, wording);
    case 'checking':
    case 'skipped':
      return declinedView(requested, wording);
  }
}

function workingView(requested: RequestedAct, wording: Wording): Screen {
  const { kind } = requested.request;
  return {
    text: fitting([title(requested, wording), wording.html(`${kind}-working`, who(requested))]),
    keyboard: [],
  };
}

/** What was declined is left alone, unless an earlier request arrived late: then what came of that is shown. */
function declinedView(requested: RequestedAct, wording: Wording): Screen {
  const { request, act } = requested;
  if (act.status === 'done') return doneView(requested, wording);
  if (act.status === 'failed') return failedView(requested, wording);
  const sentence =
    act.status === 'checking'
      ? wording.html(`${request.kind}-checking`)
      : wording.html(`${request.kind}-declined`, who(requested));
  return {
    text: fitting([title(requested, wording), sentence]),
    keyboard: backRow(requested, wording),
  };
}

function expiredView(requested: RequestedAct, wording: Wording): Screen {
  const { token } = requested.request;
  return {
    text: fitting([title(requested, wording), wording.html('question-expired')]),
    keyboard: [
      [button(wording.plain('button-ask-again'), { press: 'askAgain', token })],
      ...backRow(requested, wording),
    ],
  };
}

function questionView(requested: RequestedAct, wording: Wording): Screen {
  const { kind, token } = requested.request;
  const { seen } = requested.act;
  const label =
    seen === undefined ? wording.plain('cancel-yes-unseen') : wording.plain(`${kind}-yes`);
  const yes = button(label, { press: 'confirm', token }, kind === 'return' ? 'success' : 'danger');
  const no = button(wording.plain(`${kind}-no`), { press: 'decline', token });
  const facts = seen && (kind === 'delete' ? allFacts(seen, wording) : shortFacts(seen, wording));
  return {
    text: fitting(
      [
        wording.html(`${kind}-question`),
        '',
        title(requested, wording),
        ...(facts ?? [wording.html('cancel-unseen')]),
      ],
      consequences(requested, wording),
    ),
    // What is done unseen is said on the button, which must not be cut.
    keyboard: seen === undefined ? [[yes], [no]] : [[yes, no]],
  };
}

/** What a Yes would bring with it: never cut off, however much there is to show above. */
function consequences(
  { request: { kind }, act: { seen } }: RequestedAct,
  wording: Wording,
): string | undefined {
  if (kind === 'return') return undefined;
  const warnings = seen ? warningsOf(seen, kind, wording) : [];
  const blocks = [warnings, kind === 'delete' ? [wording.html('delete-for-good')] : []];
  const shown = blocks.filter((block) => block.length > 0).map((block) => `\n${lines(...block)}`);
  return shown.length > 0 ? lines(...shown) : undefined;
}

function warningsOf(order: Order, kind: 'cancel' | 'delete', wording: Wording): string[] {
  const paid = () =>
    wording.html(`${kind}-warn-paid`, { payment: paymentOf(order, wording) ?? '' });
  const shipped = () =>
    wording.html(`${kind}-warn-shipped`, {
      awb: wording.field('code', order.awbNumber ?? '-'),
    });
  return [...(isPaid(order) ? [paid()] : []), ...(isShipped(order) ? [shipped()] : [])];
}

function unknownView(requested: RequestedAct, wording: Wording): Screen {
  const { kind, token } = requested.request;
  const { askedPersonAt, unreadAt } = requested.act;
  const text = (...keys: TextKeyOf[]) =>
    fitting([title(requested, wording), ...keys.map((key) => wording.html(key))]);
  if (askedPersonAt === undefined) {
    const unread = unreadAt === undefined ? [] : (['unknown-unread'] as const);
    return { text: text(`${kind}-unknown`, ...unread), keyboard: [] };
  }
  return {
    text: text(`${kind}-ask-person`),
    keyboard: [
      [
        button(wording.plain('button-happened'), { press: 'happened', yes: true, token }),
        button(wording.plain('button-not-happened'), { press: 'happened', yes: false, token }),
      ],
    ],
  };
}

function doneView(requested: RequestedAct, wording: Wording): Screen {
  const { request, act } = requested;
  const { kind } = request;
  const sentence =
    act.settledBy === 'answer'
      ? wording.html(`${kind}-done`, who(requested))
      : wording.html(act.settledBy === 'person' ? `${kind}-done-person` : `${kind}-done-reading`);
  return {
    text: lines(
      title(requested, wording),
      sentence,
      wording.html('at-time', { time: wording.time(act.settledAt ?? request.readAt) }),
    ),
    keyboard: [
      ...(kind === 'cancel' ? returnRow(requested, wording) : []),
      ...backRow(requested, wording),
    ],
  };
}

function returnRow({ act: { orderId } }: RequestedAct, wording: Wording): ViewButton[][] {
  const place: ListPlace = { type: 'CANCEL', page: 1 };
  return [
    [button(wording.plain('button-return'), { press: 'ask', kind: 'return', orderId, place })],
  ];
}

function failedView(requested: RequestedAct, wording: Wording): Screen {
  return {
    text: fitting([title(requested, wording), ...failureSentences(requested, wording)]),
    keyboard: [...retryRow(requested, wording), ...backRow(requested, wording)],
  };
}

/** Who could not be reached has refused nothing, and what the headline says is not said twice. */
function refusedSentences(
  kind: ActKind,
  { error, words }: Extract<Outcome, { kind: 'refused' }>,
  wording: Wording,
): (string | undefined)[] {
  if (error === 'RequestRefused') return [wording.html(`${kind}-refused`), wordsOf(words, wording)];
  const headline = wording.html(error === 'NotConnected' ? `${kind}-failed` : `${kind}-refused`);
  return [headline, refusalSentence(error, words, wording)];
}

function failureSentences(
  { request: { kind }, act }: RequestedAct,
  wording: Wording,
): (string | undefined)[] {
  const { outcome, seen, sends } = act;
  switch (outcome?.kind) {
    case 'refused':
      return refusedSentences(kind, outcome, wording);
    case 'changed':
      return [
        wording.html(sends === 0 ? `${kind}-changed` : `${kind}-changed-since`),
        ...(seen ? changeLines(seen, outcome.now, wording) : []),
      ];
    case 'elsewhere':
      return [
        wording.html(sends === 0 ? 'nothing-sent' : `${kind}-failed`),
        whereSentence(outcome.where, wording),
      ];
    case 'unread':
      return [wording.html('nothing-sent'), refusalSentence(outcome.error, undefined, wording)];
    case 'stale':
      return [wording.html('decision-stale')];
    case 'notAllowed':
      return [wording.html('nothing-sent'), wording.html('decider-left')];
    case 'notDone':
      return [wording.html(`${kind}-not-done`)];
    default:
      return [wording.html(`${kind}-said-not-done`)];
  }
}

function whereSentence(
  where: Extract<Outcome, { kind: 'elsewhere' }>['where'],
  wording: Wording,
): string {
  if (where.at === 'nowhere') return wording.html('order-gone');
  return wording.html(where.at === 'active' ? 'order-is-active' : `order-is-${where.foundAt.type}`);
}

function changeLines(seen: Order, now: Order, wording: Wording): string[] {
  const show: Record<DecisiveFact, (order: Order) => string | undefined> = {
    status: (order) => statusOf(order, wording),
    paymentStatus: (order) => paymentOf(order, wording),
    progress: (order) => progressOf(order, wording),
    totalAmount: (order) =>
      order.totalAmount === undefined ? undefined : wording.money(order.totalAmount),
  };
  return changesSince(seen, now).map((fact) =>
    wording.html(`change-${fact}`, {
      before: show[fact](seen) ?? '-',
      after: show[fact](now) ?? '-',
    }),
  );
}

/** Asking again is offered where nothing has happened and nothing else is asked anew already. */
function retryRow(
  { request: { token }, act: { outcome } }: RequestedAct,
  wording: Wording,
): ViewButton[][] {
  const again =
    outcome?.kind === 'refused' || outcome?.kind === 'unread' || outcome?.kind === 'saidNotDone';
  return again ? [[button(wording.plain('button-try-again'), { press: 'askAgain', token })]] : [];
}

function backRow(
  { request: { kind }, act: { foundAt } }: RequestedAct,
  wording: Wording,
): ViewButton[][] {
  if (foundAt === undefined || foundAt.perPage !== listPerPage || kind === 'cancel') return [];
  const { type, from, to, page } = foundAt;
  return [
    [
      button(wording.plain('button-back-to-list'), {
        press: 'list',
        place: { type, from, to, page },
      }),
    ],
  ];
}

function title({ act }: RequestedAct, wording: Wording): string {
  const named = act.seen ?? {
    orderId: act.orderId,
    ...(act.poNumber !== undefined && { poNumber: act.poNumber }),
  };
  return wording.html('order-title', { order: orderName(named, wording) });
}

function who({ request }: RequestedAct): { person: string } {
  return { person: personBehind(request).name };
}

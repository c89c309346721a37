import type { Order } from '../../ngorder/order.ts';
import { changesSince, type DecisiveFact } from '../../orders/order-changes.ts';
import type { Refund } from '../../orders/refunds/refund.ts';
import { heldMs } from '../../orders/requests/grace/grace-time.ts';
import type { ActKind, Outcome, RequestedAct } from '../../orders/requests/states.ts';
import { pageShown } from '../callbacks/fields.ts';
import type { Localizer, TextKeyOf } from '../i18n/localizer.ts';
import { approvalEnded, approvalView, approvedBy, type Reader } from './acts/approval.ts';
import { doneView } from './acts/done.ts';
import { heldView, undoneView } from './acts/held.ts';
import { titleOf, who } from './acts/naming.ts';
import { questionView } from './acts/question.ts';
import { refusalSentence, wordsOf } from './failure.ts';
import { button, fitting, type MessageView, ofRecord, type ViewButton } from './message-view.ts';
import { paymentOf, progressOf, statusOf } from './order-facts.ts';

/**
 * What a chat shows of a request, from the question to its result; the same state always gives the same view.
 * @param owed what is owed for the order, where a question is to warn of it
 */
export function requestView(
  requested: RequestedAct,
  localizer: Localizer,
  owed?: Refund,
  reader: Reader = 'everybody',
): MessageView {
  const view = wholeView(requested, localizer, owed, reader);
  if (reader !== 'approver') return view;
  // To ask again is for who asked.
  const isAsking = (one: ViewButton) => 'press' in one && one.press.press === 'askAgain';
  return { ...view, keyboard: view.keyboard.filter((row) => !row.some(isAsking)) };
}

function wholeView(
  requested: RequestedAct,
  localizer: Localizer,
  owed: Refund | undefined,
  reader: Reader,
): MessageView {
  switch (requested.request.status) {
    case 'proposed':
      return questionView(requested, localizer, owed);
    case 'awaiting':
      return approvalView(requested, localizer, reader, owed);
    case 'declined':
    case 'withdrawn':
      return declinedView(requested, localizer);
    case 'undone':
      return withBack(undoneView(requested, localizer), requested, localizer);
    case 'expired':
      return expiredView(requested, localizer);
    case 'confirmed':
    case 'over':
      return actView(requested, localizer);
  }
}

/** The result of a cancel with the reasons to choose from, also where one was chosen before. */
export function reasonChoiceView(requested: RequestedAct, localizer: Localizer): MessageView {
  return resultView(requested, localizer, true);
}

function withBack(view: MessageView, requested: RequestedAct, localizer: Localizer): MessageView {
  return { ...view, keyboard: [...view.keyboard, ...backRow(requested, localizer)] };
}

function actView(requested: RequestedAct, localizer: Localizer): MessageView {
  if (heldMs(requested.request) > 0) return heldView(requested, localizer);
  switch (requested.act.status) {
    case 'proposed':
    case 'queued':
    case 'waiting':
    case 'sent':
      return workingView(requested, localizer);
    case 'unknown':
      return unknownView(requested, localizer);
    case 'done':
      return resultView(requested, localizer);
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
    text: fitting([
      titleOf(requested, localizer),
      localizer.html(`${kind}-working`, who(requested)),
      approvedBy(requested, localizer),
    ]),
    keyboard: [],
  };
}

/** What was declined is left alone, unless an earlier request arrived late: then what came of that is shown. */
function declinedView(requested: RequestedAct, localizer: Localizer): MessageView {
  const { request, act } = requested;
  if (act.status === 'done') return resultView(requested, localizer);
  if (act.status === 'failed') return failedView(requested, localizer);
  const sentence =
    act.status === 'checking'
      ? localizer.html(`${request.kind}-checking`)
      : (approvalEnded(requested, localizer) ??
        localizer.html(`${request.kind}-declined`, who(requested)));
  return {
    text: fitting([titleOf(requested, localizer), sentence]),
    keyboard: backRow(requested, localizer),
  };
}

function expiredView(requested: RequestedAct, localizer: Localizer): MessageView {
  const { token } = requested.request;
  return {
    text: fitting([
      titleOf(requested, localizer),
      approvalEnded(requested, localizer) ?? localizer.html('question-expired'),
    ]),
    keyboard: [
      [button(localizer.plain('button-ask-again'), { press: 'askAgain', token })],
      ...backRow(requested, localizer),
    ],
  };
}

function unknownView(requested: RequestedAct, localizer: Localizer): MessageView {
  const { kind, token } = requested.request;
  const { askedPersonAt, unreadAt } = requested.act;
  const text = (...keys: TextKeyOf[]) =>
    fitting([titleOf(requested, localizer), ...keys.map((key) => localizer.html(key))]);
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

function resultView(
  requested: RequestedAct,
  localizer: Localizer,
  isChoosingReason?: boolean,
): MessageView {
  const { text, keyboard } = doneView(requested, localizer, isChoosingReason);
  return { text, keyboard: ofRecord([...keyboard, ...backRow(requested, localizer)]) };
}

function failedView(requested: RequestedAct, localizer: Localizer): MessageView {
  return {
    text: fitting([
      titleOf(requested, localizer),
      ...failureSentences(requested, localizer),
      approvedBy(requested, localizer),
    ]),
    keyboard: ofRecord([...retryRow(requested, localizer), ...backRow(requested, localizer)]),
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
    case 'unreadable':
      return [localizer.html('act-unreadable')];
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
  const again = ['refused', 'unread', 'saidNotDone', 'unreadable'].some(
    (kind) => kind === outcome?.kind,
  );
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

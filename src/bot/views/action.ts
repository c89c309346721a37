import type { Order } from '../../ngorder/order.ts';
import { changesSince, type DecisiveFact } from '../../orders/order-changes.ts';
import type { Action, ActionKind, Outcome } from '../../orders/requests/states.ts';
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

/** What the chat shows of an action, from the question to its result; the same state always gives the same screen. */
export function actionView(action: Action, wording: Wording): Screen {
  switch (action.status) {
    case 'proposed':
      return questionView(action, wording);
    case 'declined':
      return {
        text: fitting([
          title(action, wording),
          wording.html(`${action.kind}-declined`, who(action)),
        ]),
        keyboard: backRow(action, wording),
      };
    case 'expired':
      return {
        text: fitting([title(action, wording), wording.html('question-expired')]),
        keyboard: [
          [button(wording.plain('button-ask-again'), { press: 'askAgain', token: action.token })],
          ...backRow(action, wording),
        ],
      };
    case 'confirmed':
    case 'sent':
      return {
        text: fitting([
          title(action, wording),
          wording.html(`${action.kind}-working`, who(action)),
        ]),
        keyboard: [],
      };
    case 'unknown':
      return unknownView(action, wording);
    case 'done':
      return doneView(action, wording);
    case 'failed':
      return failedView(action, wording);
  }
}

function questionView(action: Action, wording: Wording): Screen {
  const { seen, kind, token } = action;
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
        title(action, wording),
        ...(facts ?? [wording.html('cancel-unseen')]),
      ],
      consequences(action, wording),
    ),
    // What is done unseen is said on the button, which must not be cut.
    keyboard: seen === undefined ? [[yes], [no]] : [[yes, no]],
  };
}

/** What a Yes would bring with it: never cut off, however much there is to show above. */
function consequences({ kind, seen }: Action, wording: Wording): string | undefined {
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

function unknownView(action: Action, wording: Wording): Screen {
  const text = (...keys: TextKeyOf[]) =>
    fitting([title(action, wording), ...keys.map((key) => wording.html(key))]);
  if (action.askedPersonAt === undefined) {
    const unread = action.unreadAt === undefined ? [] : (['unknown-unread'] as const);
    return { text: text(`${action.kind}-unknown`, ...unread), keyboard: [] };
  }
  const { token } = action;
  return {
    text: text(`${action.kind}-ask-person`),
    keyboard: [
      [
        button(wording.plain('button-happened'), { press: 'happened', yes: true, token }),
        button(wording.plain('button-not-happened'), { press: 'happened', yes: false, token }),
      ],
    ],
  };
}

function doneView(action: Action, wording: Wording): Screen {
  const sentence =
    action.settledBy === 'answer'
      ? wording.html(`${action.kind}-done`, who(action))
      : wording.html(
          action.settledBy === 'person'
            ? `${action.kind}-done-person`
            : `${action.kind}-done-reading`,
        );
  return {
    text: lines(
      title(action, wording),
      sentence,
      wording.html('at-time', { time: wording.time(action.settledAt ?? action.readAt) }),
    ),
    keyboard: [
      ...(action.kind === 'cancel' ? returnRow(action, wording) : []),
      ...backRow(action, wording),
    ],
  };
}

function returnRow({ orderId }: Action, wording: Wording): ViewButton[][] {
  const place: ListPlace = { type: 'CANCEL', page: 1 };
  return [
    [button(wording.plain('button-return'), { press: 'ask', kind: 'return', orderId, place })],
  ];
}

function failedView(action: Action, wording: Wording): Screen {
  return {
    text: fitting([title(action, wording), ...failureSentences(action, wording)]),
    keyboard: [...retryRow(action, wording), ...backRow(action, wording)],
  };
}

/** Who could not be reached has refused nothing, and what the headline says is not said twice. */
function refusedSentences(
  kind: ActionKind,
  { error, words }: Extract<Outcome, { kind: 'refused' }>,
  wording: Wording,
): (string | undefined)[] {
  if (error === 'RequestRefused') return [wording.html(`${kind}-refused`), wordsOf(words, wording)];
  const headline = wording.html(error === 'NotConnected' ? `${kind}-failed` : `${kind}-refused`);
  return [headline, refusalSentence(error, words, wording)];
}

function failureSentences(action: Action, wording: Wording): (string | undefined)[] {
  const { outcome, kind, seen } = action;
  switch (outcome?.kind) {
    case 'refused':
      return refusedSentences(kind, outcome, wording);
    case 'changed':
      return [
        wording.html(action.sends === 0 ? `${kind}-changed` : `${kind}-changed-since`),
        ...(seen ? changeLines(seen, outcome.now, wording) : []),
      ];
    case 'elsewhere':
      return [
        wording.html(action.sends === 0 ? 'nothing-sent' : `${kind}-failed`),
        whereSentence(outcome.where, wording),
      ];
    case 'unread':
      return [wording.html('nothing-sent'), refusalSentence(outcome.error, undefined, wording)];
    case 'notDone':
      return [wording.html(`${kind}-not-done`)];
    default:
      return [wording.html(`${kind}-said-not-done`)];
  }
}

function whereSentence(
  where: Extract<NonNullable<Action['outcome']>, { kind: 'elsewhere' }>['where'],
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
function retryRow({ outcome, token }: Action, wording: Wording): ViewButton[][] {
  const again =
    outcome?.kind === 'refused' || outcome?.kind === 'unread' || outcome?.kind === 'saidNotDone';
  return again ? [[button(wording.plain('button-try-again'), { press: 'askAgain', token })]] : [];
}

function backRow({ foundAt, kind }: Action, wording: Wording): ViewButton[][] {
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

function title(action: Action, wording: Wording): string {
  const named = action.seen ?? {
    orderId: action.orderId,
    ...(action.poNumber !== undefined && { poNumber: action.poNumber }),
  };
  return wording.html('order-title', { order: orderName(named, wording) });
}

function who(action: Action): { person: string } {
  return { person: (action.decidedBy ?? action.askedBy).name };
}

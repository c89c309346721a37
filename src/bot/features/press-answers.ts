// What a press on a request's button is answered with: nothing where it had its way, else why it hadn't.

import { NobodyToApprove, NotWhoAsked, OwnRequest } from '../../orders/requests/approval/errors.ts';
import {
  AlreadyDecided,
  NotAllowed,
  OrderBusy,
  QuestionExpired,
  ReasonNeeded,
  RequestUnknown,
} from '../../orders/requests/errors.ts';
import {
  type Person,
  phaseOf,
  type RequestedAct,
  type RequestStatus,
} from '../../orders/requests/states.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import type { TextKeyOf } from '../i18n/localizer.ts';

/** The request of a button, if it stands in this chat; its message is remembered in case it was not yet. */
export async function requestHere(
  { ledger }: Pick<FeatureParts, 'ledger'>,
  ctx: BotContext,
  token: string,
): Promise<RequestedAct | undefined> {
  const requested = await ledger.get(token);
  if (ctx.chatId === undefined) return undefined;
  const message = await ledger.messageIn(token, ctx.chatId);
  if (message === undefined) return undefined;
  const messageId = ctx.callbackQuery?.message?.message_id;
  const isOpen = phaseOf(requested.request.status) === 'asked';
  if (isOpen && message.messageId === undefined && messageId !== undefined)
    await ledger.attach(token, ctx.chatId, messageId);
  return requested;
}

export type Decision = 'confirm' | 'decline' | 'approve' | 'refuse' | 'withdraw';

/** What a press is answered with: an alert is closed by hand, anything else passes by itself. */
export interface PressAnswer {
  text: string;
  show_alert: boolean;
}

export function toBeRead(ctx: BotContext, key: TextKeyOf): PressAnswer {
  return { text: ctx.localizer.plain(key), show_alert: true };
}

export function inPassing(ctx: BotContext, key: TextKeyOf): PressAnswer {
  return { text: ctx.localizer.plain(key), show_alert: false };
}

/** Answers the press, in words only where it did nothing. */
export async function answering(
  ctx: BotContext,
  said: Decision,
  work: () => Promise<PressAnswer | undefined>,
): Promise<void> {
  try {
    await ctx.answerCallbackQuery(await work());
  } catch (error) {
    const answer = answerTo(error, said, ctx);
    if (answer === undefined) throw error;
    await ctx.answerCallbackQuery(answer);
  }
}

/** What is said of the errors that need no more to be said than what they are. */
const alerts = [
  [NotAllowed, 'refused-press'],
  [RequestUnknown, 'alert-unknown-action'],
  [ReasonNeeded, 'alert-reason-needed'],
  [OwnRequest, 'alert-own-request'],
  [NobodyToApprove, 'alert-nobody-approves'],
] as const;

/** Why a decision did nothing; undefined for what nobody foresaw. */
export function answerTo(error: unknown, said: Decision, ctx: BotContext): PressAnswer | undefined {
  const { localizer, person } = ctx;
  const [, key] = alerts.find(([kind]) => error instanceof kind) ?? [];
  if (key !== undefined) return toBeRead(ctx, key);
  if (error instanceof NotWhoAsked) {
    const { request } = error.requested;
    const asker = (request.decidedBy ?? request.askedBy).name;
    return { text: localizer.plain('alert-not-who-asked', { person: asker }), show_alert: true };
  }
  if (error instanceof QuestionExpired) {
    const { readAt, expiresAt, decidedBy } = error.requested.request;
    const isReplaced = readAt < expiresAt;
    const key = decidedBy
      ? 'alert-approval-expired'
      : isReplaced
        ? 'alert-replaced'
        : 'alert-expired';
    return said === 'decline' ? inPassing(ctx, key) : toBeRead(ctx, key);
  }
  if (error instanceof AlreadyDecided) return alreadyDecided(error.requested, said, ctx);
  if (error instanceof OrderBusy) {
    const holder = error.other?.request.decidedBy;
    const text =
      holder === undefined
        ? localizer.plain('alert-busy-somebody')
        : localizer.plain('alert-busy', whoIs(holder, person));
    return { text, show_alert: true };
  }
  return undefined;
}

/**
 * Who was faster and what came of it. It must be read by who wanted the other thing, or may think to have done it: who
 * approved stands in the message itself.
 */
function alreadyDecided(
  requested: RequestedAct,
  said: Decision,
  { localizer, person }: BotContext,
): PressAnswer {
  const { approval, decidedBy, status } = requested.request;
  const second = approval?.answeredBy;
  const isOwn = (second ?? decidedBy)?.id === person.id;
  const saidYes = said === 'confirm' || said === 'approve';
  const wanted = (phaseOf(status) === 'dropped') !== saidYes;
  const text =
    second === undefined || isTakenBack(status) || said === 'confirm'
      ? localizer.plain(
          `alert-decided-${decision(requested)}`,
          whoIs(takenBackBy(requested) ?? decidedBy, person),
        )
      : localizer.plain(
          `alert-answered-${status === 'declined' ? 'refused' : 'approved'}`,
          whoIs(second, person),
        );
  return { text, show_alert: !wanted || (!isOwn && said === 'confirm') };
}

function isTakenBack(status: RequestStatus): boolean {
  return status === 'withdrawn' || status === 'undone';
}

/** Who took back what was confirmed. */
function takenBackBy({ request }: RequestedAct): Person | undefined {
  const { status, approval, undone } = request;
  return status === 'withdrawn' ? approval?.answeredBy : undone?.by;
}

function whoIs(one: Person | undefined, asking: Person): { who: string; person: string } {
  return { who: one?.id === asking.id ? 'self' : 'other', person: one?.name ?? '' };
}

const decisions = ['declined', 'awaiting', 'withdrawn', 'undone'] as const;

/** What came of a question that was decided. */
function decision({
  request,
  act,
}: RequestedAct): (typeof decisions)[number] | 'under-way' | 'done' | 'failed' {
  const { status } = request;
  const decided = decisions.find((one) => one === status);
  if (decided !== undefined) return decided;
  return act.status === 'done' || act.status === 'failed' ? act.status : 'under-way';
}

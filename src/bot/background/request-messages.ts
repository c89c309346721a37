import type { Api } from 'grammy';
import type { Logger } from 'pino';
import type { Leases } from '../../background/with-lease.ts';
import type { Worker } from '../../background/worker.ts';
import { owedAtDelete } from '../../orders/refunds/look-at.ts';
import type { Refunds } from '../../orders/refunds/refunds.ts';
import { heldMs, nextTickMs } from '../../orders/requests/grace/grace-time.ts';
import type { Ledger } from '../../orders/requests/ledger.ts';
import {
  isOver,
  personBehind,
  type RequestedAct,
  type RequestMessage,
} from '../../orders/requests/states.ts';
import type { Chats } from '../../store/tables/chats.ts';
import { operationToAsk } from '../../team/approval.ts';
import type { SettingsOfShops } from '../../team/shop-settings.ts';
import type { Team } from '../../team/team.ts';
import type { TransientDelay } from '../../telegram/availability.ts';
import { isChatGone, isRefusal, mayNotWrite } from '../../telegram/errors.ts';
import type { Codec } from '../callbacks/codec.ts';
import type { LocalizerIn } from '../i18n/localizer-in.ts';
import { orToOneAlone } from '../messages/alone.ts';
import { editToView, sendView } from '../messages/send.ts';
import { readerIn } from '../views/acts/approval.ts';
import type { MessageView } from '../views/message-view.ts';
import { requestView } from '../views/request.ts';
import { createMessageWorker } from './message-worker.ts';
import { createResultsAlone, type ResultsAlone } from './results-alone.ts';

export interface RequestMessagesParts {
  ledger: Ledger;
  refunds: Pick<Refunds, 'of'>;
  leases: Leases;
  team: Pick<Team, 'may'>;
  shopSettings: SettingsOfShops;
  api: Api;
  chats: Chats;
  localizerIn: LocalizerIn;
  codec: Codec;
  log: Logger;
  transientDelay: TransientDelay;
  /** How long one that died while showing keeps others from it. */
  leaseMs?: number;
}

/** A result later than this is also sent as a reply, since an edit notifies nobody. */
const lateMs = 20_000;
const everyMs = 1000;
const longestRetryMs = 5 * 60_000;
const atOnce = 200;

/**
 * Keeps the messages in which requests stand true to the ledger, whoever changed it and whenever; nothing stored stays
 * unshown. What belongs to somebody who has lost the right to it is shown to nobody.
 */
export function createRequestMessages(parts: RequestMessagesParts): Worker {
  const alone = createResultsAlone(parts);
  return createMessageWorker({
    ...parts,
    what: 'request',
    unshown: parts.ledger.unshown,
    async show(message, lost) {
      await showUntilTrue(parts, message, lost, alone);
      alone.forget(message.request);
    },
    everyMs,
    longestRetryMs,
    atOnce,
  });
}

/** Shows a request, and again what became of it meanwhile. In a chat that is gone it waits for that to come back. */
async function showUntilTrue(
  parts: RequestMessagesParts,
  { request, chatId }: RequestMessage,
  lost: AbortSignal,
  alone: ResultsAlone,
): Promise<void> {
  const { ledger, chats } = parts;
  let stands: string | undefined;
  while (!lost.aborted) {
    const message = await ledger.messageIn(request, chatId);
    if (message === undefined || message.isShown) return;
    if ((await chats.about(chatId)).isGone) return;
    const requested = await ledger.get(request);
    if (await mayBeShown(parts, requested, message)) {
      const view = await viewOf(parts, requested, message);
      // What changed while it was shown may have been shown with it.
      const isNew = JSON.stringify(view) !== stands;
      if (isNew && !(await isShown(parts, requested, message, view, alone))) return;
      stands = JSON.stringify(view);
    }
    const leftMs = heldMs(requested.request);
    if (leftMs === 0) await ledger.markShown(message);
    else if (await ledger.showAgain(message, nextTickMs(leftMs))) return;
  }
}

/** False when the chat is gone. Where the chat takes no message, who decided is told alone before the error is thrown. */
async function isShown(
  parts: RequestMessagesParts,
  requested: RequestedAct,
  message: RequestMessage,
  view: MessageView,
  alone: ResultsAlone,
): Promise<boolean> {
  try {
    await showRequest(parts, requested, message, view);
    return true;
  } catch (error) {
    if (isChatGone(error)) return false;
    if (mayNotWrite(error)) {
      const localizer = await parts.localizerIn(message.chatId, requested.request.shop);
      await alone.tell(requested, view.text, localizer);
    }
    throw error;
  }
}

/** Whoever may look at the shop's orders, though no longer decide on them, is shown what came of it. */
async function mayBeShown(
  { team, log }: RequestMessagesParts,
  { request }: RequestedAct,
  { chatId, messageId, isCopy }: RequestMessage,
): Promise<boolean> {
  const { id } = personBehind(request);
  // Somebody who was never asked isn't told of the answer, nor who can't be asked any more.
  const isNews = !isCopy || messageId !== undefined || request.status === 'awaiting';
  if (!isNews) return false;
  const isReader = !isCopy || (await team.may(chatId, 'browse', request.shop));
  if (isReader && (await team.may(id, 'browse', request.shop))) return true;
  log.info({ person: id, request: request.token }, 'not shown: the right to it was lost');
  return false;
}

async function showRequest(
  parts: RequestMessagesParts,
  requested: RequestedAct,
  message: RequestMessage,
  view: MessageView,
): Promise<void> {
  const { ledger, api, codec } = parts;
  const { request, act } = requested;
  const { chatId, messageId } = message;
  // What was erased still stands in the message that was shown before: without it, nothing takes its place.
  if (messageId === undefined || act.isErased) {
    await showAnew(parts, requested, message, view);
  } else {
    const asksWhatHappened =
      !message.isCopy && act.askedPersonAt !== undefined && act.status === 'unknown';
    const left = asksWhatHappened ? { ...view, keyboard: [] } : view;
    const edited = await editToView(api, { chatId, messageId }, left, codec.packFor(request.shop));
    // Somebody may have asked something else in this message meanwhile.
    if (edited) await ledger.shownAt(request.token, chatId, messageId);
    if (!edited || asksWhatHappened) await showAnew(parts, requested, message, view);
    else if (isToBeHeard(requested, message)) await replyToo(parts, requested, message, view);
  }
  if (act.status === 'failed' && !message.isCopy) await askAnew(parts, requested, message);
}

/** In a message of its own, in which everything that comes of it is shown from now on. */
async function showAnew(
  parts: RequestMessagesParts,
  requested: RequestedAct,
  message: RequestMessage,
  view: MessageView,
): Promise<void> {
  const { request, chatId } = message;
  await parts.ledger.attach(request, chatId, await reply(parts, requested, message, view));
}

/** The result stands in the chat by now: where Telegram says no to a second message, that is all. */
async function replyToo(
  parts: RequestMessagesParts,
  requested: RequestedAct,
  message: RequestMessage,
  view: MessageView,
): Promise<void> {
  const { request } = requested;
  const toPerson = {
    api: parts.api,
    personId: personBehind(request).id,
    text: view.text,
    localizer: await parts.localizerIn(message.chatId, request.shop),
  };
  try {
    await orToOneAlone(() => reply(parts, requested, message, view), toPerson);
  } catch (error) {
    if (!isRefusal(error) || isChatGone(error)) throw error;
    parts.log.warn({ err: error, request: message.request }, 'a late result notifies nobody');
  }
}

function reply(
  { api, codec }: RequestMessagesParts,
  { request: { shop } }: RequestedAct,
  { chatId, threadId, messageId }: RequestMessage,
  view: MessageView,
): Promise<number> {
  const target = { chatId, topic: threadId, replyTo: messageId };
  return sendView(api, target, view, codec.packFor(shop));
}

async function viewOf(
  { localizerIn, refunds }: RequestMessagesParts,
  requested: RequestedAct,
  message: RequestMessage,
): Promise<MessageView> {
  const localizer = await localizerIn(message.chatId, requested.request.shop);
  const owed = await owedAtDelete(refunds, requested);
  return requestView(requested, localizer, owed, readerIn(message, requested.request));
}

/** Puts the question again where it is to be put again, once, to who may still decide on it. */
async function askAnew(
  parts: RequestMessagesParts,
  requested: RequestedAct,
  { chatId, threadId, messageId }: RequestMessage,
): Promise<void> {
  const { ledger, team, shopSettings } = parts;
  const { kind, shop } = requested.request;
  const asking = operationToAsk(kind, await shopSettings.of(shop));
  if (!(await team.may(personBehind(requested.request).id, asking, shop))) return;
  const anew = await ledger.proposeAnew(requested, { chatId, threadId });
  if (anew === undefined) return;
  const asked = await ledger.messageIn(anew.request.token, chatId);
  if (asked === undefined || asked.messageId !== undefined) return;
  const question = await viewOf(parts, anew, asked);
  const sent = await reply(parts, anew, { ...asked, messageId }, question);
  await ledger.attach(asked.request, chatId, sent);
}

/** Whether an edit is not enough, since nobody looks there any more: for those alone who asked for it. */
function isToBeHeard(requested: RequestedAct, message: RequestMessage): boolean {
  const { request, act } = requested;
  if (!isOver(act.status) || readerIn(message, request) === 'approver') return false;
  // By then the result was shown: a reason is no news.
  if ((act.reasonAt ?? 0) > (act.settledAt ?? 0)) return false;
  return request.approval?.answeredBy === undefined
    ? isLate(requested)
    : request.status !== 'withdrawn';
}

/** Measured when it is shown, since the bot or the chat may have been away, and from when it was to be expected. */
function isLate({ request: { decidedAt, heldUntil, readAt } }: RequestedAct): boolean {
  return decidedAt !== undefined && readAt - (heldUntil ?? decidedAt) > lateMs;
}

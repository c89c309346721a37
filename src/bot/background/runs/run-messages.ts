import type { Api } from 'grammy';
import type { Logger } from 'pino';
import type { Leases } from '../../../background/with-lease.ts';
import type { Worker } from '../../../background/worker.ts';
import { heldMs, nextTickMs } from '../../../orders/requests/grace/grace-time.ts';
import type { Ledger } from '../../../orders/requests/ledger.ts';
import {
  personBehind,
  type Request,
  type RequestMessage,
} from '../../../orders/requests/states.ts';
import type { Chats } from '../../../store/tables/chats.ts';
import type { Team } from '../../../team/team.ts';
import type { TransientDelay } from '../../../telegram/availability.ts';
import { isChatGone } from '../../../telegram/errors.ts';
import type { Codec } from '../../callbacks/codec.ts';
import type { LocalizerIn } from '../../i18n/localizer-in.ts';
import { isGroup } from '../../messages/is-group.ts';
import { editToView, sendView } from '../../messages/send.ts';
import { readerIn } from '../../views/acts/approval.ts';
import { runView } from '../../views/many/run.ts';
import type { MessageView } from '../../views/message-view.ts';
import { createMessageWorker } from '../message-worker.ts';

export interface RunMessagesParts {
  ledger: Ledger;
  leases: Leases;
  team: Pick<Team, 'may'>;
  api: Api;
  chats: Chats;
  localizerIn: LocalizerIn;
  codec: Codec;
  log: Logger;
  transientDelay: TransientDelay;
  /** How long one that died while showing keeps others from it. */
  leaseMs?: number;
}

/** A message is edited no more often. */
const editEveryMs = 2000;
/** A summary later than this is also sent as a reply, since an edit notifies nobody. */
const lateMs = 20_000;
const everyMs = 500;
const longestRetryMs = 60_000;
const atOnce = 50;

/** Keeps the messages in which runs over many orders stand true to the ledger. */
export function createRunMessages(parts: RunMessagesParts): Worker {
  return createMessageWorker({
    ...parts,
    what: 'run',
    unshown: parts.ledger.unshownRuns,
    show: (message, lost) => show(parts, message, lost),
    everyMs,
    longestRetryMs,
    atOnce,
  });
}

async function show(
  parts: RunMessagesParts,
  { request: token, chatId }: RequestMessage,
  lost: AbortSignal,
): Promise<void> {
  const { ledger, chats } = parts;
  const message = await ledger.messageIn(token, chatId);
  if (message === undefined || message.isShown || (await chats.about(chatId)).isGone) return;
  const { request } = await ledger.get(token);
  if (lost.aborted) return;
  try {
    if (await mayBeShown(parts, request, message)) await showIn(parts, request, message);
  } catch (error) {
    if (isChatGone(error)) return;
    throw error;
  }
  const leftMs = heldMs(request);
  const isToGoOn = leftMs > 0 && (await ledger.showAgain(message, nextTickMs(leftMs)));
  if (!isToGoOn) await ledger.markShown(message, leftMs > 0 ? 0 : editEveryMs);
}

/** Whoever may look at the shop's orders, though no longer decide on them, is shown what came of it. */
async function mayBeShown(
  { team, log }: RunMessagesParts,
  request: Request,
  { chatId, isCopy }: RequestMessage,
): Promise<boolean> {
  const { id } = personBehind(request);
  // Somebody follows it in their own chat, whose number is theirs.
  if (isCopy && !isGroup(chatId) && !(await team.may(chatId, 'browse', request.shop))) return false;
  const others = [id, request.run?.ledBy?.id].filter((one) => one !== undefined);
  for (const one of others) if (await team.may(one, 'browse', request.shop)) return true;
  log.info({ person: id, request: request.token }, 'not shown: the right to it was lost');
  return false;
}

async function showIn(
  parts: RunMessagesParts,
  request: Request,
  message: RequestMessage,
): Promise<void> {
  const { ledger, api, codec, localizerIn } = parts;
  const { chatId, messageId } = message;
  const pack = codec.packFor(request.shop);
  const view = await runView(
    request,
    ledger,
    await localizerIn(chatId, request.shop),
    readerIn(message, request),
  );
  if (messageId === undefined) {
    // Somebody who was never asked isn't told of the answer.
    if (!message.isCopy || request.status === 'awaiting')
      await showAnew(parts, request, message, view);
    return;
  }
  if (!(await editToView(api, { chatId, messageId }, view, pack)))
    return showAnew(parts, request, message, view);
  await ledger.shownAt(request.token, chatId, messageId);
  const { decidedAt, heldUntil, readAt, status } = request;
  const isNews = status === 'over' || (request.approval !== undefined && status === 'declined');
  const isLate = decidedAt !== undefined && readAt - (heldUntil ?? decidedAt) >= lateMs;
  if (!isNews || !isLate || readerIn(message, request) === 'approver') return;
  const target = { chatId, topic: message.threadId, replyTo: messageId };
  await sendView(api, target, view, pack);
}

/** In a message of its own, in which everything that comes of it is shown from now on. */
async function showAnew(
  { ledger, api, codec }: RunMessagesParts,
  request: Request,
  { chatId, threadId, messageId }: RequestMessage,
  view: MessageView,
): Promise<void> {
  const target = { chatId, topic: threadId, replyTo: messageId };
  const sent = await sendView(api, target, view, codec.packFor(request.shop));
  await ledger.attach(request.token, chatId, sent);
}

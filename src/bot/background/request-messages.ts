import { randomUUID } from 'node:crypto';
import type { Api } from 'grammy';
import type { Logger } from 'pino';
import type { Ledger } from '../../orders/requests/ledger.ts';
import type { Action } from '../../orders/requests/states.ts';
import type { Chats } from '../../store/tables/chats.ts';
import type { Leases } from '../../store/tables/leases.ts';
import type { TransientDelay } from '../../telegram/availability.ts';
import { isChatGone, isRefusal, mayNotWrite } from '../../telegram/errors.ts';
import type { Codec } from '../callbacks/codec.ts';
import type { WordingIn } from '../i18n/wording-in.ts';
import { orToOneAlone } from '../messages/alone.ts';
import { editToView, sendView } from '../messages/send.ts';
import { actionView } from '../views/action.ts';
import type { Screen } from '../views/message-view.ts';
import { createResultsAlone, type ResultsAlone } from './results-alone.ts';

export interface ActionScreenParts {
  ledger: Ledger;
  leases: Leases;
  api: Api;
  chats: Chats;
  wordingIn: WordingIn;
  codec: Codec;
  log: Logger;
  transientDelay: TransientDelay;
  /** How long one that died while showing keeps others from it. */
  leaseMs?: number;
}

/** An act that is done within this time needs no "working on it" before its result. */
const slowMs = 1500;
/** A result later than this is also sent as a reply, since an edit notifies nobody. */
const lateMs = 20_000;
const tickMs = 1000;
const longestRetryMs = 5 * 60_000;
const atOnce = 200;

/** Keeps every question's message true to the ledger, whoever changed it and whenever; nothing stored stays unshown. */
export interface ActionScreen {
  start(): void;
  /** Shows what is stored and stops. */
  stop(): Promise<void>;
}

export function createActionScreen(parts: ActionScreenParts): ActionScreen {
  const { ledger, leases, log, transientDelay, leaseMs = 12_000 } = parts;
  const holder = randomUUID();
  const retries = new Map<string, { at: number; waitMs: number }>();
  const alone = createResultsAlone(parts);
  const inHand = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stopListening: (() => void) | undefined;
  let looking: Promise<void> | undefined;
  let again = false;

  const showOne = async (action: Action): Promise<void> => {
    // Of several copies of the bot, one shows it.
    const lease = `show:${action.token}`;
    if (!(await leases.take(lease, holder, leaseMs))) return;
    const renewal = setInterval(() => {
      leases
        .renew(lease, holder, leaseMs)
        .catch((error: unknown) => log.error({ err: error }, 'a lease was not renewed'));
    }, leaseMs / 3);
    try {
      await showUntilTrue(parts, action.token, alone);
      retries.delete(action.token);
      alone.forget(action.token);
    } catch (error) {
      const before = retries.get(action.token)?.waitMs ?? tickMs;
      const waitMs = (await transientDelay(error)) ?? Math.min(before * 2, longestRetryMs);
      retries.set(action.token, { at: performance.now() + waitMs, waitMs });
      log.warn({ err: error, token: action.token }, 'an action could not be shown yet');
    } finally {
      clearInterval(renewal);
      await leases.release(lease, holder);
    }
  };

  /** One that waits for Telegram holds up no other. */
  const showInHand = (action: Action): void => {
    const { token } = action;
    const work = showOne(action)
      .catch((error: unknown) => log.error({ err: error, token }, 'an action could not be shown'))
      .finally(() => inHand.delete(token));
    inHand.set(token, work);
  };

  const lookOnce = async (): Promise<void> => {
    // What waits to be tried again must not stand in the way of the rest.
    const limit = atOnce + inHand.size + retries.size;
    const unshown = await ledger.unshown(slowMs, limit);
    // Another copy has shown what is no longer among them.
    const tokens = new Set(unshown.map(({ token }) => token));
    for (const token of retries.keys()) if (!tokens.has(token)) retries.delete(token);
    for (const action of unshown) {
      const isDue = (retries.get(action.token)?.at ?? 0) <= performance.now();
      if (isDue && !inHand.has(action.token)) showInHand(action);
    }
  };

  const look = (): Promise<void> => {
    again = true;
    looking ??= (async () => {
      while (again) {
        again = false;
        await lookOnce();
      }
    })()
      .catch((error: unknown) =>
        log.error({ err: error }, 'the ledger could not be read for showing'),
      )
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };

  return {
    start() {
      stopListening = ledger.onChange(() => void look());
      timer = setInterval(() => void look(), tickMs);
      void look();
    },
    async stop() {
      clearInterval(timer);
      stopListening?.();
      // What is in hand may be older than what it shows by now.
      await Promise.all(inHand.values());
      await look();
      await Promise.all(inHand.values());
    },
  };
}

/** Shows an action, and again what became of it meanwhile. In a chat that is gone it waits for that to come back. */
async function showUntilTrue(
  parts: ActionScreenParts,
  token: string,
  alone: ResultsAlone,
): Promise<void> {
  const { ledger, chats } = parts;
  for (;;) {
    const action = await ledger.get(token);
    if (action.shownStatus === action.status) return;
    if ((await chats.about(action.place.chatId)).isGone) return;
    try {
      await showAction(parts, action);
    } catch (error) {
      if (isChatGone(error)) return;
      if (mayNotWrite(error)) await tellAlone(parts, action, alone);
      throw error;
    }
    await ledger.markShown(action);
  }
}

async function showAction(parts: ActionScreenParts, action: Action): Promise<void> {
  const { ledger } = parts;
  const { chatId, messageId } = action.place;
  const screen = await viewOf(parts, action);
  if (messageId === undefined) {
    await showAnew(parts, action, screen);
  } else {
    // Somebody may have asked something else in this message meanwhile: that question is gone now.
    await ledger.closeQuestionsAt(chatId, messageId);
    const asksWhatHappened = action.askedPersonAt !== undefined && action.status === 'unknown';
    const left = asksWhatHappened ? { ...screen, keyboard: [] } : screen;
    const pack = parts.codec.packFor(action.shop);
    const edited = await editToView(parts.api, { chatId, messageId }, left, pack);
    if (!edited || asksWhatHappened) await showAnew(parts, action, screen);
    else if (isLate(action)) await replyToo(parts, action, screen);
  }
  if (action.status === 'failed') await askAnew(parts, action);
}

/** In a message of its own, in which everything that comes of it is shown from now on. */
async function showAnew(parts: ActionScreenParts, action: Action, screen: Screen): Promise<void> {
  await parts.ledger.place(action.token, await reply(parts, action, screen));
}

async function tellAlone(
  parts: ActionScreenParts,
  action: Action,
  alone: ResultsAlone,
): Promise<void> {
  const { text } = await viewOf(parts, action);
  await alone.tell(action, text, await parts.wordingIn(action.place.chatId, action.shop));
}

/** The result stands in the chat by now: where Telegram says no to a second message, that is all. */
async function replyToo(parts: ActionScreenParts, action: Action, screen: Screen): Promise<void> {
  const { place, shop, askedBy, decidedBy = askedBy } = action;
  const wording = await parts.wordingIn(place.chatId, shop);
  const toPerson = { api: parts.api, personId: decidedBy.id, text: screen.text, wording };
  try {
    await orToOneAlone(() => reply(parts, action, screen), toPerson);
  } catch (error) {
    if (!isRefusal(error) || isChatGone(error)) throw error;
    parts.log.warn({ err: error, token: action.token }, 'a late result notifies nobody');
  }
}

function reply(
  { api, codec }: ActionScreenParts,
  { place, shop }: Action,
  screen: Screen,
): Promise<number> {
  const { chatId, threadId, messageId } = place;
  const target = { chatId, topic: threadId, replyTo: messageId };
  return sendView(api, target, screen, codec.packFor(shop));
}

async function viewOf({ wordingIn }: ActionScreenParts, action: Action): Promise<Screen> {
  const { place, shop } = action;
  const wording = await wordingIn(place.chatId, shop);
  return actionView(action, wording);
}

/** Puts the question again where it is to be put again, once. */
async function askAnew(parts: ActionScreenParts, action: Action): Promise<void> {
  const anew = await parts.ledger.proposeAnew(action);
  if (anew === undefined || anew.place.messageId !== undefined) return;
  await parts.ledger.place(anew.token, await reply(parts, action, await viewOf(parts, anew)));
}

/** Measured when it is shown: the bot or the chat may have been away. */
function isLate({ status, readAt, decidedAt }: Action): boolean {
  const ended = status === 'done' || status === 'failed';
  return ended && decidedAt !== undefined && readAt - decidedAt > lateMs;
}

import type { Api } from 'grammy';
import type { Logger } from 'pino';
import { createWorker, type Worker } from '../../../background/worker.ts';
import { addDays } from '../../../orders/dates/calendar.ts';
import { type Digests, isEmpty } from '../../../orders/digest/digest.ts';
import { type DigestTimes, digestTimes } from '../../../orders/digest/digest-times.ts';
import type { DigestRows } from '../../../store/digests/digest-rows.ts';
import type { ChatPlace } from '../../../store/tables/chat-shops.ts';
import type { Places } from '../../../team/shops/places.ts';
import type { Shops } from '../../../team/shops/shops.ts';
import type { Team } from '../../../team/team.ts';
import { hasNotArrived } from '../../../telegram/errors.ts';
import type { Codec } from '../../callbacks/codec.ts';
import type { LocalizerIn } from '../../i18n/localizer-in.ts';
import { isGroup } from '../../messages/is-group.ts';
import { html } from '../../messages/send.ts';
import { targetOptions } from '../../messages/target.ts';
import { digestView } from '../../views/digest.ts';
import { inlineKeyboard } from '../../views/message-view.ts';

export interface DigestWorkerParts {
  rows: DigestRows;
  digests: Digests;
  shops: Pick<Shops, 'timeZone'>;
  places: Pick<Places, 'shopAt' | 'shopOf'>;
  team: Pick<Team, 'may' | 'shopsWith'>;
  api: Api;
  localizerIn: LocalizerIn;
  codec: Codec;
  log: Logger;
}

/** A digest whose hour has come. */
type DueDigest = ChatPlace & DigestTimes;

const everyMs = 5000;
const atOnce = 4;
/** Where Telegram took nothing, it is tried again after so long, on the same day. */
const againMs = 60_000;
/** For so long it stays known that a chat had its digest of a day, wherever the clock is put meanwhile. */
const rememberedDays = 60;

/** Sends chats their daily digest at the hour that they chose, or later that day, and at most once. */
export function createDigestWorker(parts: DigestWorkerParts): Worker {
  const { rows, shops, log } = parts;
  const notBefore = new Map<number, number>();
  return createWorker<DueDigest>({
    async due(limit) {
      const wanted = await rows.wanted();
      const due = wanted.flatMap(({ chatId, threadId, readAt, ...chosen }) => {
        const times = digestTimes(chosen, readAt, shops.timeZone);
        return times === undefined ? [] : [{ chatId, threadId, ...times }];
      });
      const [first] = due;
      if (first === undefined) return [];
      const taken = await rows.taken(first.on);
      const waits = (chatId: number) => (notBefore.get(chatId) ?? 0) > performance.now();
      return due.filter(({ chatId }) => !taken.has(chatId) && !waits(chatId)).slice(0, limit);
    },
    key: ({ chatId }) => String(chatId),
    async handle(digest, stopping) {
      notBefore.delete(digest.chatId);
      if (!(await send(parts, digest, stopping)))
        notBefore.set(digest.chatId, performance.now() + againMs);
    },
    onTrouble: (error, chat) => log.error({ err: error, chat }, 'a digest could not be sent'),
    atOnce,
    everyMs,
  });
}

/**
 * Sends a digest to whoever may still read it. That the chat had it is committed before it leaves, so that neither another
 * copy nor the next start sends a second one, also where nobody knows whether it arrived. False: it certainly didn't.
 */
async function send(
  parts: DigestWorkerParts,
  digest: DueDigest,
  stopping: AbortSignal,
): Promise<boolean> {
  const { rows, digests, api, localizerIn, codec, log } = parts;
  const { chatId, threadId, on } = digest;
  const take = () => rows.take(chatId, on, addDays(on, -rememberedDays));
  const shop = await shopFor(parts, digest);
  if (shop === undefined) {
    if (await take()) log.info({ chat: chatId }, 'no digest: nothing of any shop is for this chat');
    return true;
  }
  const told = await digests(shop, digest);
  // As in the activity: whoever approves what others do sees what they did. In a group such a person has chosen it.
  const seesAll = isGroup(chatId) || (await parts.team.may(chatId, 'approve', shop));
  const localizer = await localizerIn(chatId, shop);
  const view = digestView(told, digest, localizer, seesAll ? undefined : chatId);
  if (stopping.aborted || !(await take())) return true;
  try {
    await api.sendMessage(chatId, view.text, {
      ...html,
      ...targetOptions({ topic: threadId === 0 ? undefined : threadId }),
      ...(view.keyboard.length > 0 && {
        reply_markup: inlineKeyboard(view.keyboard, codec.packFor(shop)),
      }),
      // That there was nothing is for whoever looks.
      disable_notification: isEmpty(told),
    });
    return true;
  } catch (error) {
    log.warn({ err: error, chat: chatId }, 'a digest could not be sent');
    if (!hasNotArrived(error)) return true;
    await rows.giveBack(chatId, on);
    return false;
  }
}

/** The shop that is worked on there, if who reads it may look around in it now. */
async function shopFor(
  { places, team }: DigestWorkerParts,
  { chatId, threadId }: ChatPlace,
): Promise<string | undefined> {
  if (isGroup(chatId))
    return places.shopAt({ chatId, threadId, inGroup: true }, { id: chatId, shops: [] });
  const shops = await team.shopsWith(chatId, 'browse');
  if (shops.length === 0) return undefined;
  const shop = await places.shopOf({ id: chatId, shops });
  return (await team.may(chatId, 'browse', shop)) ? shop : undefined;
}

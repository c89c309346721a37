import type { UserFromGetMe } from 'grammy/types';
import type { Logger } from 'pino';
import type { PublishedMenus } from '../bot/command-menus.ts';
import { quietly } from '../bot/messages/quiet.ts';
import { publishProfile } from '../bot/profile.ts';
import type { Config } from '../config.ts';
import { createTransientDelay, untilReached } from '../telegram/availability.ts';
import { createTelegram } from '../telegram/client.ts';
import { isRefusal } from '../telegram/errors.ts';
import { isInGroup } from '../telegram/group-presence.ts';
import type { Infrastructure } from './infrastructure.ts';

/** A Telegram that is there says who the bot is within this time. */
const telegramMs = 5000;

export type TelegramLink = ReturnType<typeof linkTelegram>;

/** The way to Telegram. What its answers tell about chats is written down: one is gone, a group became a supergroup. */
export function linkTelegram(
  config: Config,
  { chats, metrics, shops, groups }: Pick<Infrastructure, 'chats' | 'metrics' | 'shops' | 'groups'>,
  log: Logger,
) {
  const movedChats = new Map<number, number>();
  const telegram = createTelegram({
    token: config.botToken,
    apiRoot: config.telegramApiRoot,
    log,
    onFlood: metrics.telegramFlood,
    async onGone(chat) {
      if (await chats.markGone(chat))
        log.info({ chat }, 'a chat is gone: what is for it waits until it is back');
    },
    async onMoved(from, to) {
      movedChats.set(from, to);
      await chats.migrate(from, to);
      log.info({ from, to }, 'a group has become a supergroup');
    },
  });
  const { api } = telegram;
  api.config.use(quietly({ chats, timeZone: shops.timeZone }));
  groups.isIn = (groupId, personId) => isInGroup(api, groupId, personId);
  return {
    telegram,
    api,
    /** The groups that have become supergroups since the start, with their new numbers. */
    movedChats: movedChats as ReadonlyMap<number, number>,
    transientDelay: createTransientDelay(() => api.getMe(AbortSignal.timeout(telegramMs) as never)),
  };
}

/**
 * Waits until Telegram says who the bot is. With long polling, a webhook of former days is taken off.
 * @throws {GrammyError} when Telegram refuses the token; the signal's reason when it is aborted
 */
export async function introduceBot(
  { api }: TelegramLink,
  { isPolling, log, signal }: { isPolling: boolean; log: Logger; signal: AbortSignal },
): Promise<UserFromGetMe> {
  const bot = await untilReached(() => api.getMe(signal as never), log, signal);
  if (!isPolling) return bot;
  const takeOff = () => api.deleteWebhook({}, signal as never);
  await untilReached(takeOff, log, signal).catch((error: unknown) => {
    // The token is good by now: a webhook that stays would be told of while polling.
    if (!isRefusal(error)) throw error;
    log.warn({ err: error }, 'a former webhook could not be taken off');
  });
  return bot;
}

export interface Publishing extends Pick<Infrastructure, 'chats' | 'localizerFor'> {
  commandMenus: Pick<PublishedMenus, 'publish'>;
}

/** Tells Telegram what people are to see of the bot around its chats. Nobody waits for it; what fails waits for the next start. */
export async function publishBot(
  { api }: TelegramLink,
  { commandMenus, chats, localizerFor }: Publishing,
  { log, signal }: { log: Logger; signal: AbortSignal },
): Promise<void> {
  try {
    await commandMenus.publish(chats.locale);
    await publishProfile(api, localizerFor);
  } catch (error) {
    if (!signal.aborted)
      log.warn({ err: error }, 'the command menus or the profile could not be published');
  }
}

// A press can carry what no button of this bot has carried where it was pressed: Telegram hands on whatever a client sends.
// It is answered like any other that leads nowhere, and written down for the shop that it was aimed at.

import type { MiddlewareFn } from 'grammy';
import type { Named, Origin } from '../../store/activity/origins.ts';
import type { Standing } from '../callbacks/codec.ts';
import type { BotContext, BotParts } from '../context.ts';
import { isGroup } from '../messages/is-group.ts';
import { createOnceIn } from './once-in.ts';

type Parts = Pick<BotParts, 'activity' | 'codec' | 'origins'>;

/** Whoever goes on is written down once in so long for each kind of thing in each shop. */
const quietMs = 3_600_000;

/** Writes down presses that name what can't have been shown where they come from, once they are answered. */
export function forgedPresses(parts: Parts): MiddlewareFn<BotContext> {
  const isFirst = createOnceIn(quietMs);
  const looks: Looks = { ...parts, isNew: createOnceIn(quietMs) };
  return async (ctx, next) => {
    const aim = aimOf(parts, ctx);
    await next();
    const forged = aim && (await forgedIn(looks, ctx, aim));
    if (forged === undefined) return;
    const { person, chatId: chat } = ctx;
    if (!isFirst(`${person.id}:${forged.of}:${forged.shop}`)) return;
    const { of: result, shop } = forged;
    await parts.activity.record({ kind: 'forged', shop, person, chat, result, quietMs });
  };
}

interface Looks extends Parts {
  /** Whether this was not looked at before, of late. */
  isNew: (key: string) => boolean;
}

/** What a press is aimed at. */
interface Aim {
  chatId: number;
  /** The shop that the button names; undefined: none. */
  shop: string | undefined;
  names: readonly Named[];
  standsIn: Standing;
  /** When its message was sent, at the latest, in milliseconds since 1970. */
  shownAt: number;
}

/** Undefined: nothing can be said of it. */
function aimOf({ codec }: Parts, ctx: BotContext): Aim | undefined {
  const { press, callbackQuery, chatId, shopNamed: shop, isShopGone, me } = ctx;
  const message = callbackQuery?.message;
  if (message === undefined || chatId === undefined || isShopGone) return undefined;
  // What somebody took along from elsewhere, they were shown there.
  if ('from' in message && (message.from?.id !== me.id || message.forward_origin)) return undefined;
  // Telegram tells whole seconds.
  const shownAt = message.date * 1000 + 999;
  const aim = press === undefined ? ofMenu : codec.aimOf(press);
  return { ...aim, chatId, shop, shownAt };
}

const ofMenu = { names: [], standsIn: 'its chats' } as const;

interface Forged {
  of: Named['of'] | 'shop';
  /** The shop that it was aimed at. */
  shop: string;
}

/** What a press names though it can't; undefined: nothing. */
async function forgedIn(parts: Looks, ctx: BotContext, aim: Aim): Promise<Forged | undefined> {
  if (aim.standsIn === 'any chat') return undefined;
  const [named] = aim.names;
  if (named === undefined) return ofOtherShop(parts, ctx, aim, aim.shop);
  const origin = await parts.origins.of(named);
  // Forgotten by now, or of a database that was begun anew.
  if (origin === undefined) return undefined;
  const isOfShop = aim.shop === undefined || aim.shop === origin.shop;
  if (isOfShop && aim.standsIn === 'its shop') return ofOtherShop(parts, ctx, aim, origin.shop);
  return isOfShop && standsIn(origin, aim.chatId) ? undefined : { of: named.of, shop: origin.shop };
}

function standsIn({ chats, people }: Origin, chatId: number): boolean {
  return people.includes(chatId) || chats.some((chat) => mayBeOne(chat, chatId));
}

/** Supergroups have numbers below this one, basic groups above it (core.telegram.org/api/bots/ids). */
const lastSupergroup = -1_000_000_000_000;

/** One may be the supergroup that the other became. */
function mayBeOne(one: number, other: number): boolean {
  if (one === other) return true;
  return isGroup(one) && isGroup(other) && one < lastSupergroup !== other < lastSupergroup;
}

/** A group that works for no shop was shown something of one before, or still is. */
async function ofOtherShop(
  { origins, isNew }: Looks,
  { shopHere, audience, person }: BotContext,
  { chatId, shownAt: at }: Aim,
  shop: string | undefined,
): Promise<Forged | undefined> {
  if (shop === undefined || shopHere === undefined || shop === shopHere) return undefined;
  // All that was ever done in a shop may have to be read for it.
  if (!isNew(`${person.id}:${chatId}:${shop}`)) return undefined;
  const shown = { shop, chatId, at };
  const isKnown = audience.inGroup ? origins.wasOfGroup(shown) : origins.wasOfPerson(shown);
  return (await isKnown) ? undefined : { of: 'shop', shop };
}

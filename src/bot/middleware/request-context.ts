import type { MiddlewareFn } from 'grammy';
import type { ChatMember, User } from 'grammy/types';
import type { Chats } from '../../store/tables/chats.ts';
import type { Place } from '../../team/shops/places.ts';
import { readCommand } from '../commands.ts';
import type { BotContext, BotParts } from '../context.ts';
import { readConversation } from '../conversations/storage.ts';
import { namingShop } from '../i18n/localizer.ts';
import { cut, oneLine } from '../i18n/sanitize.ts';
import { shopOfMenu } from '../menu.ts';
import { isGroup } from '../messages/is-group.ts';
import { topicOf } from '../messages/target.ts';
import { createRefusalNotes } from './refusals.ts';

export type ShopParts = Pick<BotParts, 'shops' | 'localizerFor' | 'codec'>;

/**
 * Who is this, in which kind of chat, in which language, about which shop, and what does the command or the pressed button
 * mean? What comes from nobody (a channel's post, say) asks for nothing, and ends here.
 */
export function requestContext(
  parts: ShopParts &
    Pick<BotParts, 'places' | 'chats' | 'team' | 'ledger' | 'activity' | 'conversationStates'>,
): MiddlewareFn<BotContext> {
  const { chats, codec, ledger, team } = parts;
  const noteRefusal = createRefusalNotes(parts.activity);
  return async (ctx, next) => {
    const { chatId, from } = ctx;
    const data = ctx.callbackQuery?.data;
    const pressed = data === undefined ? undefined : codec.unpack(data);
    ctx.shopNamed = pressed?.shop ?? shopOfMenu(data);
    const naming = ctx.shopNamed === undefined ? undefined : parts.shops.findAmong(ctx.shopNamed);
    const [chat, own, conversation] = await Promise.all([
      chatId === undefined ? undefined : chats.about(chatId),
      from === undefined ? [] : team.shopsWith(from.id, 'browse'),
      readConversation(ctx, parts),
      naming,
    ]);
    ctx.conversationState = conversation;
    ctx.hasReturned =
      chatId !== undefined && chat !== undefined && (await notePresence(parts, ctx, chatId, chat));
    if (from === undefined) return;
    ctx.person = { id: from.id, name: nameOf(from) };
    ctx.audience = { inGroup: isGroup(chatId), isUnmasked: chat?.isUnmasked ?? false };
    ctx.locale = chat?.locale;
    ctx.excelTo = chat?.excelTo ?? 'person';
    ctx.press = pressed?.press;
    ctx.place = placeOf(ctx);
    ctx.isMember = own.length > 0;
    const someone = { id: from.id, shops: own };
    ctx.shopHere = ctx.place && (await parts.places.shopAt(ctx.place, someone));
    ctx.isUnbound = ctx.place !== undefined && ctx.shopHere === undefined;
    const named = ctx.shopNamed ?? ctx.shopHere ?? (await parts.places.shopOf(someone));
    ctx.isShopGone = !(await useShop(ctx, named, parts, naming));
    ctx.command = readCommand(ctx.message, ctx.me.username);
    ctx.leftQuestion = false;
    ctx.standing = async (messageId) => {
      if (pressed?.onRecord === true) return { is: 'record' };
      return chatId === undefined ? { is: 'nothing' } : ledger.standingAt(chatId, messageId);
    };
    ctx.onRefused = (tried) => noteRefusal(ctx, tried);
    ctx.onReplaced = async (requests, messageId) => {
      if (chatId !== undefined) await ledger.replacedAt(requests, chatId, messageId);
    };
    await next();
  };
}

/** The chat of an update, and its topic. */
function placeOf({ chatId, message, callbackQuery, audience }: BotContext): Place | undefined {
  if (chatId === undefined) return undefined;
  const threadId = topicOf(message ?? callbackQuery?.message) ?? 0;
  return { chatId, threadId, inGroup: audience.inGroup };
}

/**
 * Makes a shop the one that is worked on.
 * False: this bot has no such shop; the first one is worked on then.
 * @param finding where it is looked for already
 */
export async function useShop(
  ctx: BotContext,
  id: string,
  { shops, localizerFor, codec }: ShopParts,
  finding = shops.findAmong(id),
): Promise<boolean> {
  const named = await finding;
  const found = named ?? (await shops.findAmong(shops.firstId));
  if (found === undefined) throw new Error('The first shop is missing');
  const { shop, known } = found;
  ctx.shop = shop;
  const localizer = localizerFor(ctx.locale, shop.timeZone, ctx.audience);
  ctx.localizer = known > 1 ? namingShop(localizer, shop.name) : localizer;
  ctx.pack = codec.packFor(shop.id);
  return named !== undefined;
}

/**
 * Telegram says when the bot is blocked or removed. Back it is when somebody of the team is heard of there: what waits for
 * the chat is not for a stranger who lets the bot in again, also where nobody told of its removal in time.
 * True: it is back with this update.
 */
async function notePresence(
  { chats, team }: Pick<BotParts, 'chats' | 'team'>,
  ctx: BotContext,
  chatId: number,
  { isGone, isWarned }: Awaited<ReturnType<Chats['about']>>,
): Promise<boolean> {
  const { old_chat_member: before, new_chat_member: now } = ctx.myChatMember ?? {};
  if (isOut(now)) {
    await chats.markGone(chatId);
    return false;
  }
  const isLetIn = isWarned && isOut(before);
  if (!isGone && !isLetIn) return false;
  const isMember = await team.isMember(ctx.from?.id);
  if (isGone && isMember) await chats.markBack(chatId);
  if (!isGone && !isMember) await chats.markGone(chatId);
  return isGone && isMember;
}

/** The bot isn't in the chat: it was blocked, removed, or never let in. */
export function isOut(member: ChatMember | undefined): boolean {
  return member?.status === 'kicked' || member?.status === 'left';
}

/**
 * How a person is called where their act is named: a name of which nothing can be seen names nobody, then it is the
 * username, or the ID. Telegram allows names of 64 characters and more.
 */
export function nameOf({ id, first_name, last_name, username }: User): string {
  const name = oneLine([first_name, last_name].filter(Boolean).join(' '));
  return cut(name, 64) || (username ? `@${username}` : `ID ${id}`);
}

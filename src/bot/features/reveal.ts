// In a group phones and addresses are masked: whoever needs them has them sent to their private chat, which is noted.

import { findOrder } from '../../orders/reading/find-order.ts';
import { openCard } from '../../orders/reading/open-card.ts';
import { isChatGone } from '../../telegram/errors.ts';
import { type FieldsOf, shopButton } from '../callbacks/codec.ts';
import { inTens, listCursor, oneOf, positive } from '../callbacks/fields.ts';
import { pressOfStart, startLink } from '../callbacks/start-link.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { feature } from '../feature.ts';
import { shareable } from '../i18n/audience.ts';
import { replyWith, send, sendView } from '../messages/send.ts';
import { useShop } from '../middleware/request-context.ts';
import { mayOrIsTold } from '../middleware/rights.ts';
import { revealedView, revealToOpenView } from '../views/reveal.ts';

const reveal = shopButton('rv', {
  operation: 'reveal',
  fields: {
    list: oneOf({ active: 'a', canceled: 'c' }),
    orderId: positive,
    cursor: listCursor,
  },
});
type Revealed = FieldsOf<typeof reveal>;

declare module '../callbacks/codec.ts' {
  interface Buttons {
    reveal: Revealed;
  }
}

type RevealParts = Pick<FeatureParts, 'activity' | 'localizerIn' | 'team'>;

/** Somebody who presses again within this time has tapped twice. */
const againMs = 30_000;

export const revealing = feature('reveal', {
  declares: { buttons: { reveal } },
  handle(parts) {
    /** When what was sent, by the order and the person. */
    const sentAt = new Map<string, number>();
    return {
      buttons: {
        async reveal(ctx, asked) {
          const now = performance.now();
          for (const [sent, at] of sentAt) if (now - at >= againMs) sentAt.delete(sent);
          const key = `${ctx.shop.id}:${asked.orderId}:${ctx.person.id}`;
          if (sentAt.has(key)) await tell(ctx, 'reveal-sent', asked.orderId);
          else if (await revealOrder(parts, ctx, asked)) sentAt.set(key, now);
        },
      },
    };
  },
});

/**
 * Sends what somebody asked for in a group before they had opened their private chat, once they come by its link.
 * False: these words behind `/start` are something else.
 */
export async function startedForReveal(
  parts: FeatureParts,
  ctx: BotContext,
  words: string,
): Promise<boolean> {
  const { press, shop } = pressOfStart(parts.codec, words) ?? {};
  if (press?.press !== 'reveal') return false;
  if (!(await useShop(ctx, shop ?? ctx.shop.id, parts))) await replyWith(ctx, 'shop-gone');
  else if (await mayOrIsTold(ctx, parts.team, 'reveal')) await revealOrder(parts, ctx, press);
  return true;
}

/** Reads the order as it is now and sends it to the person alone. False: it can't be had, and they were told why. */
async function revealOrder(parts: RevealParts, ctx: BotContext, asked: Revealed): Promise<boolean> {
  const { api, person, shop } = ctx;
  if (!(await isPrivateOpen(ctx))) return askToOpen(ctx, asked);
  const order = await orderNow(ctx, asked);
  // Reading takes a while, in which the right can be taken away.
  if (order === undefined || !(await mayOrIsTold(ctx, parts.team, 'reveal'))) return false;
  // Written down first: nobody sees it without a trace.
  await parts.activity.record({
    kind: 'reveal',
    shop: shop.id,
    person,
    chat: ctx.chatId,
    order: { id: order.orderId, poNumber: order.poNumber },
  });
  const own = await parts.localizerIn(person.id, shop.id);
  await sendView(api, { chatId: person.id }, revealedView(order, own), ctx.pack);
  if (ctx.audience.inGroup) await tell(ctx, 'reveal-sent', order.orderId);
  return true;
}

/** Whether the bot may write to the person: they have opened its private chat and not blocked it. */
async function isPrivateOpen({ api, person }: BotContext): Promise<boolean> {
  try {
    await api.sendChatAction(person.id, 'typing');
    return true;
  } catch (error) {
    if (isChatGone(error)) return false;
    throw error;
  }
}

async function askToOpen(ctx: BotContext, asked: Revealed): Promise<false> {
  const { me, pack, person, localizer } = ctx;
  const link = startLink(me.username, pack, { press: 'reveal', ...asked });
  await send(ctx, revealToOpenView(asked.orderId, link, person.name, localizer));
  return false;
}

/** Undefined: it was not found, and the person was told so. */
async function orderNow(ctx: BotContext, { list, orderId, cursor }: Revealed) {
  const { ngorder } = ctx.shop;
  if (list === 'canceled') {
    const found = await openCard(ngorder, orderId, inTens(cursor));
    if ('order' in found) return found.order;
    await tell(ctx, found.at === 'nowhere' ? 'reveal-gone' : 'reveal-unsure', orderId);
  } else {
    const { matches, complete } = await findOrder(ngorder, { kind: 'id', orderId });
    if (matches[0] !== undefined) return matches[0].order;
    await tell(ctx, complete ? 'reveal-gone' : 'reveal-unsure', orderId);
  }
  return undefined;
}

/** Says something to who pressed, in a group to them alone; what they miss is said until they close it. */
async function tell(
  ctx: BotContext,
  key: 'reveal-sent' | 'reveal-gone' | 'reveal-unsure',
  orderId: number,
): Promise<void> {
  const id = shareable(String(orderId));
  if (ctx.callbackQuery === undefined) await replyWith(ctx, key, { id });
  else {
    const text = ctx.localizer.plain(key, { id });
    await ctx.answerCallbackQuery({ text, show_alert: key !== 'reveal-sent' });
  }
}

// Somebody looks at what the shop owes its buyers, and says that the money went back.

import { NotOwed, RefundError } from '../../orders/refunds/errors.ts';
import { lookAtRefund } from '../../orders/refunds/look-at.ts';
import type { PaybackWay, Refund } from '../../orders/refunds/refund.ts';
import { type FieldsOf, shopButton } from '../callbacks/codec.ts';
import { oneOf, page, positive } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { feature } from '../feature.ts';
import { alert, send, show } from '../messages/send.ts';
import type { MessageView } from '../views/message-view.ts';
import { refundSentence, refundsView, refundView } from '../views/refunds.ts';

const way = oneOf<PaybackWay>({
  transfer: 't',
  ewallet: 'e',
  marketplace: 'm',
  cash: 'c',
  other: 'o',
});
const order = { orderId: positive, page };

const refunds = shopButton('ra', { operation: 'browse', fields: { page } });
const refund = shopButton('rb', { operation: 'browse', fields: order });
const refunded = shopButton('rc', { operation: 'cancel', fields: order });
const refundWay = shopButton('rd', { operation: 'cancel', fields: { ...order, way } });
const undoRefunded = shopButton('re', { operation: 'cancel', fields: order });

declare module '../callbacks/codec.ts' {
  interface Buttons {
    refunds: FieldsOf<typeof refunds>;
    refund: FieldsOf<typeof refund>;
    refunded: FieldsOf<typeof refunded>;
    refundWay: FieldsOf<typeof refundWay>;
    undoRefunded: FieldsOf<typeof undoRefunded>;
  }
}

type RefundParts = Pick<FeatureParts, 'refunds' | 'refundDiscovery' | 'log'>;

export const refunding = feature('refunds', {
  declares: {
    commands: {
      refunds: {
        name: { en: 'refunds', id: 'refund' },
        operation: 'browse',
        menu: 'command-refunds',
        help: 'help-refunds',
      },
    },
    buttons: { refunds, refund, refunded, refundWay, undoRefunded },
  },
  handle: (parts) => ({
    commands: {
      refunds: async (ctx) => void (await send(ctx, await listOf(parts, ctx, 1))),
    },
    buttons: {
      refunds: async (ctx, { page }) => void (await show(ctx, await listOf(parts, ctx, page))),
      refund: (ctx, { orderId, page }) => showRefund(parts, ctx, orderId, page),
      refunded: (ctx, { orderId, page }) =>
        changing(parts, ctx, page, () =>
          parts.refunds.markRefunded(ctx.shop.id, orderId, ctx.person),
        ),
      refundWay: (ctx, { orderId, page, way }) =>
        changing(parts, ctx, page, () =>
          parts.refunds.setWay(ctx.shop.id, orderId, ctx.person, way),
        ),
      undoRefunded: (ctx, { orderId, page }) =>
        changing(parts, ctx, page, () =>
          parts.refunds.undoRefunded(ctx.shop.id, orderId, ctx.person),
        ),
    },
  }),
});

/** Nobody waits longer for what was canceled elsewhere, in milliseconds: what is known is shown, and the rest comes later. */
const searchMs = 1200;

async function listOf(
  { refunds, refundDiscovery }: RefundParts,
  { shop, localizer }: BotContext,
  page: number,
): Promise<MessageView> {
  const search = await refundDiscovery.look(shop, searchMs);
  const open = await refunds.open(shop.id);
  return refundsView({ refunds: open, page, search }, localizer);
}

async function showRefund(
  { refunds }: RefundParts,
  ctx: BotContext,
  orderId: number,
  page: number,
): Promise<void> {
  const refund = await lookAtRefund(refunds, ctx.shop, orderId, searchMs);
  if (refund === undefined) return alert(ctx, 'refund-unknown');
  await show(ctx, refundView(refund, page, ctx.localizer));
}

/** Takes a step and shows what it came to; who comes too late is told so, and sees how it stands. */
async function changing(
  parts: RefundParts,
  ctx: BotContext,
  page: number,
  step: () => Promise<Refund>,
): Promise<void> {
  const { localizer } = ctx;
  try {
    const refund = await step();
    parts.log.info({ by: ctx.person.id, shop: ctx.shop.id, status: refund.status }, 'a refund');
    await show(ctx, refundView(refund, page, localizer));
  } catch (error) {
    if (!(error instanceof RefundError)) throw error;
    ctx.outcome.result = 'refused';
    const refund = error instanceof NotOwed ? error.refund : undefined;
    if (refund === undefined) return alert(ctx, 'refund-unknown');
    await ctx.answerCallbackQuery({ text: refundSentence(refund, localizer, 'plain') });
    await show(ctx, refundView(refund, page, localizer));
  }
}

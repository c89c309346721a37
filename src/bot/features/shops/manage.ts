// An owner looks at one of their shops, renews its token, or disconnects it.

import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { waitForToken } from '../../conversations/token-question.ts';
import { feature } from '../../feature.ts';
import { alert, show } from '../../messages/send.ts';
import { tellRefused } from '../../messages/tell-refused.ts';
import { disconnectView, renewView, shopView } from '../../views/shops.ts';

const shopPage = shopButton('tp', { operation: 'shops', fields: {} });
const renewToken = shopButton('tr', { operation: 'shops', fields: {} });
const askDisconnect = shopButton('td', { operation: 'shops', fields: {} });
const disconnect = shopButton('tx', { operation: 'shops', fields: {} });

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    shopPage: FieldsOf<typeof shopPage>;
    renewToken: FieldsOf<typeof renewToken>;
    askDisconnect: FieldsOf<typeof askDisconnect>;
    disconnect: FieldsOf<typeof disconnect>;
  }
}

export const managingShops = feature('shops', {
  needs: 'shop',
  declares: { buttons: { shopPage, renewToken, askDisconnect, disconnect } },
  handle: ({ connections, shops, log }) => ({
    buttons: {
      shopPage: (ctx) => alone(ctx, () => show(ctx, shopView(ctx.shop, ctx.localizer))),
      renewToken: (ctx) =>
        alone(ctx, async () => {
          await ctx.conversation.exitAll();
          waitForToken(ctx, { renewing: ctx.shop.id });
          await show(ctx, renewView(ctx.shop.name, ctx.localizer));
        }),
      askDisconnect: (ctx) =>
        alone(ctx, () => show(ctx, disconnectView(ctx.shop.name, ctx.localizer))),
      disconnect: (ctx) => alone(ctx, () => disconnectShop({ connections, shops, log }, ctx)),
    },
  }),
});

/** A shop's token is nobody's business in a group. */
async function alone(ctx: BotContext, work: () => Promise<unknown>): Promise<void> {
  if (ctx.audience.inGroup) await alert(ctx, 'alert-unknown-action');
  else await work();
}

async function disconnectShop(
  { connections, shops, log }: Pick<FeatureParts, 'connections' | 'shops' | 'log'>,
  ctx: BotContext,
): Promise<void> {
  const { shop, person, localizer } = ctx;
  try {
    await connections.disconnect(shop.id, person);
  } catch (error) {
    return tellRefused(ctx, error);
  }
  log.info({ by: person.id, shop: shop.id }, 'a shop is disconnected');
  await show(ctx, shopView((await shops.find(shop.id)) ?? shop, localizer));
}

// Whoever works for several shops chooses in their private chat which one is meant; a group says which one it is for.

import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { feature } from '../../feature.ts';
import { alert, replyWith, send, show } from '../../messages/send.ts';
import { shopOfGroupView, shopsView } from '../../views/shops.ts';
import { shopsWith } from './shops-with.ts';

const chooseShop = shopButton('ts', { operation: 'browse', fields: {} });

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    chooseShop: FieldsOf<typeof chooseShop>;
  }
}

export const choosingShops = feature('choose a shop', {
  needs: 'nothing',
  declares: {
    commands: {
      shop: {
        name: { en: 'shop', id: 'toko' },
        operation: 'browse',
        menu: 'command-shop',
        help: 'help-shop',
      },
    },
    buttons: { chooseShop },
  },
  handle: (parts) => ({
    commands: { shop: (ctx) => showShops(parts, ctx) },
    buttons: {
      async chooseShop(ctx) {
        const { shop, person, audience } = ctx;
        if (audience.inGroup) return alert(ctx, 'alert-unknown-action');
        if (!(await parts.team.may(person.id, 'browse', shop.id)))
          return alert(ctx, 'refused-press');
        await parts.places.choose(person.id, shop.id);
        await show(ctx, await viewOf(parts, ctx));
      },
    },
  }),
});

async function showShops(parts: FeatureParts, ctx: BotContext): Promise<unknown> {
  const { audience, isUnbound, place, shop, localizer } = ctx;
  if (!audience.inGroup) return send(ctx, await viewOf(parts, ctx));
  if (isUnbound) return replyWith(ctx, 'chat-without-shop');
  return send(ctx, shopOfGroupView({ shop: shop.name, isTopic: place?.threadId !== 0 }, localizer));
}

async function viewOf(parts: FeatureParts, ctx: BotContext) {
  const shops = await shopsWith(parts, ctx, 'browse');
  return shopsView(shops, ctx.shop.id, ctx.localizer);
}

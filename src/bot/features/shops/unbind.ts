// An owner has a group, or a topic with a shop of its own, work for that shop no longer.

import type { ChatPlace } from '../../../store/tables/chat-shops.ts';
import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { feature } from '../../feature.ts';
import { alert, show } from '../../messages/send.ts';
import { tellRefused } from '../../messages/tell-refused.ts';
import { unbindView, unboundView } from '../../views/shops.ts';

const askUnbind = shopButton('gx', { operation: 'shops', fields: {} });
const unbind = shopButton('gy', { operation: 'shops', fields: {} });

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    askUnbind: FieldsOf<typeof askUnbind>;
    unbind: FieldsOf<typeof unbind>;
  }
}

export const unbinding = feature('unbind', {
  needs: 'shop',
  declares: { buttons: { askUnbind, unbind } },
  handle: ({ places }) => ({
    buttons: {
      askUnbind: (ctx) =>
        inGroup(ctx, async (place) => {
          const isTopic = await places.isTopicsOwn(place);
          await show(ctx, unbindView({ shop: ctx.shop.name, isTopic }, ctx.localizer));
        }),
      unbind: (ctx) => inGroup(ctx, (place) => endBinding(places, ctx, place)),
    },
  }),
});

/** Alone, a person works for whichever shop of theirs they choose. */
async function inGroup(ctx: BotContext, work: (place: ChatPlace) => Promise<unknown>) {
  const { place } = ctx;
  if (place?.inGroup) await work(place);
  else await alert(ctx, 'alert-unknown-action');
}

async function endBinding(
  places: FeatureParts['places'],
  ctx: BotContext,
  place: ChatPlace,
): Promise<void> {
  const { shop, person, localizer } = ctx;
  const isTopic = await places.isTopicsOwn(place);
  try {
    if (!(await places.unbind(place, shop.id, person))) return alert(ctx, 'unbound-already');
  } catch (error) {
    return tellRefused(ctx, error);
  }
  await show(ctx, unboundView({ shop: shop.name, isTopic }, localizer));
}

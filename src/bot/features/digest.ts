// A chat's people choose whether it is told once a day what happened, and when.

import { type DigestHour, digestHours } from '../../orders/digest/digest-times.ts';
import { type FieldsOf, shopButton } from '../callbacks/codec.ts';
import { optional, wordOf } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { feature } from '../feature.ts';
import { show } from '../messages/send.ts';
import { tellRefused } from '../messages/tell-refused.ts';
import { mayOrIsTold } from '../middleware/rights.ts';
import { digestSettingView } from '../views/digest-setting.ts';

const hour = optional(wordOf<`${DigestHour}`>(digestHours.map((one) => `${one}` as const)));

const digestSetting = shopButton('gd', { operation: 'browse', fields: {} });
/** In a private chat everybody chooses for themselves, in a group who has the right to its settings. */
const chooseDigest = shopButton<{ hour?: `${DigestHour}` | undefined }>('gh', {
  operation: 'browse',
  fields: { hour },
});

declare module '../callbacks/codec.ts' {
  interface Buttons {
    digestSetting: FieldsOf<typeof digestSetting>;
    chooseDigest: FieldsOf<typeof chooseDigest>;
  }
}

type DigestParts = Pick<FeatureParts, 'chats' | 'chatSettings' | 'team'>;

export const settingDigests = feature('digest', {
  needs: 'shop',
  declares: { buttons: { digestSetting, chooseDigest } },
  handle: (parts) => ({
    buttons: {
      digestSetting: (ctx) => showDigestSetting(parts, ctx),
      chooseDigest: (ctx, { hour }) => choose(parts, ctx, hour),
    },
  }),
});

/** Whether this chat is told once a day what happened, and what can be chosen. */
export async function showDigestSetting(
  { chats }: Pick<FeatureParts, 'chats'>,
  ctx: BotContext,
): Promise<void> {
  if (ctx.chatId === undefined) return;
  const { digestHour } = await chats.about(ctx.chatId);
  const shown = { hour: digestHour, zone: ctx.shop.timeZone };
  await show(ctx, digestSettingView(shown, ctx.localizer));
}

/** It comes where it was chosen: in a topic, if that is one. */
async function choose(
  parts: DigestParts,
  ctx: BotContext,
  hour: `${DigestHour}` | undefined,
): Promise<void> {
  const { chatId, person, shop, audience, place } = ctx;
  const { inGroup } = audience;
  if (chatId === undefined) return;
  if (inGroup && !(await mayOrIsTold(ctx, parts.team, 'settings', 'shop'))) return;
  const digest = hour === undefined ? null : { hour: Number(hour), threadId: place?.threadId ?? 0 };
  try {
    await parts.chatSettings.choose({ shop: shop.id, chatId, inGroup, by: person }, { digest });
  } catch (error) {
    return tellRefused(ctx, error);
  }
  await showDigestSetting(parts, ctx);
}

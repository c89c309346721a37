// What is chosen for one chat: whether a group sees phones and addresses whole, and when the bot makes no sound by itself.

import type { ChosenForChat, QuietHours } from '../../store/tables/chats.ts';
import { type FieldsOf, shopButton } from '../callbacks/codec.ts';
import { quietHours, yesOrNo } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { feature } from '../feature.ts';
import { alert, show } from '../messages/send.ts';
import { tellRefused } from '../messages/tell-refused.ts';
import { mayOrIsTold } from '../middleware/rights.ts';
import { chatSettingsView, unmaskView } from '../views/chat-settings.ts';

const chatSettings = shopButton('gs', { operation: 'browse', fields: {} });
const unmask = shopButton('gu', { operation: 'settings', fields: {} });
const mask = shopButton('gm', { operation: 'settings', fields: { yes: yesOrNo } });
/** In a private chat everybody chooses for themselves, in a group who has the right to its settings. */
const quiet = shopButton<{ hours?: QuietHours | undefined }>('gq', {
  operation: 'browse',
  fields: { hours: quietHours },
});

declare module '../callbacks/codec.ts' {
  interface Buttons {
    chatSettings: FieldsOf<typeof chatSettings>;
    unmask: FieldsOf<typeof unmask>;
    mask: FieldsOf<typeof mask>;
    quiet: FieldsOf<typeof quiet>;
  }
}

type ChatParts = Pick<FeatureParts, 'chats' | 'chatSettings' | 'localizerFor' | 'team'>;

export const settingChats = feature('chat settings', {
  needs: 'shop',
  declares: { buttons: { chatSettings, unmask, mask, quiet } },
  handle: (parts) => ({
    buttons: {
      chatSettings: (ctx) => showChatSettings(parts, ctx),
      unmask: (ctx) => inGroupAlone(ctx, () => show(ctx, unmaskView(ctx.localizer))),
      mask: (ctx, { yes }) => inGroupAlone(ctx, () => choose(parts, ctx, { isUnmasked: !yes })),
      quiet: async (ctx, { hours }) => {
        if (ctx.audience.inGroup && !(await mayOrIsTold(ctx, parts.team, 'settings', 'shop')))
          return;
        await choose(parts, ctx, { quiet: hours ?? null });
      },
    },
  }),
});

/** How this chat is set up, and what can be chosen. */
export async function showChatSettings(
  { chats }: Pick<FeatureParts, 'chats'>,
  ctx: BotContext,
): Promise<void> {
  if (ctx.chatId === undefined) return;
  const { quiet } = await chats.about(ctx.chatId);
  await show(ctx, chatSettingsView({ quiet, zone: ctx.shop.timeZone }, ctx.localizer));
}

/** A private chat shows its person everything; a forged press changes nothing about that. */
async function inGroupAlone(ctx: BotContext, work: () => Promise<unknown>): Promise<void> {
  if (ctx.audience.inGroup) await work();
  else await alert(ctx, 'alert-unknown-action');
}

async function choose(parts: ChatParts, ctx: BotContext, chosen: ChosenForChat): Promise<void> {
  const { chatId, person, shop, audience } = ctx;
  if (chatId === undefined) return;
  const { inGroup } = audience;
  try {
    await parts.chatSettings.choose({ shop: shop.id, chatId, inGroup, by: person }, chosen);
  } catch (error) {
    return tellRefused(ctx, error);
  }
  if (chosen.isUnmasked !== undefined)
    ctx.audience = { ...audience, isUnmasked: chosen.isUnmasked };
  ctx.localizer = parts.localizerFor(ctx.locale, shop.timeZone, ctx.audience);
  await showChatSettings(parts, ctx);
}

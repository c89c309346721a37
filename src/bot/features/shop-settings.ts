// Somebody with the right looks at what the shop has decided for itself, and changes it.

import { type ShopSetting, shopSettingNames } from '../../team/shop-settings.ts';
import { type FieldsOf, shopButton } from '../callbacks/codec.ts';
import { settingValue, wordOf } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { feature } from '../feature.ts';
import { alert, show } from '../messages/send.ts';
import { tellRefused } from '../messages/tell-refused.ts';
import { chosenBy, settingView, shopSettingsView } from '../views/shop-settings.ts';

const setting = wordOf<ShopSetting>(shopSettingNames);
const shopSettings = shopButton('so', { operation: 'settings', fields: {} });
const shopSetting = shopButton('sk', { operation: 'settings', fields: { setting } });
const choose = shopButton('sv', {
  operation: 'settings',
  fields: { setting, value: settingValue },
});

declare module '../callbacks/codec.ts' {
  interface Buttons {
    shopSettings: FieldsOf<typeof shopSettings>;
    shopSetting: FieldsOf<typeof shopSetting>;
    choose: FieldsOf<typeof choose>;
  }
}

type SettingsParts = Pick<FeatureParts, 'shopSettings' | 'log'>;

export const settingShops = feature('shop settings', {
  needs: 'shop',
  declares: { buttons: { shopSettings, shopSetting, choose } },
  handle: (parts) => ({
    buttons: {
      shopSettings: (ctx) => showShopSettings(parts, ctx),
      shopSetting: async (ctx, { setting }) => {
        const settings = await parts.shopSettings.of(ctx.shop.id);
        await show(ctx, settingView(setting, settings, ctx.localizer));
      },
      choose: (ctx, { setting, value }) => chooseValue(parts, ctx, setting, value),
    },
  }),
});

/** How everything stands that the shop decides for itself. */
export async function showShopSettings(
  { shopSettings }: Pick<FeatureParts, 'shopSettings'>,
  ctx: BotContext,
): Promise<void> {
  const settings = await shopSettings.of(ctx.shop.id);
  await show(ctx, shopSettingsView(ctx.shop.name, settings, ctx.localizer));
}

async function chooseValue(
  parts: SettingsParts,
  ctx: BotContext,
  setting: ShopSetting,
  value: string,
): Promise<void> {
  const chosen = chosenBy(setting, value);
  if (chosen === undefined) return alert(ctx, 'alert-unknown-action');
  const { person, shop } = ctx;
  try {
    await parts.shopSettings.choose(shop.id, person.id, chosen);
  } catch (error) {
    return tellRefused(ctx, error);
  }
  parts.log.info({ by: person.id, shop: shop.id, ...chosen }, 'the shop’s settings have changed');
  await showShopSettings(parts, ctx);
}

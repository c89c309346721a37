// What a chat's people choose for it: the language, and in a group where an Excel goes.

import { type Locale, locales } from '../../config.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import type { MenuItem, MenuShape } from '../menu.ts';
import { whatIsLacking } from '../middleware/rights.ts';
import { lines } from '../views/message-view.ts';
import { showChatSettings } from './chat-settings.ts';
import { showDigestSetting } from './digest.ts';
import { showShopSettings } from './shop-settings.ts';

/** The menus of the settings: those of a private chat, those of a group, and the languages of both. */
export const settingsMenus = ['settings', 'groupSettings', 'language'] as const;
export type SettingsMenu = (typeof settingsMenus)[number];

/** Shows a menu where a menu stands. */
export type ShowMenu<N extends string> = (
  ctx: BotContext,
  name: N,
  text: string,
) => Promise<unknown>;

/** @param toMain leads back to the main menu */
export function settingsShapes(
  parts: FeatureParts,
  show: ShowMenu<SettingsMenu>,
  toMain: (ctx: BotContext) => Promise<unknown>,
): Record<SettingsMenu, MenuShape<SettingsMenu | 'main'>> {
  const toSettings = (ctx: BotContext) => show(ctx, settingsMenuOf(ctx), settingsText(ctx));
  const language: MenuItem = {
    label: 'settings-language',
    operation: 'browse',
    needs: 'nothing',
    press: (ctx) => show(ctx, 'language', ctx.localizer.html('language-title')),
  };
  const back = (press: MenuItem['press']): MenuItem => ({
    label: 'menu-back',
    operation: 'browse',
    needs: 'nothing',
    press,
  });
  const ofShop: MenuItem = {
    label: 'settings-of-shop',
    operation: 'settings',
    needs: 'shop',
    press: (ctx) => showShopSettings(parts, ctx),
  };
  const ofChat: MenuItem = {
    label: ({ audience }) => (audience.inGroup ? 'settings-of-group' : 'settings-of-private'),
    operation: 'browse',
    needs: 'shop',
    press: (ctx) => showChatSettings(parts, ctx),
  };
  const digest: MenuItem = {
    label: 'settings-digest',
    operation: 'browse',
    needs: 'shop',
    press: (ctx) => showDigestSetting(parts, ctx),
  };
  return {
    settings: {
      parent: 'main',
      rows: [
        [language, { label: 'settings-add-to-group', url: addToGroup }],
        [back(toMain), ofShop],
        [ofChat],
        [digest],
      ],
    },
    groupSettings: {
      parent: 'main',
      rows: [
        [
          language,
          {
            label: ({ excelTo }) =>
              excelTo === 'group' ? 'settings-excel-to-person' : 'settings-excel-to-group',
            operation: 'settings',
            needs: 'shop',
            press: async (ctx) => {
              if (ctx.chatId === undefined) return;
              ctx.excelTo = ctx.excelTo === 'group' ? 'person' : 'group';
              ctx.unitOfWork.excelTo.set(ctx.chatId, ctx.excelTo);
              await toSettings(ctx);
            },
          },
        ],
        [back(toMain), ofShop],
        [ofChat],
        [digest],
      ],
    },
    language: {
      parent: 'settings',
      rows: [
        ...locales.map((locale): MenuItem[] => [
          {
            label: `language-${locale}`,
            isOn: ({ localizer }) => localizer.locale === locale,
            operation: 'browse',
            needs: 'nothing',
            press: async (ctx) => {
              choose(parts, ctx, locale);
              await toSettings(ctx);
            },
          },
        ]),
        [back(toSettings)],
      ],
    },
  };
}

/** Which settings there are in this chat. */
export function settingsMenuOf({ audience }: BotContext): 'settings' | 'groupSettings' {
  return audience.inGroup ? 'groupSettings' : 'settings';
}

/** How the settings of this chat stand. */
export function settingsText(ctx: BotContext): string {
  const { localizer, audience, shop, excelTo } = ctx;
  const lack = whatIsLacking(ctx);
  return lines(
    localizer.html('settings-title'),
    lack
      ? localizer.html(lack)
      : localizer.html('settings-shop', { shop: shop.name, zone: shop.timeZone }),
    audience.inGroup &&
      localizer.html(excelTo === 'group' ? 'settings-excel-group' : 'settings-excel-person'),
  );
}

/** Telegram, Deep links: the person chooses a group of theirs, and the bot comes in. */
function addToGroup({ me }: BotContext): string {
  return `https://t.me/${me.username}?startgroup`;
}

/** From the next word on, the bot speaks this language in the chat. */
function choose({ localizerFor }: FeatureParts, ctx: BotContext, locale: Locale): void {
  if (ctx.chatId === undefined) return;
  ctx.unitOfWork.locales.set(ctx.chatId, locale);
  ctx.locale = locale;
  ctx.localizer = localizerFor(locale, ctx.shop.timeZone, ctx.audience);
}

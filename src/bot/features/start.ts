// The first things a person does: start, look around, choose a language, leave a question.

import type { Menu } from '@grammyjs/menu';
import { type Locale, locales } from '../../config.ts';
import { cannotBeEdited } from '../../telegram/errors.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { ask } from '../conversations/ask.ts';
import { feature } from '../feature.ts';
import { createMenus, type MenuItem } from '../menu.ts';
import { html, replyWith, send } from '../messages/send.ts';
import { targetOf, targetOptions } from '../messages/target.ts';
import { helpView } from '../views/help.ts';
import { askOrder } from './cancel.ts';
import { showExportChoice, startedForExport } from './lists/export.ts';
import { showListOfWords } from './lists/list.ts';

export const start = feature('start', {
  declares: {
    commands: {
      start: { name: { en: 'start', id: 'start' }, operation: 'browse' },
      settings: {
        name: { en: 'settings', id: 'pengaturan' },
        operation: 'browse',
        menu: 'command-settings',
        help: 'help-settings',
      },
      help: { name: { en: 'help', id: 'bantuan' }, operation: 'browse', menu: 'command-help' },
      stop: {
        name: { en: 'stop', id: 'keluar' },
        operation: 'browse',
        menu: 'command-stop',
        help: 'help-stop',
      },
    },
  },
  handle(parts) {
    const { menus, middleware } = menusOf(parts);
    return {
      menu: middleware,
      commands: {
        start: async (ctx, words) => {
          if (!(await startedForExport(parts, ctx, words)))
            await sendMenu(ctx, welcome(ctx), menus.main);
        },
        settings: (ctx) => sendMenu(ctx, ctx.localizer.html('settings-title'), menus.settings),
        help: (ctx) => showHelp(ctx, parts),
        stop: (ctx) => replyWith(ctx, ctx.leftQuestion ? 'stopped' : 'nothing-to-stop'),
      },
    };
  },
});

/** The main menu, whose buttons do what the commands do, and the settings. */
function menusOf(parts: FeatureParts): MadeMenus {
  /** Where Telegram no longer lets the message be changed, the menu is sent anew. */
  const showMenu = async (ctx: BotContext, name: keyof typeof made.menus, text: string) => {
    try {
      await ctx.editMessageText(text, html);
    } catch (error) {
      if (!cannotBeEdited(error)) throw error;
      await sendMenu(ctx, text, made.menus[name]);
    }
  };
  const settingsTitle = (ctx: BotContext) => ctx.localizer.html('settings-title');
  const language = (locale: Locale): MenuItem => ({
    label: `language-${locale}`,
    operation: 'browse',
    press: async (ctx) => {
      choose(parts, ctx, locale);
      ctx.menu.back();
      await showMenu(ctx, 'settings', settingsTitle(ctx));
    },
  });
  const made: MadeMenus = createMenus(
    {
      main: {
        rows: [
          [{ label: 'menu-cancel', operation: 'cancel', press: (ctx) => ask(ctx, askOrder, null) }],
          [
            {
              label: 'menu-canceled',
              operation: 'browse',
              press: (ctx) => showListOfWords(parts, ctx, ''),
            },
            { label: 'menu-excel', operation: 'export', press: (ctx) => showExportChoice(ctx) },
          ],
          [
            {
              label: 'menu-settings',
              operation: 'browse',
              press: async (ctx) => {
                ctx.menu.nav('settings');
                await showMenu(ctx, 'settings', settingsTitle(ctx));
              },
            },
            { label: 'menu-help', operation: 'browse', press: (ctx) => showHelp(ctx, parts) },
          ],
        ],
      },
      settings: {
        parent: 'main',
        rows: [
          [
            {
              label: 'settings-language',
              operation: 'browse',
              press: async (ctx) => {
                ctx.menu.nav('language');
                await showMenu(ctx, 'language', ctx.localizer.html('language-title'));
              },
            },
          ],
          [back((ctx) => showMenu(ctx, 'main', welcome(ctx)))],
        ],
      },
      language: {
        parent: 'settings',
        rows: [
          ...locales.map((locale) => [language(locale)]),
          [back((ctx) => showMenu(ctx, 'settings', settingsTitle(ctx)))],
        ],
      },
    },
    parts,
  );
  return made;
}

type MadeMenus = ReturnType<typeof createMenus<'main' | 'settings' | 'language'>>;

function sendMenu(ctx: BotContext, text: string, menu: Menu<BotContext>): Promise<unknown> {
  return ctx.reply(text, { ...html, ...targetOptions(targetOf(ctx)), reply_markup: menu });
}

function back(press: MenuItem['press']): MenuItem {
  return {
    label: 'menu-back',
    operation: 'browse',
    press: async (ctx) => {
      ctx.menu.back();
      await press(ctx);
    },
  };
}

function welcome({ localizer, shop }: BotContext): string {
  return localizer.html('start-welcome', { shop: shop.name });
}

/** What the person may do, and how. */
async function showHelp(ctx: BotContext, { commands, team }: FeatureParts): Promise<void> {
  const allowed = await Promise.all(
    commands.map(({ operation }) => team.may(ctx.person.id, operation, ctx.shop.id)),
  );
  const able = commands.filter((_, index) => allowed[index]);
  await send(ctx, helpView(able, ctx.localizer));
}

/** From the next word on, the bot speaks this language in the chat. */
function choose({ localizerFor }: FeatureParts, ctx: BotContext, locale: Locale): void {
  if (ctx.chatId === undefined) return;
  ctx.unitOfWork.locales.set(ctx.chatId, locale);
  ctx.locale = locale;
  ctx.localizer = localizerFor(locale, ctx.shop.timeZone, ctx.audience);
}

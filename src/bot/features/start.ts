// The first things a person does: start, look around, choose the settings, leave a question.

import type { Menu } from '@grammyjs/menu';
import { cannotBeEdited } from '../../telegram/errors.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { ask } from '../conversations/ask.ts';
import { feature } from '../feature.ts';
import { createMenus, type MenuShape } from '../menu.ts';
import { html, replyWith, send } from '../messages/send.ts';
import { targetOf, targetOptions } from '../messages/target.ts';
import { whatIsLacking } from '../middleware/rights.ts';
import { helpView } from '../views/help.ts';
import { askOrder } from './cancel.ts';
import { showExportChoice, startedForExport } from './lists/export.ts';
import { showListOfWords } from './lists/list.ts';
import { startedForReveal } from './reveal.ts';
import {
  type SettingsMenu,
  type ShowMenu,
  settingsMenuOf,
  settingsShapes,
  settingsText,
} from './settings.ts';

export const start = feature('start', {
  needs: 'nothing',
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
          const isLink =
            (await startedForExport(parts, ctx, words)) ||
            (await startedForReveal(parts, ctx, words));
          if (!isLink) await sendMenu(ctx, welcome(ctx), menus.main);
        },
        settings: (ctx) => sendMenu(ctx, settingsText(ctx), menus[settingsMenuOf(ctx)]),
        help: (ctx) => showHelp(ctx, parts),
        stop: (ctx) => replyWith(ctx, ctx.leftQuestion ? 'stopped' : 'nothing-to-stop'),
      },
    };
  },
});

/** The main menu, whose buttons do what the commands do, and the settings. */
function menusOf(parts: FeatureParts): MadeMenus {
  /** Where Telegram no longer lets the message be changed, the menu is sent anew. */
  const show: ShowMenu<MenuName> = async (ctx, name, text) => {
    ctx.menu.nav(name);
    try {
      await ctx.editMessageText(text, html);
    } catch (error) {
      if (!cannotBeEdited(error)) throw error;
      await sendMenu(ctx, text, made.menus[name]);
    }
  };
  const main: MenuShape<MenuName> = {
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
          needs: 'nothing',
          press: (ctx) => show(ctx, settingsMenuOf(ctx), settingsText(ctx)),
        },
        {
          label: 'menu-help',
          operation: 'browse',
          needs: 'nothing',
          press: (ctx) => showHelp(ctx, parts),
        },
      ],
    ],
  };
  const toMain = (ctx: BotContext) => show(ctx, 'main', welcome(ctx));
  const made: MadeMenus = createMenus<MenuName>(
    { main, ...settingsShapes(parts, show, toMain) },
    parts,
  );
  return made;
}

type MenuName = 'main' | SettingsMenu;
type MadeMenus = ReturnType<typeof createMenus<MenuName>>;

function sendMenu(ctx: BotContext, text: string, menu: Menu<BotContext>): Promise<unknown> {
  return ctx.reply(text, { ...html, ...targetOptions(targetOf(ctx)), reply_markup: menu });
}

function welcome(ctx: BotContext): string {
  const { localizer, shop } = ctx;
  const lack = whatIsLacking(ctx);
  return lack ? localizer.html(lack) : localizer.html('start-welcome', { shop: shop.name });
}

/** What the person may do, and how. */
async function showHelp(ctx: BotContext, { commands, team }: FeatureParts): Promise<void> {
  const allowed = await Promise.all(
    commands.map(({ operation }) => team.mayAnywhere(ctx.person.id, operation)),
  );
  const able = commands.filter((_, index) => allowed[index]);
  await send(ctx, helpView(able, ctx.localizer));
}

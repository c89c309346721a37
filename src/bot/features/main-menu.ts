// The main menu of /start: each of its buttons works where it stands, in private chats and in groups.

import { Menu } from '@grammyjs/menu';
import { type Locale, locales } from '../../config.ts';
import type { BotContext, BotParts } from '../context.ts';
import { replyPlace } from '../messages/send.ts';
import { askOrder } from './cancel.ts';
import { showListOfWords } from './canceled.ts';
import { showExportChoice } from './export.ts';

export interface Menus {
  main: Menu<BotContext>;
  settings: Menu<BotContext>;
}

/** The menus of fixed shape; they hold no state, so that one from last month still works. */
export function createMenus(parts: BotParts): Menus {
  const options = { autoAnswer: false, onMenuOutdated: false } as const;
  const label = (key: string) => (ctx: BotContext) => ctx.wording.plain(key);

  const main = new Menu<BotContext>('main', options)
    .text(label('menu-cancel'), async (ctx) => {
      await ctx.conversation.exitAll();
      await ctx.conversation.enter(askOrder);
    })
    .row()
    .text(label('menu-canceled'), (ctx) => showListOfWords(parts, ctx, ''))
    .text(label('menu-excel'), (ctx) => showExportChoice(ctx))
    .row()
    .submenu(label('menu-settings'), 'settings', (ctx) => editTo(ctx, 'settings-title'))
    .text(label('menu-help'), (ctx) => replyWith(ctx, 'help-text'));

  const settings = new Menu<BotContext>('settings', options)
    .submenu(label('settings-language'), 'language', (ctx) => editTo(ctx, 'language-title'))
    .row()
    .back(label('menu-back'), (ctx) =>
      editTo(ctx, 'start-welcome', { shop: parts.shops.first.name }),
    );

  const language = new Menu<BotContext>('language', options);
  for (const locale of locales) {
    language.text(label(`language-${locale}`), (ctx) => choose(parts, ctx, locale)).row();
  }
  language.back(label('menu-back'), (ctx) => editTo(ctx, 'settings-title'));

  settings.register(language);
  main.register(settings);
  return { main, settings };
}

/** Shows a text together with a menu, as a new message. */
export async function replyWithMenu(
  ctx: BotContext,
  html: string,
  menu: Menu<BotContext>,
): Promise<void> {
  await ctx.reply(html, { parse_mode: 'HTML', reply_markup: menu, ...replyPlace(ctx) });
}

/** Shows a text as a new message. */
export async function replyWith(ctx: BotContext, key: string): Promise<void> {
  await ctx.reply(ctx.wording.html(key), { parse_mode: 'HTML', ...replyPlace(ctx) });
}

async function editTo(
  ctx: BotContext,
  key: string,
  variables?: Record<string, string>,
): Promise<void> {
  await ctx.editMessageText(ctx.wording.html(key, variables), { parse_mode: 'HTML' });
}

async function choose(
  { changesOf, wordings }: BotParts,
  ctx: BotContext,
  locale: Locale,
): Promise<void> {
  if (ctx.chatId === undefined) return;
  changesOf(ctx.update).locales.set(ctx.chatId, locale);
  ctx.wording = wordings(locale);
  ctx.menu.back();
  await editTo(ctx, 'settings-title');
}

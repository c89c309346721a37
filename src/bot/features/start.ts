// The first things a person does: start, look around, choose a language, leave a question.

import { Composer } from 'grammy';
import type { BotContext, BotParts } from '../context.ts';
import { type Menus, replyWith, replyWithMenu } from './main-menu.ts';

export function start({ shops }: BotParts, menus: Menus): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('start', (ctx) =>
    replyWithMenu(ctx, ctx.wording.html('start-welcome', { shop: shops.first.name }), menus.main),
  );
  composer.command(['settings', 'pengaturan'], (ctx) =>
    replyWithMenu(ctx, ctx.wording.html('settings-title'), menus.settings),
  );
  composer.command(['help', 'bantuan'], (ctx) => replyWith(ctx, 'help-text'));
  composer.command(['stop', 'keluar'], (ctx) =>
    replyWith(ctx, ctx.leftQuestion ? 'stopped' : 'nothing-to-stop'),
  );
  return composer;
}

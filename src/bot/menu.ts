import { Menu } from '@grammyjs/menu';
import { Composer } from 'grammy';
import type { Operation } from '../team/operations.ts';
import type { BotContext, BotParts } from './context.ts';
import type { TextKeyOf } from './i18n/localizer.ts';
import { mayOrIsTold, type Needs } from './middleware/rights.ts';

/** A button of a menu. */
export interface MenuItem {
  /** The key of its label, which may depend on how things stand. */
  label: TextKeyOf | ((ctx: BotContext) => TextKeyOf);
  /** It is what holds now, and is marked so. */
  isOn?: (ctx: BotContext) => boolean;
  /** The right that it takes. */
  operation: Operation;
  /** What it takes besides; the shop's connection to Ngorder unless told. */
  needs?: Needs;
  /** `ctx.menu` leads to other menus. */
  press: (ctx: BotContext) => Promise<unknown>;
}

/** A button that Telegram acts on by itself. */
export interface MenuLink {
  /** The key of its label. */
  label: TextKeyOf;
  /** The address that it opens. */
  url: (ctx: BotContext) => string;
}

/** A menu of fixed shape, and the one that its way back leads to. */
export interface MenuShape<N extends string> {
  rows: readonly (readonly (MenuItem | MenuLink)[])[];
  parent?: NoInfer<N>;
}

/**
 * Menus that hold no state: one from last month still works. Buttons are known by their row and column, so that new ones
 * belong at the end.
 *
 * @param shapes by name; the first is the root, and every other has a parent that stands before it
 */
export function createMenus<N extends string>(
  shapes: Readonly<Record<N, MenuShape<N>>>,
  { team }: Pick<BotParts, 'team'>,
): { menus: Record<N, Menu<BotContext>>; middleware: Composer<BotContext> } {
  const names = Object.keys(shapes) as N[];
  const menus = Object.fromEntries(
    names.map((name) => [name, menuOf(name, shapes[name].rows, team)]),
  ) as Record<N, Menu<BotContext>>;
  // From the innermost outwards: a menu is closed once it is registered.
  for (const name of names.toReversed()) {
    const { parent } = shapes[name];
    if (parent !== undefined) menus[parent].register(menus[name]);
  }
  const [root] = names;
  const middleware = new Composer<BotContext>();
  middleware.lazy((ctx) => {
    const [name = '', row = '', column = '', , kind = ''] =
      ctx.callbackQuery?.data?.split('/') ?? [];
    const shape = Object.hasOwn(shapes, name) ? shapes[name as N] : undefined;
    // What no menu has (any more) is for the fallback: the plugin would fail over it.
    const item = shape?.rows[Number.parseInt(row, 16)]?.[Number.parseInt(column, 16)];
    const isNothing = shape && (item === undefined || 'url' in item || !kind.startsWith('h'));
    return root === undefined || isNothing ? [] : menus[root];
  });
  return { menus, middleware };
}

/** The shop that a menu was made for, by what its pressed button carries; undefined: it is no menu's, or an old one's. */
export function shopOfMenu(data: string | undefined): string | undefined {
  const [, , , shop = '', kind = ''] = data?.split('/') ?? [];
  return kind.startsWith('h') && shop !== '' ? shop : undefined;
}

function menuOf(id: string, rows: MenuShape<string>['rows'], team: BotParts['team']) {
  const menu = new Menu<BotContext>(id, { autoAnswer: false, onMenuOutdated: false });
  for (const [index, row] of rows.entries()) {
    if (index > 0) menu.row();
    for (const item of row) {
      if ('url' in item) {
        menu.url((ctx) => ctx.localizer.plain(item.label), item.url);
        continue;
      }
      const { operation, needs, press } = item;
      menu.text(
        { text: (ctx) => labelOf(item, ctx), payload: ({ shop }) => shop.id },
        async (ctx) => {
          if (await mayOrIsTold(ctx, team, operation, needs)) await press(ctx);
        },
      );
    }
  }
  return menu;
}

function labelOf({ label, isOn }: MenuItem, ctx: BotContext): string {
  const text = ctx.localizer.plain(typeof label === 'function' ? label(ctx) : label);
  return isOn?.(ctx) ? `✓ ${text}` : text;
}

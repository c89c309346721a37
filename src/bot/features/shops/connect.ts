// An owner connects a shop in their private chat by its token; a manager says in a group which shop it works for.

import type { MiddlewareFn } from 'grammy';
import { looksLikeToken } from '../../../team/shops/token.ts';
import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import {
  forgetTokenQuestion,
  tokenQuestionOf,
  waitForToken,
} from '../../conversations/token-question.ts';
import { feature } from '../../feature.ts';
import { replyWith, send, show } from '../../messages/send.ts';
import { tellRefused } from '../../messages/tell-refused.ts';
import { useShop } from '../../middleware/request-context.ts';
import { mayOrIsTold } from '../../middleware/rights.ts';
import { boundView, connectView, shopsToBindView } from '../../views/shops.ts';
import { shopsWith } from './shops-with.ts';
import { refuseToken, takeToken } from './take-token.ts';

const connect = shopButton('tc', { operation: 'shops', fields: {} });
/** Stands where another shop is worked on, to choose that one there. */
const bindShop = shopButton('tb', { operation: 'settings', standsIn: 'any chat', fields: {} });

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    connect: FieldsOf<typeof connect>;
    bindShop: FieldsOf<typeof bindShop>;
  }
}

export const connecting = feature('connect', {
  needs: 'nothing',
  declares: {
    commands: {
      connect: {
        name: { en: 'connect', id: 'hubungkan' },
        operation: 'settings',
        menu: 'command-connect',
        help: 'help-connect',
      },
    },
    buttons: { connect, bindShop },
  },
  handle: (parts) => ({
    commands: {
      async connect(ctx, words) {
        if (ctx.audience.inGroup) await inGroup(parts, ctx, words);
        else if (await isStray(parts, ctx, words)) await refuseToken(parts, ctx, words);
        else if (await mayOrIsTold(ctx, parts.team, 'shops', 'nothing'))
          await (words === '' ? askToken(parts, ctx) : takeToken(parts, ctx, words, {}));
      },
    },
    buttons: {
      connect: (ctx) => askToken(parts, ctx),
      bindShop: (ctx) => bind(parts, ctx),
    },
  }),
});

/** Somebody has gone on to an order meanwhile: no token is as short. */
const ordersNumber = /^\s*(?:po\s*)?#?\d{1,7}\s*$/i;

/** Takes a token before anything else sees what was written: where one was asked for, or where it stands by mistake. */
export function tokens(parts: FeatureParts): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const text = ctx.message?.text;
    if (text === undefined) return next();
    const question = ctx.audience.inGroup ? undefined : await tokenQuestionOf(ctx, parts);
    if (ctx.command !== undefined) {
      if (question !== undefined) {
        forgetTokenQuestion(ctx);
        ctx.leftQuestion = true;
      }
      return next();
    }
    if (question !== undefined && !ordersNumber.test(text))
      return takeToken(parts, ctx, text, question);
    if (question !== undefined) forgetTokenQuestion(ctx);
    const isOwners = looksLikeToken(text) && (await parts.team.mayAnywhere(ctx.person.id, 'shops'));
    await (isOwners ? refuseToken(parts, ctx, text) : next());
  };
}

/** A token from somebody who connects no shops. */
async function isStray(
  { team }: Pick<FeatureParts, 'team'>,
  { person }: BotContext,
  words: string,
): Promise<boolean> {
  return looksLikeToken(words) && !(await team.mayAnywhere(person.id, 'shops'));
}

/** Asks for the token of another shop, and shows those that there are. */
async function askToken(parts: FeatureParts, ctx: BotContext): Promise<void> {
  await ctx.conversation.exitAll();
  waitForToken(ctx, {});
  await show(ctx, connectView(await shopsWith(parts, ctx, 'shops'), ctx.localizer));
}

async function inGroup(parts: FeatureParts, ctx: BotContext, words: string): Promise<void> {
  if (looksLikeToken(words)) return refuseToken(parts, ctx, words);
  const shops = (await shopsWith(parts, ctx, 'settings')).filter(({ isConnected }) => isConnected);
  const [only, ...more] = shops;
  if (only === undefined) return void (await replyWith(ctx, 'connect-alone-first'));
  const isTopic = ctx.place?.threadId !== 0;
  if (more.length > 0) {
    const now = ctx.isUnbound ? undefined : ctx.shop.id;
    return void (await send(ctx, shopsToBindView(shops, { now, isTopic }, ctx.localizer)));
  }
  await useShop(ctx, only.id, parts);
  await bind(parts, ctx);
}

/** From now on this group or topic works for the shop that is worked on. */
async function bind(parts: FeatureParts, ctx: BotContext): Promise<void> {
  const { place, shop, person, localizer } = ctx;
  if (place === undefined || !place.inGroup) return;
  try {
    await parts.places.bind(place, shop.id, person);
  } catch (error) {
    return tellRefused(ctx, error);
  }
  await show(ctx, boundView({ shop: shop.name, isTopic: place.threadId !== 0 }, localizer));
}

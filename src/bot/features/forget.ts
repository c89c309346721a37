// An owner has somebody's name taken out of the activity, after a question.

import { type FieldsOf, shopButton } from '../callbacks/codec.ts';
import { page } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { feature } from '../feature.ts';
import { send, show } from '../messages/send.ts';
import { tellRefused } from '../messages/tell-refused.ts';
import {
  forgetQuestionView,
  forgottenView,
  mostForgettable,
  whomToForgetView,
} from '../views/forget.ts';

/** By the number that stands for a person in the activity. */
const person = page;
const whomToForget = shopButton('zl', { operation: 'roles', fields: {} });
const askToForget = shopButton('za', { operation: 'roles', fields: { person } });
const forget = shopButton('zy', { operation: 'roles', fields: { person } });

declare module '../callbacks/codec.ts' {
  interface Buttons {
    whomToForget: FieldsOf<typeof whomToForget>;
    askToForget: FieldsOf<typeof askToForget>;
    forget: FieldsOf<typeof forget>;
  }
}

type ForgetParts = Pick<FeatureParts, 'forgetting' | 'history' | 'team' | 'log'>;

export const forgettingPeople = feature('forget', {
  declares: {
    commands: {
      forget: {
        name: { en: 'forget', id: 'lupakan' },
        operation: 'roles',
        help: 'help-forget',
      },
    },
    buttons: { whomToForget, askToForget, forget },
  },
  handle: (parts) => ({
    commands: {
      forget: async (ctx, words) => {
        const id = /^[1-9]\d{0,14}$/.exec(words.trim())?.[0];
        const number = id && (await parts.history.numberOf(Number(id)));
        if (number) await send(ctx, await questionFor(parts, ctx, number));
        else await send(ctx, await choiceFor(parts, ctx));
      },
    },
    buttons: {
      whomToForget: async (ctx) => show(ctx, await choiceFor(parts, ctx)),
      askToForget: async (ctx, { person }) => show(ctx, await questionFor(parts, ctx, person)),
      forget: (ctx, { person }) => forgetNow(parts, ctx, person),
    },
  }),
});

/** Those whom the activity of the shop tells of by name. */
async function choiceFor({ history }: ForgetParts, { shop, localizer }: BotContext) {
  const people = await history.people(shop.id, mostForgettable);
  const named = people.filter(({ telegramId }) => telegramId !== undefined);
  return whomToForgetView(shop.name, named, localizer);
}

async function questionFor(parts: ForgetParts, ctx: BotContext, number: number) {
  const { history, team } = parts;
  const { shop, localizer } = ctx;
  const [person] = await history.known([number]);
  if (person?.telegramId === undefined) return choiceFor(parts, ctx);
  const isOfTeam = (await team.roleIn(person.telegramId, shop.id)) !== undefined;
  return forgetQuestionView(person, isOfTeam, localizer);
}

async function forgetNow(parts: ForgetParts, ctx: BotContext, number: number): Promise<void> {
  const { shop, person, localizer } = ctx;
  const [known] = await parts.history.known([number]);
  try {
    await parts.forgetting.forget(shop.id, person, number);
  } catch (error) {
    return tellRefused(ctx, error);
  }
  parts.log.info({ by: person.id, shop: shop.id, number }, 'a name was taken out of the activity');
  if (known) await show(ctx, forgottenView({ ...known, telegramId: undefined }, localizer));
}

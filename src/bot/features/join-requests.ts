// Somebody in the shop's group who isn't of its team asks to be; whoever may invite accepts or refuses with a press.

import type { MiddlewareFn } from 'grammy';
import { AlreadyMember } from '../../team/errors.ts';
import type { Role } from '../../team/operations.ts';
import { isChatGone, isRefusal } from '../../telegram/errors.ts';
import { isPresent } from '../../telegram/group-presence.ts';
import { type FieldsOf, shopButton } from '../callbacks/codec.ts';
import { oneOf, positive } from '../callbacks/fields.ts';
import { namesOf } from '../commands.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { feature } from '../feature.ts';
import { alert, html, send, show } from '../messages/send.ts';
import { tellRefused } from '../messages/tell-refused.ts';
import { decidedView, joinOfferView, joinRequestView } from '../views/join-requests.ts';

const askToJoin = shopButton('jq', { operation: 'browse', fields: {} });
const acceptJoin = shopButton('ja', {
  operation: 'invite',
  fields: {
    personId: positive,
    role: oneOf<Role>({ viewer: 'v', operator: 'o', manager: 'm', owner: 'w' }),
  },
});
const refuseJoin = shopButton('jr', { operation: 'invite', fields: { personId: positive } });

declare module '../callbacks/codec.ts' {
  interface Buttons {
    askToJoin: FieldsOf<typeof askToJoin>;
    acceptJoin: FieldsOf<typeof acceptJoin>;
    refuseJoin: FieldsOf<typeof refuseJoin>;
  }
}

type Parts = Pick<FeatureParts, 'joinRequests' | 'localizerIn' | 'commandMenus' | 'log'>;

export const joinRequesting = feature('join requests', {
  needs: 'shop',
  declares: { buttons: { askToJoin, acceptJoin, refuseJoin } },
  handle: (parts) => ({
    buttons: {
      askToJoin: (ctx) => ask(parts, ctx),
      acceptJoin: (ctx, { personId, role }) => accept(parts, ctx, personId, role),
      refuseJoin: (ctx, { personId }) =>
        deciding(ctx, async () => {
          const refused = await parts.joinRequests.refuse(ctx.shop.id, ctx.person, personId);
          await show(
            ctx,
            decidedView({ person: refused.name, by: ctx.person.name }, ctx.localizer),
          );
        }),
    },
  }),
});

/** Takes the press of somebody who has no right to any other one. */
export function askingToJoin(parts: Parts): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const { press, isShopGone, isUnbound, audience } = ctx;
    if (press?.press !== 'askToJoin' || isShopGone || isUnbound || !audience.inGroup) return next();
    await ask(parts, ctx);
  };
}

/** One person is offered to ask once in so long, and one group no more often than {@link mostOffers} times. */
const quietMs = 10 * 60_000;
const mostOffers = 5;

/**
 * Offers somebody who isn't of the team to ask for it, where they write a command or press a button in a group in which
 * the team has used the bot. Strangers' groups stay silent.
 */
export function createJoinOffers({ chats, commands }: Pick<FeatureParts, 'chats' | 'commands'>) {
  const names = new Set(commands.flatMap(namesOf));
  const offered = new Map<string, { chatId: number; at: number }>();

  const isDue = (chatId: number, personId: number): boolean => {
    const now = performance.now();
    for (const [key, { at }] of offered) if (now - at >= quietMs) offered.delete(key);
    const key = `${chatId}:${personId}`;
    const inChat = [...offered.values()].filter((one) => one.chatId === chatId);
    if (offered.has(key) || inChat.length >= mostOffers) return false;
    offered.set(key, { chatId, at: now });
    return true;
  };

  return async (ctx: BotContext): Promise<void> => {
    const { chatId, command, audience, person, localizer, shop } = ctx;
    const isCall = ctx.callbackQuery !== undefined || (command && names.has(command.name));
    if (chatId === undefined || !audience.inGroup || ctx.isUnbound || !isCall) return;
    if (!(await chats.about(chatId)).isWarned || !isDue(chatId, person.id)) return;
    await send(ctx, joinOfferView({ person: person.name, shop: shop.name }, localizer)).catch(
      (error: unknown) => {
        if (!isRefusal(error)) throw error;
      },
    );
  };
}

async function ask({ joinRequests }: Parts, ctx: BotContext): Promise<void> {
  const { chatId, person, shop, localizer } = ctx;
  if (chatId === undefined) return;
  await deciding(ctx, async () => {
    switch (await joinRequests.ask(shop.id, person, chatId)) {
      case 'new':
        await send(ctx, joinRequestView({ ...person, shop: shop.name }, localizer));
        return void (await ctx.answerCallbackQuery({ text: localizer.plain('join-asked') }));
      case 'waiting':
        return void (await ctx.answerCallbackQuery({ text: localizer.plain('join-waiting') }));
      case 'refused':
        return alert(ctx, 'join-refused-lately');
    }
  });
}

async function accept(parts: Parts, ctx: BotContext, personId: number, role: Role): Promise<void> {
  const { chatId, shop, person: by, localizer } = ctx;
  if (chatId === undefined) return;
  if (await hasLeft(ctx, chatId, personId)) return alert(ctx, 'join-left');
  await deciding(ctx, async () => {
    const joined = await parts.joinRequests.accept(shop.id, by, personId, role);
    parts.log.info({ by: by.id, shop: shop.id, person: personId, role }, 'a member joined');
    const roleName = localizer.plain(`role-${role}`);
    await show(ctx, decidedView({ person: joined.name, by: by.name, role: roleName }, localizer));
    void parts.commandMenus.keepUp(chatId, personId, ctx.locale);
    await welcome(parts, ctx, personId, role);
  });
}

/** In a group the right to something is for who is in it: it is asked for there, and given there. */
async function hasLeft(ctx: BotContext, chatId: number, personId: number): Promise<boolean> {
  if (!ctx.audience.inGroup) return false;
  try {
    return !isPresent(await ctx.api.getChatMember(chatId, personId));
  } catch (error) {
    // Telegram tells a bot that is no administrator not always; whoever may invite has decided.
    if (!isRefusal(error)) throw error;
    return false;
  }
}

/** Somebody who has never opened the private chat sees it in the group alone. */
async function welcome(
  { localizerIn }: Parts,
  { api, shop }: BotContext,
  personId: number,
  role: Role,
): Promise<void> {
  const own = await localizerIn(personId, shop.id);
  const text = own.html('team-welcome', {
    shop: shop.name,
    role: own.plain(`role-${role}`),
    may: own.plain(`role-may-${role}`),
  });
  await api.sendMessage(personId, text, html).catch((error: unknown) => {
    if (!isChatGone(error)) throw error;
  });
}

/** Does what may be refused, and says why it was to who pressed. */
async function deciding(ctx: BotContext, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AlreadyMember)) return tellRefused(ctx, error);
    ctx.outcome.result = 'refused';
    await alert(ctx, 'join-is-member');
  }
}

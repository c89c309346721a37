// Somebody opens a link that makes them a member of the team: an invitation, or the link with which the bot is owned.

import type { MiddlewareFn } from 'grammy';
import { AlreadyMember } from '../../team/errors.ts';
import type { Joined } from '../../team/membership.ts';
import { isChatGone } from '../../telegram/errors.ts';
import type { BotContext, BotParts } from '../context.ts';
import { isGroup } from '../messages/is-group.ts';
import { replyWith } from '../messages/send.ts';
import { useShop } from '../middleware/request-context.ts';

type JoiningParts = Pick<
  BotParts,
  'membership' | 'shops' | 'localizerFor' | 'localizerIn' | 'codec' | 'commandMenus' | 'log'
>;

/** What stands behind `/start` in such a link: `inv-` or `own-`, and a token. */
const opened = /^(?:inv|own)-([\w-]{22})$/;

/** Lets the first who opens a link in a private chat into the team, before anybody asks whether they belong to it. */
export function joining(parts: JoiningParts): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const { command, person, chatId } = ctx;
    const [, token] = command?.name === 'start' ? (opened.exec(command.words) ?? []) : [];
    if (token === undefined || isGroup(chatId)) return next();
    try {
      const joined = await parts.membership.join(token, person);
      await useShop(ctx, joined.shop, parts);
      parts.log.info(
        { person: person.id, shop: joined.shop, role: joined.role },
        'a member joined',
      );
      await welcome(ctx, joined);
      void parts.commandMenus.keepUp(person.id, person.id, ctx.locale);
      await tellInviter(parts, ctx, joined);
    } catch (error) {
      // Whoever belongs to the team already has nothing to do here but to go on.
      if (error instanceof AlreadyMember) return next();
      throw error;
    }
  };
}

async function welcome(ctx: BotContext, { role }: Joined): Promise<void> {
  const { localizer, shop } = ctx;
  if (role === 'owner' && !shop.isKnown) return void (await replyWith(ctx, 'owner-welcome'));
  await replyWith(ctx, 'team-welcome', {
    shop: shop.name,
    role: localizer.plain(`role-${role}`),
    may: localizer.plain(`role-may-${role}`),
  });
}

/** Who invited learns who came: they may have sent the link to the wrong person. */
async function tellInviter(
  { localizerIn }: JoiningParts,
  { api, person, shop }: BotContext,
  { invitedBy, role }: Joined,
): Promise<void> {
  if (invitedBy === undefined) return;
  const localizer = await localizerIn(invitedBy, shop.id);
  const text = localizer.html('team-joined', {
    person: person.name,
    shop: shop.name,
    role: localizer.plain(`role-${role}`),
  });
  await api.sendMessage(invitedBy, text, { parse_mode: 'HTML' }).catch((error: unknown) => {
    if (!isChatGone(error)) throw error;
  });
}

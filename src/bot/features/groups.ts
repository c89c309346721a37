// A group: who brings the bot in is told what it can do there, its members that they see what is shown, and all that
// belongs to it moves along with it.

import { Composer, type MiddlewareFn } from 'grammy';
import type { Chats } from '../../store/tables/chats.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { isMaskedFor } from '../i18n/audience.ts';
import { orToOneAlone } from '../messages/alone.ts';
import { replyWith, sendView } from '../messages/send.ts';
import { isOut } from '../middleware/request-context.ts';
import { whatIsLacking } from '../middleware/rights.ts';
import { greetingView } from '../views/help.ts';

/** Greets a group that the bot has come into; in one where it wasn't greeted, says before the first answer who can read along. */
export function groups({
  chats,
  commands,
}: Pick<FeatureParts, 'chats' | 'commands'>): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const { chatId } = ctx;
    if (chatId === undefined || !ctx.audience.inGroup) return next();
    if (isJoining(ctx)) {
      if (await isNewHere(ctx, chatId, chats)) await greet(ctx, chatId, { chats, commands });
      return;
    }
    if (ctx.command && !(await chats.about(chatId)).isWarned) {
      // Said first: after a kill in between it is said again, the other way round it would never be.
      await replyWith(ctx, isMaskedFor(ctx.audience) ? 'group-warning' : 'group-warning-unmasked');
      await chats.markWarned(chatId);
    }
    await next();
  };
}

/** The bot has come into the group, or is an administrator there from now on. */
function isJoining({ chat, me, message, myChatMember }: BotContext): boolean {
  if (chat?.type !== 'group' && chat?.type !== 'supergroup') return false;
  if (myChatMember !== undefined) {
    const { old_chat_member: before, new_chat_member: now } = myChatMember;
    return now.status === 'administrator' || (now.status === 'member' && isOut(before));
  }
  const isCreated = message?.group_chat_created || message?.supergroup_chat_created;
  return isCreated === true || (message?.new_chat_members ?? []).some(({ id }) => id === me.id);
}

/**
 * Whether the group is yet to be greeted. A supergroup that a basic group has just become looks like a new one until the
 * message that tells of its move was handled: where there may be such a move, the bot waits for the message that tells of
 * its joining, which an upgrade lacks.
 */
async function isNewHere(ctx: BotContext, chatId: number, chats: Chats): Promise<boolean> {
  if ((await chats.about(chatId)).isWarned) return ctx.hasReturned;
  const mayBeUpgraded = ctx.chat?.type === 'supergroup' && isOut(ctx.myChatMember?.old_chat_member);
  return !(mayBeUpgraded && (await chats.hasWarnedBasicGroup()));
}

async function greet(
  ctx: BotContext,
  chatId: number,
  { chats, commands }: Pick<FeatureParts, 'chats' | 'commands'>,
): Promise<void> {
  const { api, person, localizer, me } = ctx;
  const calling = { bot: me.username, hearsAll: await hearsAll(ctx) };
  const lack = whatIsLacking(ctx);
  const view = lack
    ? { text: localizer.html(lack), keyboard: [] }
    : greetingView(ctx.shop.name, commands, calling, localizer);
  const toGroup = async () => {
    await sendView(api, { chatId }, view, ctx.pack);
    await chats.markWarned(chatId);
  };
  await orToOneAlone(toGroup, { api, personId: person.id, text: view.text, localizer });
}

/** Bot API, User and Telegram's Bot Features, "Privacy mode": else it hears what is meant for it alone. */
async function hearsAll(ctx: BotContext): Promise<boolean> {
  if (ctx.me.can_read_all_group_messages) return true;
  const { status } = ctx.myChatMember?.new_chat_member ?? (await ctx.getChatMember(ctx.me.id));
  return status === 'administrator';
}

/** A group that becomes a supergroup gets a new ID; whoever wrote the service message. */
export function groupMigration({ chats }: Pick<FeatureParts, 'chats'>): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message:migrate_to_chat_id', (ctx) =>
    chats.migrate(ctx.chat.id, ctx.message.migrate_to_chat_id),
  );
  return composer;
}

import type { Update, User } from '../types.ts';
import type { BotApiCall } from './call.ts';

/** What getMe returns beyond a plain User (Bot API reference, User). */
export function getMe({ world }: BotApiCall): User & Record<string, unknown> {
  return {
    ...world.bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    supports_guest_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
  };
}

const maxTimeoutSeconds = 50;

const webhookActive =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

/** tdlib Client.cpp, process_get_updates_query. */
export function getUpdates(call: BotApiCall): Promise<Update[]> {
  const { world, args, gone } = call;
  if (world.webhook) return world.updates.refuse(webhookActive);
  allowUpdates(call);
  const limit = Math.min(Math.max(args.integer('limit', 100), 1), 100);
  const timeout = Math.min(Math.max(args.integer('timeout'), 0), maxTimeoutSeconds);
  return world.updates.poll({ offset: args.integer('offset'), limit, timeout }, gone);
}

/** Sets the kinds of updates that the bot wants; an unreadable list is ignored. */
export function allowUpdates({ world, args }: BotApiCall): void {
  const allowed = args.json('allowed_updates');
  if (Array.isArray(allowed))
    world.updates.allow(allowed.filter((kind) => typeof kind === 'string'));
}

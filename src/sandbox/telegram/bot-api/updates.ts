import { Refusal } from '../refusals.ts';
import type { Update, User } from '../types.ts';
import type { Call } from './call.ts';

/** What getMe tells of the bot beyond a plain User (Bot API reference, User). */
export function getMe({ world }: Call): User & Record<string, unknown> {
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

const MAX_TIMEOUT_SECONDS = 50;

/** tdlib Client.cpp, process_get_updates_query; a list of kinds that can't be read is ignored. */
export function getUpdates({ world, args, gone }: Call): Promise<Update[]> {
  const allowed = args.json('allowed_updates');
  if (Array.isArray(allowed))
    world.updates.allow(allowed.filter((kind) => typeof kind === 'string'));
  const limit = Math.min(Math.max(args.integer('limit', 100), 1), 100);
  const timeout = Math.min(Math.max(args.integer('timeout'), 0), MAX_TIMEOUT_SECONDS);
  return world.updates.poll({ offset: args.integer('offset'), limit, timeout }, gone);
}

/** Long polling is the only way here; a webhook is refused instead of being silently forgotten. */
export function setWebhook(call: Call): true {
  if (call.args.has('url'))
    throw new Refusal(400, 'Bad Request: the sandbox has no webhooks; use getUpdates');
  return deleteWebhook(call);
}

export function deleteWebhook({ world, args }: Call): true {
  if (args.boolean('drop_pending_updates')) world.updates.clear();
  return true;
}

export function getWebhookInfo({ world }: Call): unknown {
  return {
    url: '',
    has_custom_certificate: false,
    pending_update_count: world.updates.pending,
  };
}

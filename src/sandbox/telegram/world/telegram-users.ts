import type { User } from '../types.ts';

/** The author of anonymous administrators' messages (Telegram, GroupAnonymousBot). */
export const anonymousAdministrator: User = {
  id: 1087968824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};

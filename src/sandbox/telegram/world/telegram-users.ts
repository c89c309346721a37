import type { User } from '../types.ts';

/** In whose name an administrator writes who stays anonymous (Telegram, GroupAnonymousBot). */
export const anonymousAdministrator: User = {
  id: 1087968824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};

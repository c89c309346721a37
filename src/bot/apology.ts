import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Locale } from '../config.ts';
import type { Chats } from '../store/chats.ts';
import type { Wordings } from './wording.ts';

export interface ApologyParts {
  api: Api;
  chats: Chats;
  wordings: Wordings;
  defaultLocale: Locale;
}

/** Tells the chat of an update that it could not be handled and is set aside, in the chat's language. */
export async function apologize(
  update: Update,
  { api, chats, wordings, defaultLocale }: ApologyParts,
): Promise<void> {
  const message = update.message ?? update.callback_query?.message;
  if (message === undefined) return;
  const wording = wordings((await chats.locale(message.chat.id)) ?? defaultLocale);
  await api.sendMessage(message.chat.id, wording.html('set-aside'), {
    parse_mode: 'HTML',
    reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
  });
}

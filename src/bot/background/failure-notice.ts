import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import type { Locale } from '../../config.ts';
import type { Chats } from '../../store/tables/chats.ts';
import type { Wordings } from '../i18n/localizer.ts';
import { inTopicOf } from '../messages/send.ts';

export interface ApologyParts {
  api: Api;
  chats: Chats;
  wordings: Wordings;
  defaultLocale: Locale;
  log: Logger;
}

/** Tells the chat of an update that it could not be handled and is set aside, in its topic and in the chat's language. */
export async function apologize(
  update: Update,
  { api, chats, wordings, defaultLocale, log }: ApologyParts,
): Promise<void> {
  if (update.callback_query) {
    // Most often answered by now, or too old for it; what matters is the message below.
    await api
      .answerCallbackQuery(update.callback_query.id)
      .catch((error: unknown) => log.warn({ err: error }, 'a press could not be answered'));
  }
  const message = update.message ?? update.callback_query?.message;
  if (message === undefined) return;
  const wording = wordings((await chats.locale(message.chat.id)) ?? defaultLocale);
  await api.sendMessage(message.chat.id, wording.html('set-aside'), {
    parse_mode: 'HTML',
    ...inTopicOf(message),
    reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
  });
}

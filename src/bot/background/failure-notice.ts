import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import type { LocalizerIn } from '../i18n/localizer-in.ts';
import { orToOneAlone } from '../messages/alone.ts';
import { html } from '../messages/send.ts';
import { targetOptions, topicOf } from '../messages/target.ts';

export interface FailureNoticeParts {
  api: Api;
  localizerIn: LocalizerIn;
  log: Logger;
}

/**
 * Tells the chat of an update that it could not be handled and is set aside, in its topic and in the chat's language;
 * where that takes no message, whoever the update is from.
 */
export async function sendFailureNotice(
  update: Update,
  { api, localizerIn, log }: FailureNoticeParts,
): Promise<void> {
  if (update.callback_query) {
    // Most often answered by now, or too old for it; what matters is the message below.
    await api
      .answerCallbackQuery(update.callback_query.id)
      .catch((error: unknown) => log.warn({ err: error }, 'a press could not be answered'));
  }
  const written = update.message ?? update.edited_message;
  const message = written ?? update.callback_query?.message;
  if (message === undefined) return;
  const localizer = await localizerIn(message.chat.id);
  const text = localizer.html('dead-letter');
  const target = targetOptions({ topic: topicOf(message), replyTo: message.message_id });
  const inChat = () => api.sendMessage(message.chat.id, text, { ...html, ...target });
  const from = written?.from ?? update.callback_query?.from;
  if (from === undefined) await inChat();
  else await orToOneAlone(inChat, { api, personId: from.id, text, localizer });
}

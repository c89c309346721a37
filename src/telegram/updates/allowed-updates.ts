/** Telegram Bot API, getUpdates and setWebhook: only what the bot has a handler for. */
export const allowedUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
] as const;

/** Telegram numbers people from 1 upwards, groups and channels from -1 downwards. */
export function isGroup(chatId: number | undefined): boolean {
  return chatId !== undefined && chatId < 0;
}

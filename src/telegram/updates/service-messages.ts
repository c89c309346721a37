/** Telegram Bot API, Message: the fields that hold what somebody wrote or sent. */
const contents = [
  'text',
  'rich_message',
  'caption',
  'animation',
  'audio',
  'document',
  'live_photo',
  'paid_media',
  'photo',
  'sticker',
  'story',
  'video',
  'video_note',
  'voice',
  'checklist',
  'contact',
  'dice',
  'game',
  'poll',
  'venue',
  'location',
  'invoice',
];

/** Whether a message tells of something that happened in the chat, such as that somebody joined it. */
export function isServiceMessage(message: object): boolean {
  return !contents.some((content) => content in message);
}

/** The text that Telegram's apps show for each chat action (Bot API reference, sendChatAction). */
const actionWords: Readonly<Record<string, string>> = {
  typing: 'is typing …',
  upload_photo: 'is sending a picture …',
  record_video: 'is recording a video …',
  upload_video: 'is sending a video …',
  record_voice: 'is recording a voice message …',
  upload_voice: 'is sending a voice message …',
  upload_document: 'is sending a file …',
  choose_sticker: 'is choosing a sticker …',
  find_location: 'is looking for a place …',
  record_video_note: 'is recording a video message …',
  upload_video_note: 'is sending a video message …',
};

export const doingText = (action: string, who: string): string =>
  `${who} ${actionWords[action] ?? 'is busy …'}`;

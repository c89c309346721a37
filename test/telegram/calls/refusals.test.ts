import { expect, test } from 'vitest';
import { meaningOf, type RefusalMeaning } from '../../../src/telegram/calls/refusals.ts';

const refusals: Record<RefusalMeaning, [method: string, code: number, description: string][]> = {
  done: [
    [
      'editMessageText',
      400,
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    ],
    [
      'answerCallbackQuery',
      400,
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    ],
    ['deleteMessage', 400, 'Bad Request: message to delete not found'],
  ],
  gone: [
    ['sendMessage', 403, 'Forbidden: bot was blocked by the user'],
    ['sendMessage', 403, 'Forbidden: user is deactivated'],
    ['sendMessage', 403, 'Forbidden: the group chat was deleted'],
    ['sendDocument', 403, 'Forbidden: bot was kicked from the supergroup chat'],
    ['editMessageText', 403, 'Forbidden: bot is not a member of the group chat'],
    ['sendMessage', 403, "Forbidden: bot can't initiate conversation with a user"],
    ['sendMessage', 400, 'Bad Request: chat not found'],
    ['sendMessage', 400, 'Bad Request: private chat not found'],
    ['sendMessage', 400, 'Bad Request: have no write access to the chat'],
    ['sendMessage', 400, 'Bad Request: group chat was deactivated'],
    ['sendMessage', 400, 'Bad Request: PEER_ID_INVALID'],
    ['sendChatAction', 400, 'Bad Request: CHANNEL_PRIVATE'],
  ],
  muted: [
    ['sendMessage', 400, 'Bad Request: not enough rights to send text messages to the chat'],
    ['sendDocument', 400, 'Bad Request: not enough rights to send documents to the chat'],
    ['sendMessage', 400, 'Bad Request: have no rights to send a message'],
    ['sendMessage', 400, 'Bad Request: need administrator rights in the channel chat'],
    ['sendMessage', 400, 'Bad Request: CHAT_WRITE_FORBIDDEN'],
    ['editMessageText', 400, 'Bad Request: CHAT_WRITE_FORBIDDEN'],
    ['sendMessage', 400, 'Bad Request: CHAT_RESTRICTED'],
    ['sendMessage', 400, 'Bad Request: CHAT_SEND_PLAIN_FORBIDDEN'],
    ['sendDocument', 400, 'Bad Request: CHAT_SEND_DOCS_FORBIDDEN'],
    ['sendMessage', 400, 'Bad Request: CHAT_GUEST_SEND_FORBIDDEN'],
    ['sendMessage', 400, 'Bad Request: CHAT_ADMIN_REQUIRED'],
    ['sendMessage', 400, 'Bad Request: USER_BANNED_IN_CHANNEL'],
    ['sendMessage', 400, 'Bad Request: ALLOW_PAYMENT_REQUIRED_5'],
  ],
  'no-topic': [['sendMessage', 400, 'Bad Request: message thread not found']],
  'topic-closed': [
    ['sendMessage', 400, 'Bad Request: TOPIC_CLOSED'],
    ['editMessageText', 400, 'Bad Request: TOPIC_CLOSED'],
    ['sendDocument', 400, 'Bad Request: TOPIC_DELETED'],
    ['sendChatAction', 400, 'Bad Request: TOPIC_ID_INVALID'],
  ],
  'no-reply': [['sendMessage', 400, 'Bad Request: REPLY_MESSAGE_ID_INVALID']],
  uneditable: [
    ['editMessageText', 400, 'Bad Request: message to edit not found'],
    ['editMessageText', 400, "Bad Request: message can't be edited"],
    ['editMessageReplyMarkup', 400, 'Bad Request: MESSAGE_ID_INVALID'],
    ['editMessageText', 400, 'Bad Request: there is no text in the message to edit'],
    ['editMessageText', 400, 'Bad Request: MESSAGE_EDIT_TIME_EXPIRED'],
  ],
};

const cases = Object.entries(refusals).flatMap(([meaning, rows]) =>
  rows.map(([method, code, description]) => ({ meaning, method, code, description })),
);

test.each(cases)('$method: $description means $meaning', ({ meaning, ...refusal }) => {
  const { method, code: error_code, description } = refusal;
  expect(meaningOf({ error_code, description }, method)).toBe(meaning);
});

test.each([
  ['sendMessage', 400, 'Bad Request: message is too long'],
  ['sendMessage', 400, "Bad Request: can't parse entities: Unsupported start tag"],
  ['sendMessage', 400, 'Bad Request: message to delete not found'],
  ['sendMessage', 400, 'Bad Request: query ID is invalid'],
  ['sendMessage', 400, 'Bad Request: MESSAGE_ID_INVALID'],
  ['sendDocument', 413, 'Request Entity Too Large'],
  ['getUpdates', 409, 'Conflict: terminated by other getUpdates request'],
  ['sendMessage', 429, 'Too Many Requests: retry after 5'],
  ['sendMessage', 500, 'Internal Server Error'],
])('%s: %i %s means no more than it says', (method, error_code, description) => {
  expect(meaningOf({ error_code, description }, method)).toBeUndefined();
});

import { beforeEach, describe, expect, it, test } from 'vitest';
import { setStage } from '../stage.ts';

const stage = setStage();
const keyboard = { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] };
const notModified =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

describe('a message of the bot', () => {
  let chat_id: number;
  let message_id: number;

  beforeEach(async () => {
    chat_id = stage.chat.id;
    const sent = { chat_id, text: '<b>one</b>', parse_mode: 'HTML', reply_markup: keyboard };
    ({ message_id } = await stage.result('sendMessage', sent));
  });

  const edit = (params: Record<string, unknown>) =>
    stage.call('editMessageText', { chat_id, message_id, ...params });

  test('gets a new text and loses its buttons, unless they are given again', async () => {
    const where = { chat_id, message_id, text: 'two' };
    const result = await stage.result('editMessageText', { ...where, reply_markup: keyboard });
    expect(result).toMatchObject({ message_id, text: 'two', reply_markup: keyboard });
    expect(result.entities).toBeUndefined();
    expect((await stage.result('editMessageText', where)).reply_markup).toBeUndefined();
  });

  test('is not modified by the same again', async () => {
    const same = { text: ' <b>one</b> ', parse_mode: 'HTML', reply_markup: keyboard };
    expect(await edit(same)).toMatchObject({ error_code: 400, description: notModified });
    expect(await edit({ ...same, text: 'one' })).toMatchObject({ ok: true });
  });

  test('gets new buttons alone, once', async () => {
    const markup = { chat_id, message_id, reply_markup: { inline_keyboard: [] } };
    const result = await stage.result('editMessageReplyMarkup', markup);
    expect(result).toMatchObject({ text: 'one' });
    expect(result.reply_markup).toBeUndefined();
    expect(await stage.call('editMessageReplyMarkup', markup)).toMatchObject({
      description: notModified,
    });
  });

  it.each<[Record<string, unknown>, string]>([
    [{ text: '' }, 'message text is empty'],
    [{ text: 'x'.repeat(4097) }, 'MESSAGE_TOO_LONG'],
    [{ text: 'two', message_id: 99 }, 'message to edit not found'],
    [{ text: 'two', chat_id: 99 }, 'chat not found'],
    [
      { text: 'two', chat_id: undefined, message_id: undefined },
      'message identifier is not specified',
    ],
    [{ text: 'two', reply_markup: { force_reply: true } }, 'inline keyboard expected'],
  ])('is not edited by %j: %s', async (params, why) => {
    expect(await edit(params)).toMatchObject({ description: `Bad Request: ${why}` });
    expect(await stage.player.messages(stage.chat)).toMatchObject([{ text: 'one' }]);
  });

  test('has no caption to edit', async () => {
    const caption = { chat_id, message_id, caption: 'two' };
    expect(await stage.call('editMessageCaption', caption)).toMatchObject({
      description: 'Bad Request: there is no caption in the message to edit',
    });
  });
});

test("a person's message can't be edited by the bot", async () => {
  const { message_id } = await stage.player.say(stage.ana, stage.chat, 'mine');
  const edit = { chat_id: stage.chat.id, message_id, text: 'yours' };
  expect(await stage.call('editMessageText', edit)).toMatchObject({
    description: "Bad Request: message can't be edited",
  });
});

test("a question with a forced reply can't be edited", async () => {
  const chat_id = stage.chat.id;
  const question = { chat_id, text: 'Which?', reply_markup: { force_reply: true } };
  const { message_id } = await stage.result('sendMessage', question);
  expect(await stage.call('editMessageText', { chat_id, message_id, text: 'x' })).toMatchObject({
    description: "Bad Request: message can't be edited",
  });
});

test('a document gets a new caption, but no text', async () => {
  const { message_id } = await stage.upload('a.csv', 'one');
  const where = { chat_id: stage.chat.id, message_id };
  const result = await stage.result('editMessageCaption', { ...where, caption: 'two' });
  expect(result).toMatchObject({ caption: 'two', document: { file_name: 'a.csv' } });
  expect(await stage.call('editMessageText', { ...where, text: 'two' })).toMatchObject({
    description: 'Bad Request: there is no text in the message to edit',
  });
});

import { describe, expect, it, test } from 'vitest';
import { setStage } from '../stage.ts';

const stage = setStage();

const send = (params: Record<string, unknown>) =>
  stage.call('sendMessage', { chat_id: stage.chat.id, text: 'hi', ...params });

const sent = (params: Record<string, unknown>) =>
  stage.result('sendMessage', { chat_id: stage.chat.id, text: 'hi', ...params });

const button = (fields: object) => ({
  reply_markup: { inline_keyboard: [[{ text: 'Go', ...fields }]] },
});

describe('sendMessage', () => {
  it.each<[Record<string, unknown>, string]>([
    [{ text: '' }, 'message text is empty'],
    [{ text: ' \n ' }, 'text must be non-empty'],
    [{ text: '<b> </b>', parse_mode: 'HTML' }, 'text must be non-empty'],
    [{ text: 'x'.repeat(4097) }, 'message is too long'],
    [
      { text: 'a <b', parse_mode: 'HTML' },
      "can't parse entities: Unclosed start tag at byte offset 2",
    ],
    [{ parse_mode: 'Word' }, 'unsupported parse_mode'],
    [{ chat_id: '' }, 'chat_id is empty'],
    [{ chat_id: 99 }, 'chat not found'],
    [{ reply_parameters: { message_id: 99 } }, 'message to be replied not found'],
    [
      { reply_parameters: { message_id: 99, allow_sending_without_reply: false } },
      'message to be replied not found',
    ],
    [
      { reply_parameters: { message_id: 99, allow_sending_without_reply: 'no' } },
      'field "allow_sending_without_reply" must be of type Boolean',
    ],
    [{ reply_parameters: { message_id: 1, chat_id: -5 } }, 'chat not found'],
    [{ reply_to_message_id: 99 }, 'message to be replied not found'],
    [
      { text: '1.000', parse_mode: 'MarkdownV2' },
      "can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
    ],
    [{ reply_parameters: { chat: 1 } }, `can't find field "message_id"`],
    [{ reply_markup: 'x{' }, "can't parse reply keyboard markup JSON object"],
    [{ reply_markup: [] }, 'object expected as reply markup'],
    [
      button({}),
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [button({ text: undefined }), `can't parse inline keyboard button: Can't find field "text"`],
    [button({ text: '', callback_data: 'x' }), 'BUTTON_TEXT_INVALID'],
    [
      button({ callback_data: '' }),
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [button({ callback_data: 'é'.repeat(33) }), 'BUTTON_DATA_INVALID'],
    [button({ copy_text: { text: '' } }), 'BUTTON_COPY_TEXT_INVALID'],
    [button({ copy_text: { text: 'x'.repeat(257) } }), 'BUTTON_COPY_TEXT_INVALID'],
    [
      button({ url: 'http://localhost:1' }),
      "inline keyboard button URL 'http://localhost:1' is invalid: Wrong HTTP URL",
    ],
    [
      button({ url: 'ftp://a.b/c' }),
      "inline keyboard button URL 'ftp://a.b/c' is invalid: Unsupported URL protocol",
    ],
    [
      button({ callback_data: 'x', style: 'pink' }),
      "can't parse inline keyboard button: invalid button style specified",
    ],
  ])('%j is refused: %s', async (params, why) => {
    expect(await send(params)).toEqual({
      ok: false,
      error_code: 400,
      description: `Bad Request: ${why}`,
    });
    expect(await stage.player.messages(stage.chat)).toEqual([]);
  });

  it.each<Record<string, unknown>>([
    { text: `<b>${'x'.repeat(4096)}</b>`, parse_mode: 'HTML' },
    { reply_parameters: { message_id: 99, allow_sending_without_reply: true } },
    { text: '*_hi_*', parse_mode: 'MarkdownV2' },
    button({ callback_data: 'é'.repeat(32), style: 'danger' }),
    button({ url: 'ngorder.id/a' }),
    button({ copy_text: { text: 'x'.repeat(256) } }),
    { reply_markup: { force_reply: true, input_field_placeholder: '1338' } },
    { reply_markup: { remove_keyboard: true } },
    { reply_markup: { inline_keyboard: [] } },
  ])('%j is sent', async (params) => {
    expect(await send(params)).toMatchObject({ ok: true });
    expect(await stage.player.violations()).toEqual([]);
  });

  it.each<[string, object, object | undefined]>([
    ['ngorder.id', { is_disabled: true }, { is_disabled: true }],
    [
      'ngorder.id',
      { url: 'https://a.b/', show_above_text: true },
      { url: 'https://a.b/', show_above_text: true },
    ],
    ['ngorder.id', { is_disabled: false }, undefined],
    ['ngorder.id', {}, undefined],
    ['no link', { is_disabled: true }, undefined],
    ['no link', { prefer_large_media: true }, { prefer_large_media: true }],
  ])('"%s" with a preview of %j tells of %j, sent and edited', async (text, options, told) => {
    const link_preview_options = { link_preview_options: options };
    const { message_id, ...message } = await sent({ text, ...link_preview_options });
    expect(message.link_preview_options).toEqual(told);
    const place = { chat_id: stage.chat.id, message_id };
    const edited = await stage.result('editMessageText', {
      ...place,
      text: `${text} .`,
      ...link_preview_options,
    });
    expect(edited.link_preview_options).toEqual(told);
  });

  test('carries what it replies to, without what that replied to', async () => {
    const { player, ana, chat } = stage;
    const first = await player.say(ana, chat, 'one');
    const second = await player.say(ana, chat, 'two', { replyTo: first.message_id });
    const result = await sent({ reply_parameters: { message_id: second.message_id } });
    expect(result.reply_to_message).toMatchObject({ text: 'two', from: { id: ana.id } });
    expect(result.reply_to_message?.reply_to_message).toBeUndefined();
  });

  test('mentions people by a link, if they are known', async () => {
    const known = `<a href="tg://user?id=${stage.ana.id}">Ana</a>`;
    const text = `${known} <a href="tg://user?id=5">X</a>`;
    const result = await sent({ text, parse_mode: 'HTML' });
    expect(result.entities).toEqual([
      { type: 'text_mention', offset: 0, length: 3, user: stage.ana },
    ]);
  });

  test('may not come first to a person who never wrote to the bot', async () => {
    const { player, ana } = stage;
    const budi = await player.person({ first_name: 'Budi' });
    expect(await send({ chat_id: budi.id })).toMatchObject({ error_code: 400 });
    await player.group({ title: 'Tim', type: 'group', members: [ana, budi] });
    expect(await send({ chat_id: budi.id })).toEqual({
      ok: false,
      error_code: 403,
      description: "Forbidden: bot can't initiate conversation with a user",
    });
  });
});

describe('sendDocument', () => {
  const send = (params: Record<string, unknown>) =>
    stage.call('sendDocument', { chat_id: stage.chat.id, ...params });

  it.each<[Record<string, unknown>, string]>([
    [{}, 'there is no document in the request'],
    [{ document: 'unknown' }, 'wrong file identifier/HTTP URL specified'],
    [{ document: 'x', caption: 'x'.repeat(1025) }, 'message caption is too long'],
  ])('%j is refused: %s', async (params, why) => {
    expect(await send(params)).toMatchObject({ description: `Bad Request: ${why}` });
  });

  test('sends a file again by its id', async () => {
    const { document } = await stage.upload('a.csv');
    expect(document).toMatchObject({ file_name: 'a.csv', mime_type: 'text/csv', file_size: 1 });
    expect(await send({ document: document?.file_id })).toMatchObject({ result: { document } });
  });
});

describe('deleteMessage', () => {
  const remove = (chat_id: number, message_id: number) =>
    stage.call('deleteMessage', { chat_id, message_id });

  test('takes a message away, and only once', async () => {
    const result = await sent({});
    expect(await remove(stage.chat.id, result.message_id)).toEqual({ ok: true, result: true });
    expect(await stage.player.messages(stage.chat)).toEqual([]);
    expect(await remove(stage.chat.id, result.message_id)).toMatchObject({
      description: 'Bad Request: message to delete not found',
    });
  });

  test("may not take another's away in a group", async () => {
    const { player, ana } = stage;
    const team = await player.group({ title: 'Tim', type: 'supergroup', members: [ana] });
    const { message_id } = await player.say(ana, team, 'mine');
    expect(await remove(team.id, message_id)).toMatchObject({
      description: "Bad Request: message can't be deleted",
    });
  });
});

import { describe, expect, test } from 'vitest';
import { setStage } from '../stage.ts';

const stage = setStage();
const queryTooOld =
  'Bad Request: query is too old and response timeout expired or query ID is invalid';

async function press() {
  const { player, ana, chat } = stage;
  const keyboard = { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] };
  const sent = { chat_id: chat.id, text: 'Sure?', reply_markup: keyboard };
  return player.press(ana, await stage.result('sendMessage', sent), 'Go');
}

const answer = (callback_query_id: string, params: object = {}) =>
  stage.call('answerCallbackQuery', { callback_query_id, ...params });

describe('a press', () => {
  test('is answered with a text, once', async () => {
    const { id } = await press();
    expect(await answer(id, { text: 'Done', show_alert: true })).toEqual({
      ok: true,
      result: true,
    });
    expect(await stage.player.answerOf({ id })).toEqual({ text: 'Done', show_alert: true });
    expect(await answer(id)).toMatchObject({ error_code: 400, description: queryTooOld });
  });

  test('can grow too old to be answered', async () => {
    const pressed = await press();
    await stage.player.expire(pressed);
    expect(await answer(pressed.id)).toMatchObject({ description: queryTooOld });
  });

  test('that never was is too old', async () => {
    expect(await answer('1')).toMatchObject({ description: queryTooOld });
  });

  test('takes at most 200 characters for an answer', async () => {
    const { id } = await press();
    expect(await answer(id, { text: 'x'.repeat(201) })).toMatchObject({ error_code: 400 });
    expect(await answer(id, { text: 'x'.repeat(200) })).toMatchObject({ ok: true });
  });
});

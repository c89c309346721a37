import { beforeEach, describe, expect, it, test } from 'vitest';
import type { Message } from '../../../../src/sandbox/telegram/client/player.ts';
import type { Update } from '../../../../src/sandbox/telegram/types.ts';
import { setStage } from '../stage.ts';
import { updatesOf } from '../updates-of.ts';

const stage = setStage();
const keyboard = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] };

const send = (text = 'hi') => stage.call('sendMessage', { chat_id: stage.chat.id, text });
const ask = (): Promise<Message> =>
  stage.result('sendMessage', { chat_id: stage.chat.id, text: 'Sure?', reply_markup: keyboard });
const poll = (offset: number, timeout = 0) =>
  stage.result<Update[]>('getUpdates', { offset, timeout });

describe('the faults that are active', () => {
  test('are listed with what is left of them, and can be ended', async () => {
    const { player } = stage;
    await player.fault({ method: 'sendMessage', kind: 'throttle', retry_after: 3, times: 2 });
    const down = await player.fault({ method: '*', kind: 'error', status: 502, times: 'always' });
    await send();
    expect(await player.faults()).toMatchObject([
      { kind: 'throttle', method: 'sendMessage', left: 1 },
      { kind: 'error', method: '*', left: 'always' },
    ]);
    await player.endFaults(down);
    expect(await player.faults()).toMatchObject([{ kind: 'throttle' }]);
    await expect(player.endFaults(down)).rejects.toThrow('no such fault');
    await player.endFaults();
    expect(await player.faults()).toEqual([]);
    expect(await send()).toMatchObject({ ok: true });
  });

  test('can last until they are ended', async () => {
    const fault = { method: 'sendMessage', kind: 'throttle', retry_after: 1 } as const;
    await stage.player.fault({ ...fault, times: 'always' });
    for (let tries = 0; tries < 5; tries += 1)
      expect(await send()).toMatchObject({ error_code: 429 });
  });
});

test('a call can be refused in words that are given', async () => {
  const words = { code: 400, description: 'Bad Request: CHAT_WRITE_FORBIDDEN' };
  await stage.player.fault({ method: 'sendMessage', kind: 'refuse', ...words });
  expect(await send('lost')).toEqual({
    ok: false,
    error_code: 400,
    description: words.description,
  });
  await send('kept');
  expect(await stage.player.messages(stage.chat)).toMatchObject([{ text: 'kept' }]);
});

describe('an update', () => {
  test('can come a second time after it was acknowledged, under its old number', async () => {
    const { player, ana, chat } = stage;
    await player.fault({ kind: 'twice', update: 'message' });
    await player.say(ana, chat, 'hi');
    const [first] = await poll(0);
    const offset = (first?.update_id ?? 0) + 1;
    expect(await poll(offset)).toEqual([first]);
    expect(await poll(offset)).toEqual([]);
    await player.say(ana, chat, 'ho');
    expect(await updatesOf(stage)).toHaveLength(1);
  });

  test('can come late', async () => {
    const { player, ana, chat } = stage;
    await player.fault({ kind: 'late', ms: 20 });
    await player.say(ana, chat, 'hi');
    expect(await poll(0, 10)).toMatchObject([{ message: { text: 'hi' } }]);
  });

  test('that is held back is gone when the world begins anew', async () => {
    const { player, ana, chat, sandbox } = stage;
    await player.fault({ kind: 'late', ms: 60_000 });
    await player.say(ana, chat, 'first');
    expect(sandbox.world.timers.waiting).toBe(1);
    await player.reset();
    expect(sandbox.world.timers.waiting).toBe(0);
  });
});

describe('a press', () => {
  beforeEach(async () => {
    await updatesOf(stage);
  });

  test('comes again as another query in another update when nobody answers it', async () => {
    const { player, ana } = stage;
    await player.fault({ kind: 'redeliver', after_seconds: 0.01 });
    const press = await player.press(ana, await ask(), 'Yes');
    const [first] = await poll(0, 10);
    const [again] = await poll((first?.update_id ?? 0) + 1, 10);
    expect(first).toMatchObject({ callback_query: { id: press.id, data: 'y' } });
    expect(again).toMatchObject({ callback_query: { data: 'y', from: { id: ana.id } } });
    expect(again?.update_id).not.toBe(first?.update_id);
    expect(again?.callback_query?.id).not.toBe(press.id);
    const callback_query_id = again?.callback_query?.id;
    await stage.result('answerCallbackQuery', { callback_query_id, text: 'Done' });
    expect(await player.answerOf(press)).toEqual({ text: 'Done' });
  });

  test('of an impatient thumb comes several times at the same moment', async () => {
    const { player, ana } = stage;
    const message = await ask();
    const waiting = poll(0, 10);
    const presses = await player.pressTimes(ana, message, 'Yes', 3);
    const updates = await waiting;
    expect(updates.map(({ callback_query: query }) => query?.id)).toEqual(
      presses.map(({ id }) => id),
    );
    expect(new Set(updates.map(({ update_id }) => update_id)).size).toBe(3);
  });

  it.each([
    ['is gone', (message: Message) => stage.result('deleteMessage', addressOf(message))],
    ['is too old', (message: Message) => stage.player.makeInaccessible(message)],
  ])('on a message that %s comes without its content', async (_, lose) => {
    const message = await ask();
    await lose(message);
    await stage.player.pressData(stage.ana, message, 'y');
    expect(await updatesOf(stage)).toMatchObject([
      { callback_query: { message: { message_id: message.message_id, date: 0 } } },
    ]);
  });
});

const addressOf = ({ chat, message_id }: Message) => ({ chat_id: chat.id, message_id });

import { describe, expect, test } from 'vitest';
import type { WorldEvent } from '../../../../src/sandbox/telegram/world/world.ts';
import { setStage } from '../stage.ts';
import { updatesOf } from '../updates-of.ts';

const stage = setStage();
const send = (text: string, params = {}) =>
  stage.call('sendMessage', { chat_id: stage.chat.id, text, ...params });

describe('the journal', () => {
  test('has every update with its chat and time', async () => {
    const { player, ana, chat } = stage;
    const before = Date.now();
    await player.say(ana, chat, 'hi');
    const [update] = await updatesOf(stage);
    const [noted] = await player.updates();
    expect(noted).toEqual({
      update_id: update?.update_id,
      chat_id: chat.id,
      at: expect.any(Number),
      update,
    });
    expect(noted?.at).toBeGreaterThanOrEqual(before);
  });

  test('has every call with its chat, duration and outcome', async () => {
    const { player, ana, chat } = stage;
    const keyboard = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] };
    const asked = await stage.result('sendMessage', {
      chat_id: chat.id,
      text: 'Sure?',
      reply_markup: keyboard,
    });
    const { id } = await player.press(ana, asked, 'Yes');
    await stage.call('answerCallbackQuery', { callback_query_id: id });
    await send('');
    await player.fault({ method: 'sendMessage', kind: 'cut', when: 'after' });
    await expect(send('lost')).rejects.toThrow();
    await player.fault({ method: 'getMe', kind: 'error', status: 502 });
    await expect(stage.call('getMe')).rejects.toThrow();
    const calls = await player.calls();
    expect(calls.map(({ method, outcome, status }) => [method, outcome, status])).toEqual([
      ['sendMessage', 'ok', 200],
      ['answerCallbackQuery', 'ok', 200],
      ['sendMessage', 'refused', 400],
      ['sendMessage', 'cut', 0],
      ['getMe', 'failed', 502],
    ]);
    expect(calls.map(({ chat_id }) => chat_id)).toEqual([...Array(4).fill(chat.id), undefined]);
    for (const { at, ms } of calls) {
      expect(at).toBeGreaterThan(1.7e12);
      expect(ms).toBeGreaterThanOrEqual(0);
    }
  });

  test('can be asked for a chat, from a moment on, and for so many', async () => {
    const { player } = stage;
    const budi = await player.person({ first_name: 'Budi' });
    const other = await player.privateChat(budi);
    await send('one');
    await send('two', { chat_id: other.id });
    await send('three');
    const texts = async (which: object) =>
      (await player.calls(which)).map(({ params }) => params['text']);
    expect(await texts({ chat: stage.chat.id })).toEqual(['one', 'three']);
    expect(await texts({ limit: 2 })).toEqual(['two', 'three']);
    expect(await texts({ since: Date.now() + 1000 })).toEqual([]);
    const { at: since } = (await player.calls())[1] ?? { at: 0 };
    expect(await texts({ since, limit: 5000 })).toContain('three');
    await player.say(budi, other, 'hi');
    expect(await player.updates({ chat: stage.chat.id })).toEqual([]);
    expect(await player.updates({ chat: other.id })).toHaveLength(1);
    await expect(player.calls({ limit: -1 })).rejects.toThrow('400');
  });

  test('never shows the token, wherever the bot put it', async () => {
    const { token } = stage.sandbox;
    const secret = token.split(':')[1] ?? '';
    await send(`my token is ${token}`);
    await stage.call('setWebhook', { url: `https://127.0.0.1/${token}`, secret_token: 'hidden' });
    await stage.call('getWebhookInfo');
    await stage.call('deleteWebhook');
    const noted = JSON.stringify(await stage.player.calls());
    expect(noted).toContain('my token is …');
    expect(noted).not.toContain(secret);
    expect(noted).not.toContain('hidden');
  });

  test('keeps of fetched updates only the numbers', async () => {
    await stage.player.say(stage.ana, stage.chat, 'hi');
    const [update] = await updatesOf(stage);
    expect(await stage.player.calls()).toMatchObject([
      { method: 'getUpdates', response: { ok: true, result: [{ update_id: update?.update_id }] } },
    ]);
    expect(JSON.stringify(await stage.player.calls())).not.toContain('"hi"');
  });
});

test('those who watch hear of every update and call as it is noted', async () => {
  const { player, ana, chat, sandbox } = stage;
  const events: WorldEvent[] = [];
  const unwatch = sandbox.world.watchers.watch((event) => events.push(event));
  await player.say(ana, chat, 'hi');
  await send('ho');
  unwatch();
  const [update] = await player.updates();
  const [call] = await player.calls();
  expect(events).toContainEqual({ type: 'update', ...update });
  expect(events).toContainEqual({ type: 'call', chat_id: chat.id, call });
});

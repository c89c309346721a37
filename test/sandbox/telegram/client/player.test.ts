import { describe, expect, test } from 'vitest';
import type { Update } from '../../../../src/sandbox/telegram/types.ts';
import { setStage } from '../stage.ts';

const stage = setStage();

async function send(text: string, reply_markup?: object) {
  return stage.result('sendMessage', {
    chat_id: stage.chat.id,
    text,
    ...(reply_markup && { reply_markup }),
  });
}

const buttons = {
  inline_keyboard: [
    [{ text: 'Yes', callback_data: 'y' }],
    [
      { text: 'Site', url: 'https://ngorder.id' },
      { text: 'Copy', copy_text: { text: '5' } },
    ],
  ],
};

describe('a player', () => {
  test('waits for what will be shown', async () => {
    const { player, chat } = stage;
    const waiting = player.waitFor(chat, (all) => all.find(({ text }) => text === 'late'));
    await send('early');
    await send('late');
    expect(await waiting).toMatchObject({ text: 'late' });
  });

  test('tells what the chat shows when the wait was in vain', async () => {
    await send('Order #1338', buttons);
    const waiting = stage.player.waitFor(stage.chat, () => false, {
      timeoutMs: 50,
      what: 'the card',
    });
    await expect(waiting).rejects.toThrow(
      /didn't show the card in 50 ms[\s\S]*Ngorder: Order #1338 \[Yes\] \/ \[Site\] \[Copy\]/,
    );
  });

  test('stops watching when the wait is over', async () => {
    const { sandbox, player, chat } = stage;
    const waiting = player.waitFor(chat, (all) => all.length > 0);
    await send('hi');
    await waiting;
    await expect.poll(() => sandbox.world.watchers.count).toBe(0);
  });

  test('presses only what is shown and calls the bot', async () => {
    const { player, ana } = stage;
    const message = await send('Sure?', buttons);
    await expect(player.press(ana, message, 'No')).rejects.toThrow('"Yes", "Site", "Copy"');
    await expect(player.press(ana, message, 'Site')).rejects.toThrow("doesn't call the bot");
    await expect(player.press(ana, message, 'Copy')).rejects.toThrow("doesn't call the bot");
    await expect(player.press(ana, message, { row: 5, column: 0 })).rejects.toThrow('no such');
    await player.press(ana, message, { row: 0, column: 0 });
    const updates = await stage.result<Update[]>('getUpdates');
    expect(updates).toMatchObject([{ callback_query: { data: 'y', from: { id: ana.id } } }]);
  });

  test('presses what was never there, if told to', async () => {
    const message = await send('Sure?');
    await stage.player.pressData(stage.ana, message, 'forged');
    const [update] = await stage.result<Update[]>('getUpdates');
    expect(update?.callback_query).toMatchObject({
      data: 'forged',
      message: { message_id: message.message_id, text: 'Sure?' },
      chat_instance: expect.any(String),
    });
  });

  test('says when the bot never answers', async () => {
    const message = await send('Sure?', buttons);
    const press = await stage.player.press(stage.ana, message, 'Yes');
    const answer = stage.player.answerOf(press, { timeoutMs: 30 });
    await expect(answer).rejects.toThrow("didn't answer");
  });

  test('sees a forced reply, which the bot itself does not get back', async () => {
    const message = await send('Which order?', { force_reply: true, selective: true });
    expect(message.reply_markup).toBeUndefined();
    const [shown] = await stage.player.messages(stage.chat);
    expect(shown?.reply_markup).toEqual({ force_reply: true, selective: true });
  });

  test('finds people again', async () => {
    expect(await stage.player.user(stage.ana.id)).toEqual(stage.ana);
    await expect(stage.player.user(1)).rejects.toThrow('no person 1');
  });

  test('finds everything as new after a reset', async () => {
    await send('hi');
    await stage.player.reset();
    const state = await stage.player.state();
    expect(state).toMatchObject({ people: [], chats: [] });
    expect(await stage.player.calls()).toEqual([]);
  });
});

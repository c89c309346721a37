import { expect, it, test } from 'vitest';
import { setStage } from '../stage.ts';

const stage = setStage();

test('a person edits a message, and the bot gets it as it is now', async () => {
  const { player, ana, chat } = stage;
  const first = await player.say(ana, chat, 'cek 1338');
  const edited = await player.edit(ana, first, '/cek 1339');
  expect(edited).toMatchObject({ message_id: first.message_id, text: '/cek 1339' });
  expect(edited.edit_date).toBeTypeOf('number');
  expect((await player.messages(chat)).map(({ text }) => text)).toEqual(['/cek 1339']);
  const updates = await player.updates({ chat: chat.id });
  expect(updates.at(-1)?.update).toMatchObject({
    edited_message: { message_id: first.message_id, entities: [{ type: 'bot_command' }] },
  });
});

test('of a file the caption is edited, and may be taken away', async () => {
  const { player, ana, chat } = stage;
  const file = { name: 'bukti.txt', bytes: new Uint8Array([1]), caption: 'bukti' };
  const sent = await player.sendFile(ana, chat, file);
  expect(await player.edit(ana, sent, 'resi')).toMatchObject({ caption: 'resi' });
  const bare = await player.edit(ana, sent, '');
  expect(bare.caption).toBeUndefined();
  expect(bare.document).toEqual(sent.document);
});

it.each([
  ['an unknown message', 99, 'hi', 'There is no message 99'],
  ['a message of the bot', 0, 'hi', "Ana can't edit this message"],
])('%s is left alone', async (_, message_id, text, why) => {
  const { player, ana, chat } = stage;
  const byBot = await stage.result('sendMessage', { chat_id: chat.id, text: 'from the bot' });
  const message = { ...byBot, message_id: message_id || byBot.message_id };
  await expect(player.edit(ana, message, text)).rejects.toThrow(why);
});

test('a text is not edited away', async () => {
  const { player, ana, chat } = stage;
  const said = await player.say(ana, chat, 'hi');
  await expect(player.edit(ana, said, ' ')).rejects.toThrow('A text has 1 to 4096 characters');
});

import { expect, test } from 'vitest';
import type { Message } from '../../../../src/sandbox/telegram/types.ts';
import { setStage } from '../stage.ts';

const stage = setStage();

interface Shown {
  change: number;
  messages: Message[];
}

/** What Ana's chat shows when it has changed, or when the time is up. */
async function next(after: number, waitMs: number): Promise<Shown> {
  const path = `/sandbox/chats/${stage.chat.id}/next?after=${after}&wait=${waitMs}`;
  return (await (await fetch(stage.sandbox.url + path)).json()) as Shown;
}

const textsOf = ({ messages }: Shown) => messages.map(({ text }) => text);

test('what has changed since somebody looked is shown to them at once', async () => {
  const before = await next(0, 0);
  await stage.player.say(stage.ana, stage.chat, 'one');
  const now = await next(before.change, 60_000);
  expect(textsOf(now)).toEqual(['one']);
  expect((await next(now.change, 0)).change).toBe(now.change);
});

test('who has seen all is shown the next change when it happens, and none of another chat', async () => {
  const { player, ana, chat } = stage;
  const other = await player.group({ title: 'Tim', type: 'supergroup', members: [ana] });
  const { change } = await next(0, 0);
  const waiting = next(change, 60_000);
  await expect.poll(() => stage.sandbox.world.watchers.count).toBe(1);
  await player.say(ana, other, 'elsewhere');
  expect(stage.sandbox.world.watchers.count).toBe(1);
  await player.say(ana, chat, 'here');
  expect(textsOf(await waiting)).toEqual(['here']);
});

test('an edit, a deletion and a new name are changes too, and so is a world that begins anew', async () => {
  const { player, ana, chat } = stage;
  const message = await stage.result('sendMessage', { chat_id: chat.id, text: 'one' });
  const { message_id } = message;
  let { change } = await next(0, 0);
  for (const act of [
    () => stage.result('editMessageText', { chat_id: chat.id, message_id, text: 'two' }),
    () => player.change(ana, { first_name: 'Anna' }),
    () => stage.result('deleteMessage', { chat_id: chat.id, message_id }),
  ]) {
    await act();
    const after = await next(change, 60_000);
    expect(after.change).not.toBe(change);
    change = after.change;
  }
  await player.reset();
  await player.privateChat(await player.person({ id: ana.id, first_name: 'Ana' }));
  expect(textsOf(await next(change, 60_000))).toEqual([]);
});

test('a wait of which nothing comes ends with what is there', async () => {
  await stage.player.say(stage.ana, stage.chat, 'one');
  const { change } = await next(0, 0);
  expect(textsOf(await next(change, 20))).toEqual(['one']);
});

test('nobody is watched for any more who has hung up', async () => {
  const { change } = await next(0, 0);
  const hangUp = new AbortController();
  const path = `/sandbox/chats/${stage.chat.id}/next?after=${change}&wait=60000`;
  const waiting = fetch(stage.sandbox.url + path, { signal: hangUp.signal });
  await expect.poll(() => stage.sandbox.world.watchers.count).toBe(1);
  hangUp.abort();
  await expect(waiting).rejects.toThrow();
  await expect.poll(() => stage.sandbox.world.watchers.count).toBe(0);
});

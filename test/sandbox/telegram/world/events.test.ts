import { expect, test } from 'vitest';
import type { WorldEvent } from '../../../../src/sandbox/telegram/world/world.ts';
import { setStage } from '../stage.ts';

const stage = setStage();

/** What those who watch hear while something is done, by its kind and what it is about. */
async function heardDuring(work: () => Promise<unknown>): Promise<string[]> {
  const heard: string[] = [];
  const unwatch = stage.sandbox.world.watchers.watch((event) => heard.push(nameOf(event)));
  await work();
  unwatch();
  return heard;
}

function nameOf(event: WorldEvent): string {
  if (event.type === 'chat') return `chat ${event.chat_id}`;
  return event.type === 'person' ? `person ${event.person_id}` : event.type;
}

test('a change of the state is told to those who watch', async () => {
  const { player, ana } = stage;
  const budi = await player.person({ first_name: 'Budi' });
  const team = await player.group({ title: 'Tim', type: 'group', members: [ana] });
  const chat = `chat ${team.id}`;
  expect(await heardDuring(() => player.person({ first_name: 'Citra' }))).toEqual([
    expect.stringMatching(/^person /),
  ]);
  expect(await heardDuring(() => player.privateChat(budi))).toEqual([`chat ${budi.id}`]);
  expect(await heardDuring(() => player.block(budi))).toContain(`chat ${budi.id}`);
  expect(await heardDuring(() => player.change(ana, { language_code: 'id' }))).toEqual([
    `person ${ana.id}`,
  ]);
  expect(await heardDuring(() => player.addMember(team, budi))).toContain(chat);
  expect(await heardDuring(() => player.removeMember(team, budi))).toContain(chat);
  expect(await heardDuring(() => player.upgrade(team))).toContain(chat);
});

test('a watcher of the interface gets each event as JSON, whatever is in it', async () => {
  const { player, ana, chat, sandbox } = stage;
  const events = await fetch(`${sandbox.url}/sandbox/events`);
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  await player.say(ana, chat, 'one\ntwo\n\nevent: reset');
  let seen = '';
  while (!seen.includes('event: update')) seen += (await reader?.read())?.value ?? '';
  while (!seen.endsWith('\n\n')) seen += (await reader?.read())?.value ?? '';
  await reader?.cancel();
  const [update] = await player.updates();
  const line = seen.split('\n').find((text) => text.startsWith('data: {"update_id"'));
  expect(JSON.parse(line?.slice('data: '.length) ?? '')).toEqual(update);
  expect(seen).not.toMatch(/^event: reset/m);
});

test('a watcher who falls far behind is sent away, before their share of the memory grows', async () => {
  const { chat, sandbox } = stage;
  const events = await fetch(`${sandbox.url}/sandbox/events`);
  const reader = events.body?.getReader();
  await reader?.read();
  expect(sandbox.world.watchers.count).toBe(1);
  const event: WorldEvent = { type: 'action', chat_id: chat.id, action: 'typing' };
  for (let count = 0; count <= 10_000; count += 1) sandbox.world.emit(event);
  await expect.poll(() => sandbox.world.watchers.count).toBe(0);
  await reader?.cancel();
});

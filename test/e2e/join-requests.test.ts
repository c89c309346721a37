// Somebody in the shop's group asks to be of its team, and a manager decides with a press.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chat, Message, User } from '../../src/sandbox/telegram/client/player.ts';
import { until } from '../delivery/updates.ts';
import { countUpdates } from './in-database.ts';
import { asks, becomes, buttonsOf, openShop, presses, type ShopWorld, sees } from './shop-world.ts';

let world: ShopWorld;
let group: Chat;
let bot: string;

beforeAll(async () => {
  world = await openShop();
  const { play, sari, budi } = world;
  group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, budi] });
  bot = `@${(await play.state()).bot.username}`;
  await asks(world, sari, group, `/help${bot}`, 'What I can do');
});
afterAll(() => world.close());

async function newcomer(name: string): Promise<User> {
  const person = await world.play.person({ first_name: name, language_code: 'en' });
  await world.play.addMember(group, person);
  return person;
}

/** The request of somebody who writes a command and presses what they are offered. */
async function requestOf(person: User): Promise<Message> {
  const offer = await asks(world, person, group, `/cancel${bot} 1338`, 'you are not in the team');
  expect((await presses(world, person, offer, 'Ask to join')).text).toContain('You have asked');
  return sees(world, group, `${person.first_name} asks to join`);
}

test('who asks is accepted with a role by a manager, and has its rights at once', async () => {
  const { sari, ngorder } = world;
  const dewi = await newcomer('Dewi');
  const before = ngorder.control.calls().length;
  const request = await requestOf(dewi);
  expect(buttonsOf(request).map(({ text }) => text)).toEqual([
    'Accept as Viewer',
    'Accept as Operator',
    'Accept as Manager',
    'Refuse',
  ]);
  expect(ngorder.control.calls()).toHaveLength(before);
  await presses(world, sari, request, 'Accept as Operator');
  const decided = await becomes(world, group, request, 'accepted by Sari Dewi');
  expect(buttonsOf(decided)).toEqual([]);
  await asks(world, dewi, group, `/cancel${bot} 1338`, 'Cancel this order?');
});

test('nobody accepts themselves, and an operator accepts nobody', async () => {
  const rina = await newcomer('Rina');
  const request = await requestOf(rina);
  const dewi = (await world.play.state()).people.find(({ first_name }) => first_name === 'Dewi');
  for (const person of [rina, dewi as User])
    expect((await presses(world, person, request, 'Accept as Viewer')).show_alert).toBe(true);
  await becomes(world, group, request, 'Rina asks to join');
});

test('who is refused can ask again later, and no sooner', async () => {
  const { budi } = world;
  const tono = await newcomer('Tono');
  const request = await requestOf(tono);
  await presses(world, budi, request, 'Refuse');
  await becomes(world, group, request, 'Tono does not join');
  const offer = await sees(world, group, 'Tono, you are not in the team');
  expect((await presses(world, tono, offer, 'Ask to join')).text).toContain('after a day');
});

test('whoever has left the group meanwhile is not accepted', async () => {
  const { play, sari } = world;
  const joko = await newcomer('Joko');
  const request = await requestOf(joko);
  await play.removeMember(group, joko);
  expect((await presses(world, sari, request, 'Accept as Viewer')).text).toContain(
    'no longer in the group',
  );
});

test('who asks twice is told so in passing, and who decides second that it is over', async () => {
  const { sari, budi } = world;
  const ayu = await newcomer('Ayu');
  const request = await requestOf(ayu);
  const offer = await sees(world, group, 'Ayu, you are not in the team');
  const again = await presses(world, ayu, offer, 'Ask to join');
  expect(again.text).toContain('asked already');
  expect(again.show_alert ?? false).toBe(false);
  const letters = [`ja:${ayu.id}:v`, `ja:${ayu.id}:o`];
  const pressed = await Promise.all(
    [sari, budi].map((by, at) => world.play.pressData(by, request, letters[at] ?? '')),
  );
  const answers = await Promise.all(pressed.map((press) => world.play.answerOf(press)));
  expect(answers.filter(({ text }) => text?.includes('no longer open'))).toHaveLength(1);
  expect((await presses(world, ayu, offer, 'Ask to join')).text).toContain('Already in the team');
});

test('in a group where nobody of the team has been, a stranger is left alone', async () => {
  const { play, outsider, sari } = world;
  const other = await play.group({ title: 'Lain', type: 'supergroup', members: [outsider, sari] });
  await play.say(outsider, other, `/cancel${bot} 1338`);
  // Whatever Sari writes makes it a group of the team.
  await until(() => countUpdates(world, other, outsider, 'handled') === 1);
  await asks(world, sari, other, `/help${bot}`, 'What I can do');
  const said = await play.messages(other);
  expect(said.filter(({ text }) => text?.includes('not in the team'))).toEqual([]);
});

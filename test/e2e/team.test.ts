// Somebody opens the link of the start and owns the shop; a team comes together by invitations, and changes.

import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import type { Message, User } from '../../src/sandbox/telegram/client/player.ts';
import { until } from '../delivery/updates.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  buttonsOf,
  openShop,
  presses,
  type ShopWorld,
  sees,
  shownBy,
} from './shop-world.ts';

let world: ShopWorld;
afterEach(() => world.close());

/** What stands behind `?start=` in a link. */
const payloadIn = (text: string): string => /\?start=([\w-]+)/.exec(text)?.[1] ?? '';

/** A shop that nobody owns yet, and the links that its starts have printed. */
async function unowned(): Promise<string[]> {
  const links: string[] = [];
  const log = pino(
    { level: 'warn' },
    {
      write: (line: string) => {
        const { link } = JSON.parse(line) as { link?: string };
        if (link !== undefined) links.push(link);
      },
    },
  );
  world = await openShop({ environment: { OWNER_IDS: '' }, log });
  return links;
}

async function opens(person: User, link: string, answer: string | RegExp): Promise<Message> {
  const alone = await world.play.privateChat(person);
  return asks(world, person, alone, `/start ${payloadIn(link)}`, answer);
}

/** An invitation that an owner or manager makes by the buttons of `/team`. */
async function invited(by: User, role: string, many = false): Promise<string> {
  const alone = await world.play.privateChat(by);
  const team = await asks(world, by, alone, '/team', 'Team of');
  await presses(world, by, team, 'Invite');
  if (many) await presses(world, by, team, 'Everybody who has the link');
  await presses(world, by, team, role);
  return shownBy(await becomes(world, alone, team, 'Invitation to'));
}

async function changes(by: User, person: string, button: string): Promise<void> {
  const alone = await world.play.privateChat(by);
  const team = await asks(world, by, alone, '/team', 'Team of');
  const label = buttonsOf(team).find(({ text }) => text.startsWith(person))?.text ?? person;
  await presses(world, by, team, label);
  await becomes(world, alone, team, 'Remove');
  await presses(world, by, team, button);
}

test('who first opens the link of the start owns the shop, and the next start prints none', async () => {
  const links = await unowned();
  expect(links).toHaveLength(1);
  await world.restart();
  expect(links).toHaveLength(2);
  const [former = '', link = ''] = links;
  expect(former).toMatch(/^https:\/\/t\.me\/\w+\?start=own-[\w-]{22}$/);
  await opens(world.outsider, former, 'This invitation is not valid');
  await opens(world.sari, link, 'You are Owner');
  await opens(world.outsider, link, 'has been used already');
  await asks(
    world,
    world.sari,
    await world.play.privateChat(world.sari),
    '/team',
    'Sari Dewi · Owner',
  );
  await world.restart();
  expect(links).toHaveLength(2);
});

test('an operator who was invited cancels, and is told who may delete', async () => {
  world = await openShopOwnedBySari();
  const { play, sari, outsider: dewi, ngorder } = world;
  await opens(dewi, await invited(sari, 'Operator'), 'You are Operator');
  await sees(world, await play.privateChat(sari), 'Orang Lain has joined');

  const alone = await play.privateChat(dewi);
  await play.change(dewi, { language_code: 'en' });
  const question = await asks(world, dewi, alone, '/cancel 1338', 'Cancel this order?');
  await presses(world, dewi, question, 'Yes, cancel order');
  await becomes(world, alone, question, '✅');
  expect(actsAtNgorder(world)).toEqual(['POST /order/cancel {"id":1338}']);

  const before = ngorder.control.calls().length;
  const press = await play.pressData(dewi, question, 'A:d:1338:C:::1');
  expect((await play.answerOf(press)).text).toBe(
    'You are Operator here. This takes: Manager, Owner.',
  );
  expect(ngorder.control.calls()).toHaveLength(before);
});

test('a right that is taken away is gone at once, on buttons that are shown already', async () => {
  world = await openShopOwnedBySari();
  const { play, sari, outsider: dewi, ngorder } = world;
  await opens(dewi, await invited(sari, 'Operator'), 'You are Operator');
  const alone = await play.privateChat(dewi);
  const question = await asks(world, dewi, alone, '/cancel 1338', 'Cancel this order?');
  await changes(sari, 'Orang Lain', 'Viewer');
  await until(
    async () => (await presses(world, dewi, question, 'Yes, cancel order')).show_alert === true,
  );
  expect((await presses(world, dewi, question, 'Yes, cancel order')).text).toContain(
    'You are Viewer',
  );
  await changes(sari, 'Orang Lain', 'Remove');
  const before = ngorder.control.calls().length;
  expect((await presses(world, dewi, question, 'Yes, cancel order')).text).toContain('no right');
  await asks(world, dewi, alone, '/canceled', 'Sorry, this bot is for the shop');
  expect(ngorder.control.calls()).toHaveLength(before);
  expect(actsAtNgorder(world)).toEqual([]);
});

test('an act that was confirmed and not sent is not sent for somebody who has lost the right to it', async () => {
  world = await openShopOwnedBySari();
  const { play, sari, outsider: dewi, ngorder } = world;
  await opens(dewi, await invited(sari, 'Operator'), 'You are Operator');
  const group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, dewi] });
  const bot = `@${(await play.state()).bot.username}`;
  const question = await asks(world, dewi, group, `/cancel${bot} 1338`, 'Cancel this order?');
  const before = ngorder.control.calls().length;
  ngorder.control.fault({ operation: 'orders', kind: 'delay', delayMs: 2500 });
  await presses(world, dewi, question, 'Yes, cancel order');
  await until(() => ngorder.control.calls().length > before);
  await changes(sari, 'Orang Lain', 'Viewer');
  await becomes(world, group, question, 'has no right to it any more');
  expect(actsAtNgorder(world)).toEqual([]);
});

test('in a group the team is shown, and changed only in private', async () => {
  world = await openShopOwnedBySari();
  const { play, sari, budi } = world;
  const group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, budi] });
  const bot = `@${(await play.state()).bot.username}`;
  const shown = await asks(world, sari, group, `/team${bot}`, 'Team of');
  expect(buttonsOf(shown).map(({ text }) => text)).toEqual([
    'Change it in our private chat: /team',
  ]);
});

test('the owner whom OWNER_IDS names, the last owner, and people long gone stay as they are, and it is said why', async () => {
  world = await openShop();
  const { play, sari, budi } = world;
  const alone = await play.privateChat(sari);
  const team = await asks(world, sari, alone, '/team', '(from OWNER_IDS)');
  const forged = async (data: string) =>
    (await play.answerOf(await play.pressData(sari, team, data))).text;
  expect(await forged(`K:${budi.id}:v`)).toContain('OWNER_IDS names this owner');
  expect(await forged(`M:${budi.id}`)).toContain('OWNER_IDS names this owner');
  expect(await forged('M:999')).toContain('no longer in the team');
});

async function openShopOwnedBySari(): Promise<ShopWorld> {
  const links = await unowned();
  await opens(world.sari, links[0] ?? '', 'You are Owner');
  return world;
}

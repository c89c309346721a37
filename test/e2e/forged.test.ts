// Somebody's client presses what was never shown to them: it is answered, leads nowhere, and is written down for the shop.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Chat, Message, User } from '../../src/sandbox/telegram/client/player.ts';
import { openStore } from '../../src/store/store.ts';
import { describeOnBothDatabases, secretKey } from '../store/databases.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  dataOf,
  openShopOn,
  presses,
  type ShopWorld,
  sees,
} from './shop-world.ts';

describeOnBothDatabases('a press', (database) => {
  let world: ShopWorld;
  let group: Chat;
  let alone: Chat;
  let bot: string;
  beforeEach(async () => {
    world = await openShopOn(database);
    const { play, sari, budi } = world;
    bot = `@${(await play.state()).bot.username}`;
    group = await play.group({ title: 'Tim', type: 'group', members: [sari, budi] });
    alone = await play.privateChat(sari);
  });
  afterEach(() => world.close());

  const pressed = async (person: User, message: Message, data: string) =>
    world.play.answerOf(await world.play.pressData(person, message, data));

  /** Ends the bot. What it has written down of forged presses, as `what shop chat person`. */
  async function forged(person: User = world.sari): Promise<string[]> {
    await asks(world, person, await world.play.privateChat(person), '/help', 'What I can do');
    await world.app.stop();
    const store = await openStore(database.address(), secretKey);
    try {
      const rows = await store.db
        .selectFrom('activity')
        .innerJoin('activity_people', 'activity_people.number', 'activity.person')
        .select(['result', 'shop', 'chat_id', 'name'])
        .where('kind', '=', 'forged')
        .orderBy('activity.number')
        .execute();
      return rows.map(({ result, shop, chat_id, name }) => `${result} ${shop} ${chat_id} ${name}`);
    } finally {
      await store.close();
    }
  }

  /** The ID of the shop that a button of Sari's private chat names. */
  const shopIn = (message: Message, label: string) =>
    /@([a-z0-9]+)/.exec(dataOf(message, label))?.[1] ?? '';

  async function connectSecond(): Promise<void> {
    const { sari, ngorder } = world;
    await asks(world, sari, group, `/help${bot}`, 'What I can do');
    await asks(world, sari, alone, '/connect', 'Send me');
    await asks(world, sari, alone, ngorder.second.token, 'is connected');
  }

  describe('that names what another chat was shown', () => {
    test('leads nowhere and is written down once, however often it comes', async () => {
      const { sari, budi, play } = world;
      const question = await asks(world, sari, alone, '/cancel 1338', 'Cancel this order?');
      const yes = dataOf(question, 'Yes, cancel order');
      const help = await asks(world, budi, await play.privateChat(budi), '/start', 'Toko');
      for (let time = 0; time < 3; time += 1)
        expect(await pressed(budi, help, yes)).toEqual({
          text: 'This confirmation belongs to another chat.',
          show_alert: true,
        });
      await world.restart();
      await pressed(budi, help, yes);
      const activity = await asks(world, sari, alone, '/activity', 'Activity of');
      expect(activity.text).toMatch(
        /· Budi\n⚠️ Pressed a button that was never shown there: of a question or a run in another chat/,
      );
      expect(await forged(budi)).toEqual([`request first ${budi.id} Budi`]);
      expect(actsAtNgorder(world)).toEqual([]);
    });

    test('is written down by what it is: a search, what somebody picked', async () => {
      const { sari, budi, play } = world;
      await asks(world, sari, alone, '/find siti', 'Looking for');
      const found = await sees(world, alone, 'Search again');
      const list = await asks(world, sari, alone, '/canceled', 'Page 1');
      await presses(world, sari, list, 'Select');
      const marking = await becomes(world, alone, list, 'All on this page');
      const help = await asks(world, budi, await play.privateChat(budi), '/start', 'Toko');
      await pressed(budi, help, dataOf(found, 'Search again'));
      await pressed(budi, help, dataOf(marking, 'All on this page'));
      expect(await forged(budi)).toEqual([
        `search first ${budi.id} Budi`,
        `selection first ${budi.id} Budi`,
      ]);
    });
  });

  test('of a shop that a group was never for is written down for that shop', async () => {
    const { sari, budi } = world;
    await connectSecond();
    const list = await asks(world, sari, alone, '/canceled', 'Toko Sejahtera');
    const second = shopIn(list, '›');
    const shown = await asks(world, sari, group, `/canceled${bot}`, 'Toko Kawan');
    await pressed(budi, shown, `L@${second}:C:::1`);
    expect(await forged(budi)).toEqual([`shop ${second} ${group.id} Budi`]);
  });

  describe('is no forged one', () => {
    test('of a list that the group was shown before it was given to another shop, nor after it was taken out of that', async () => {
      const { sari } = world;
      await connectSecond();
      const first = await asks(world, sari, group, `/canceled${bot}`, 'Toko Kawan');
      const choice = await asks(world, sari, group, `/connect${bot}`, 'Which shop');
      const refused = dataOf(choice, 'Toko Sejahtera');
      await pressed(world.budi, choice, refused);
      await presses(world, sari, choice, 'Toko Sejahtera');
      await becomes(world, group, choice, 'works for Toko Sejahtera');
      await pressed(sari, first, dataOf(first, '›'));
      await becomes(world, group, first, 'Page 2');
      const second = await asks(world, sari, group, `/canceled${bot}`, 'Toko Sejahtera');
      const settings = await asks(world, sari, group, `/settings${bot}`, 'Settings');
      await presses(world, sari, settings, 'Masking, quiet hours, shop');
      const view = await sees(world, group, 'Disconnect from the shop');
      await presses(world, sari, view, 'Disconnect from the shop');
      await presses(world, sari, await becomes(world, group, view, '?'), 'Yes, disconnect');
      await becomes(world, group, view, 'no longer');
      for (const message of [first, second]) await pressed(sari, message, dataOf(message, '›'));
      expect(await forged()).toEqual([]);
    });

    test('in the supergroup that a group became, on either side of the move', async () => {
      const { sari, play } = world;
      const open = await asks(world, sari, group, `/cancel${bot} 1338`, 'Cancel this order?');
      const list = await asks(world, sari, group, `/canceled${bot}`, 'Page 1');
      await presses(world, sari, list, 'Select');
      const marking = await becomes(world, group, list, 'All on this page');
      const supergroup = await play.upgrade(group);
      const anew = await sees(world, supergroup, 'Cancel this order?');
      for (const message of [open, marking])
        for (const label of ['Yes, cancel order', 'All on this page'])
          try {
            await pressed(sari, anew, dataOf(message, label));
          } catch {
            // The other one has this button.
          }
      expect(await forged()).toEqual([]);
    });

    test('of somebody who was taken out of the team, or whose name was taken out of the activity', async () => {
      const { sari, outsider, play } = world;
      await connectSecond();
      const team = await asks(world, sari, alone, '/team', 'Team of Toko Sejahtera');
      await presses(world, sari, team, 'Invite');
      await presses(world, sari, team, 'Operator');
      const invitation = await becomes(world, alone, team, 'Invitation to');
      const link = /start=([\w-]+)/.exec(invitation.text ?? '')?.[1];
      const theirs = await play.privateChat(outsider);
      await asks(world, outsider, theirs, `/start ${link}`, 'Operator');
      const list = await asks(world, outsider, theirs, '/canceled', 'Page 1');
      const shop = shopIn(list, '›');
      await pressed(sari, team, `M@${shop}:${outsider.id}`);
      await pressed(outsider, list, dataOf(list, '›'));
      expect(await forged()).toEqual([]);
    });
  });
});

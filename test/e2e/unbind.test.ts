// An owner takes a group out of a shop: what is open there comes to nothing, and what was confirmed goes on.

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Chat, Message, User } from '../../src/sandbox/telegram/client/player.ts';
import { describeOnBothDatabases } from '../store/databases.ts';
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

const noShop = 'This group works for no shop.';

describeOnBothDatabases('a group that is taken out of its shop', (database) => {
  let world: ShopWorld;
  let group: Chat;
  let alone: Chat;
  let bot: string;
  let rina: User;
  beforeEach(async () => {
    world = await openShopOn(database);
    const { play, sari } = world;
    rina = await play.person({ first_name: 'Rina', language_code: 'en' });
    group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, rina] });
    alone = await play.privateChat(sari);
    bot = `@${(await play.state()).bot.username}`;
    await asks(world, sari, group, `/connect${bot}`, 'This group works for');
  });
  afterEach(() => world.close());

  /** Opens what a press leads to in the same message. */
  const opens = async (view: Message, label: string, next: string): Promise<Message> => {
    await presses(world, world.sari, view, label);
    return becomes(world, group, view, next);
  };

  /** The question whether it is to be taken out. */
  async function askedToUnbind(): Promise<Message> {
    const settings = await asks(world, world.sari, group, `/settings${bot}`, 'Settings');
    await presses(world, world.sari, settings, 'Masking, quiet hours, shop');
    const chosen = await sees(world, group, 'Disconnect from the shop');
    return opens(chosen, 'Disconnect from the shop', 'no longer work for');
  }

  const unbinds = async () => opens(await askedToUnbind(), 'Yes, disconnect', 'no longer');

  const activity = async () =>
    (await asks(world, world.sari, alone, '/activity', 'Activity of')).text ?? '';

  test('asks Ngorder nothing any more until somebody connects it again', async () => {
    const { sari, ngorder } = world;
    const list = await asks(world, sari, group, `/canceled${bot}`, 'Page 1');
    expect((await unbinds()).text).toContain('This group works for Toko Kawan no longer.');
    ngorder.control.clearCalls();
    await asks(world, sari, group, `/canceled${bot}`, noShop);
    expect(await presses(world, sari, list, '›')).toEqual({
      text: expect.stringContaining(noShop),
      show_alert: true,
    });
    await world.restart();
    await asks(world, sari, group, `/cancel${bot} 1338`, noShop);
    // When it starts, the bot asks what its shop is called.
    const asked = ngorder.control.calls().filter(({ operation }) => operation !== 'shop');
    expect(asked).toEqual([]);
    expect(await activity()).toMatch(/Sari Dewi\nChat no longer works for this shop/);
    await asks(world, sari, group, `/connect${bot}`, 'This group works for');
    await asks(world, sari, group, `/canceled${bot}`, 'Page 1');
  });

  test('answers no open question any more, and shows the result of what was confirmed', async () => {
    const { sari, ngorder } = world;
    const open = await asks(world, sari, group, `/cancel${bot} 1341`, 'Cancel this order?');
    const confirmed = await asks(world, sari, group, `/cancel${bot} 1338`, 'Cancel this order?');
    ngorder.control.fault({ kind: 'delay', operation: 'cancel', delayMs: 600_000 });
    await presses(world, sari, confirmed, 'Yes, cancel order');
    await ngorder.control.until(() => ngorder.control.waiting() > 0);
    const question = await askedToUnbind();
    expect(question.text).toContain("Questions that are open here can't be answered any more");
    expect(question.text).toContain('What somebody has confirmed goes on');
    await opens(question, 'Yes, disconnect', 'no longer');
    expect((await presses(world, sari, open, 'Yes, cancel order')).text).toContain(noShop);
    ngorder.control.release();
    await becomes(world, group, confirmed, /Canceled by Sari|looked up/);
    expect(actsAtNgorder(world)).toEqual(['POST /order/cancel {"id":1338}']);
  });

  test('takes from those who were members by it what they had', async () => {
    const { play, sari } = world;
    const team = await asks(world, sari, alone, '/team', 'Team of');
    await play.answerOf(await play.pressData(sari, team, 'sv:groupRole:operator'));
    await asks(world, rina, group, `/canceled${bot}`, 'Page 1');
    const own = await play.privateChat(rina);
    await asks(world, rina, own, '/canceled', 'Page 1');
    await unbinds();
    await asks(world, rina, own, '/canceled', "for the shop's team");
    expect(await activity()).toMatch(/Sari Dewi\nRemoved Rina \(Operator\)/);
  });

  test('stays where it is for whoever doesn’t own the shop, and for a No', async () => {
    const { play, sari, outsider } = world;
    const team = await asks(world, sari, alone, '/team', 'Team of');
    await presses(world, sari, team, 'Invite');
    await presses(world, sari, team, 'Manager');
    const invitation = await becomes(world, alone, team, 'Invitation to');
    const link = /start=([\w-]+)/.exec(invitation.text ?? '')?.[1];
    await asks(world, outsider, await play.privateChat(outsider), `/start ${link}`, 'Manager');
    await play.addMember(group, outsider);
    const question = await askedToUnbind();
    expect((await presses(world, outsider, question, 'Yes, disconnect')).text).toContain('Owner');
    const yes = dataOf(question, 'Yes, disconnect');
    await opens(question, 'No, keep it', 'Quiet hours');
    await asks(world, outsider, group, `/canceled${bot}`, 'Page 1');
    await play.pressData(sari, question, yes);
    await becomes(world, group, question, 'no longer');
    expect((await play.answerOf(await play.pressData(sari, question, yes))).text).toContain(noShop);
  });
});

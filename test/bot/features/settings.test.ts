// What people choose for a chat, and that it stays chosen.

import { beforeEach, describe, expect, test } from 'vitest';
import type { Chat, Message } from '../../../src/sandbox/telegram/client/player.ts';
import { buttonsOf } from '../../e2e/shop-world.ts';
import { onSqlite } from '../../store/databases.ts';
import { type BotWorld, openBotWorld } from '../bot-world.ts';

const database = onSqlite();
let world: BotWorld;
let group: Chat;
let bot: string;
beforeEach(async () => {
  world = await openBotWorld({ database });
  const { play, sari, outsider } = world;
  group = await play.group({ title: 'Tim', type: 'group', members: [sari, outsider] });
  bot = (await play.state()).bot.username ?? '';
  await world.handleAll();
});

const settings = () => world.asks(world.sari, group, `/settings@${bot}`);

async function asItIs({ chat, message_id }: Message): Promise<Message> {
  const found = (await world.play.messages(chat)).find((one) => one.message_id === message_id);
  if (found === undefined) throw new Error('The message is gone');
  return found;
}

function labelsOf(message: Message): string[] {
  return buttonsOf(message).map(({ text }) => text);
}

describe('the settings of a group', () => {
  test('say where an Excel goes that is asked for there, and change that by one press', async () => {
    const { sari, parts } = world;
    const menu = await settings();
    expect(menu.text).toContain('to whoever asks, alone');
    await world.presses(sari, menu, 'Excel to this group');
    const changed = await asItIs(menu);
    expect(changed.text).toMatch(/into the group\. ⚠️ Everybody here sees/);
    expect(labelsOf(changed)).toContain('Excel to who asks');
    expect(await parts.chats.about(group.id)).toMatchObject({ excelTo: 'group' });
    expect((await settings()).text).toContain('into the group');
    await world.presses(sari, changed, 'Excel to who asks');
    expect((await asItIs(menu)).text).toContain('to whoever asks, alone');
    expect(await parts.chats.about(group.id)).toMatchObject({ excelTo: 'person' });
  });

  test('are changed by those alone who have the right to', async () => {
    const { sari, outsider, parts, forbidden } = world;
    const menu = await settings();
    forbidden.add('settings');
    for (const person of [sari, outsider])
      expect((await world.presses(person, menu, 'Excel to this group')).text).toMatch(
        /right|This takes/,
      );
    expect(await parts.chats.about(group.id)).toMatchObject({ excelTo: 'person' });
  });

  test('go along when it becomes a supergroup', async () => {
    const { sari, play, parts } = world;
    await world.presses(sari, await settings(), 'Excel to this group');
    const supergroup = await play.upgrade(group);
    await world.handleAll();
    expect(await parts.chats.about(supergroup.id)).toMatchObject({ excelTo: 'group' });
  });

  test('lead to the language and to the main menu, and back', async () => {
    const { sari } = world;
    const menu = await settings();
    await world.presses(sari, menu, 'Language');
    expect(labelsOf(await asItIs(menu))).toEqual(['Bahasa Indonesia', '✓ English', '‹ Back']);
    await world.presses(sari, menu, 'Bahasa Indonesia');
    expect(labelsOf(await asItIs(menu))).toEqual([
      'Bahasa',
      'Excel ke grup ini',
      '‹ Kembali',
      'Toko ini',
      'Samaran, jam tenang, toko',
      'Ringkasan harian',
    ]);
    await world.presses(sari, menu, '‹ Kembali');
    expect(labelsOf(await asItIs(menu))).toContain('Batalkan pesanan');
    await world.presses(sari, menu, 'Pengaturan');
    expect(labelsOf(await asItIs(menu))).toContain('Excel ke grup ini');
  });
});

test('the settings of a private chat say which shop it is, and let the bot into a group', async () => {
  const { play, sari } = world;
  const chat = await play.privateChat(sari);
  const menu = await world.asks(sari, chat, '/settings');
  expect(menu.text).toContain('Shop: Toko first · clock of Asia/Jakarta');
  expect(buttonsOf(menu)).toContainEqual(
    expect.objectContaining({ text: 'Add to a group', url: `https://t.me/${bot}?startgroup` }),
  );
  expect(menu.text).not.toContain('Excel');
});

describe('the settings of the shop', () => {
  test('are reached from the settings, and changed by a press where two could say yes', async () => {
    const { sari, outsider, parts, play } = world;
    const alone = await play.privateChat(sari);
    const settings = await world.asks(sari, alone, '/settings');
    await world.presses(sari, settings, 'This shop');
    const shop = await lastIn(alone);
    expect(labelsOf(shop)).toContain('Delete takes a second person: no');
    await world.presses(sari, shop, 'Delete takes a second person: no');
    expect(labelsOf(await asItIs(shop))).toEqual(['✓ no', 'yes', '‹ This shop']);
    expect((await world.presses(sari, await asItIs(shop), 'yes')).text).toContain('Not yet');
    await parts.membership.join(
      await parts.membership.invite('first', sari.id, 'manager', 'once'),
      { id: outsider.id, name: 'Orang' },
    );
    await world.presses(sari, await asItIs(shop), 'yes');
    expect(labelsOf(await asItIs(shop))).toContain('Delete takes a second person: yes');
    expect(await parts.shopSettings.of('first')).toMatchObject({ approveDelete: true });
  });

  test('take no value that nobody was offered, and no press of who has no right', async () => {
    const { sari, parts, play, forbidden } = world;
    const menu = await settings();
    const presses = async (data: string) => {
      const press = await play.pressData(sari, menu, data);
      await world.handleAll();
      return (await play.answerOf(press)).text;
    };
    for (const forged of ['sv:approveAbove:1', 'sv:approveDelete:null', 'sv:nothing:true'])
      expect(await presses(forged)).toMatch(/no longer|older message/);
    forbidden.add('settings');
    expect(await presses('sv:approveDelete:false')).toMatch(/right|This takes/);
    expect(await parts.shopSettings.of('first')).toMatchObject({ approveAbove: null });
  });
});

async function lastIn(chat: Chat): Promise<Message> {
  const last = (await world.play.messages(chat)).at(-1);
  if (last === undefined) throw new Error('Nothing was said');
  return last;
}

describe('phones and addresses in a group', () => {
  const phone = '081298765432';

  /** The view that the menu's item opens. */
  async function chatSettings(): Promise<Message> {
    await world.presses(world.sari, await settings(), 'Masking, quiet hours, shop');
    const shown = (await world.play.messages(group)).findLast(({ from }) => from?.is_bot);
    if (shown === undefined) throw new Error('Nothing is shown');
    return shown;
  }

  async function card(): Promise<Message> {
    const list = await world.asks(world.sari, group, `/canceled@${bot}`);
    await world.play.pressData(world.sari, list, 'O:1321:C:::1');
    await world.handleAll();
    return asItIs(list);
  }

  test('are seen whole after a warning and a Yes, and masked again by one press', async () => {
    const { sari, parts } = world;
    const shown = await chatSettings();
    expect(shown.text).toContain('Phones and addresses: masked');
    await world.presses(sari, shown, 'Show phones and addresses here');
    expect((await asItIs(shown)).text).toContain('also who joins later');
    await world.presses(sari, shown, 'No, keep them masked');
    expect((await card()).text).not.toContain(phone);
    await world.presses(sari, shown, 'Show phones and addresses here');
    await world.presses(sari, shown, 'Yes, show them to everybody here');
    expect((await asItIs(shown)).text).toContain('shown to everybody here');
    const whole = await card();
    expect(whole.text).toContain(phone);
    expect(labelsOf(whole)).toContain('Copy phone');
    expect(labelsOf(whole)).not.toContain('Show phone and address');
    const localizer = await parts.localizerIn(group.id);
    expect(localizer.text(phone)).toBe(phone);
    await world.presses(sari, shown, 'Mask phones and addresses');
    expect((await card()).text).not.toContain(phone);
  });

  test('stay masked for whoever has no right to the settings, by a forged Yes too', async () => {
    const { sari, outsider, parts, forbidden, play } = world;
    const shown = await chatSettings();
    forbidden.add('settings');
    for (const person of [sari, outsider])
      for (const data of ['gu', 'gm:n', 'gq:21-7']) {
        const press = await play.pressData(person, shown, data);
        await world.handleAll();
        expect((await play.answerOf(press)).text).toMatch(/right|This takes/);
      }
    expect(await parts.chats.about(group.id)).toMatchObject({ isUnmasked: false });
    expect((await parts.chats.about(group.id)).quiet).toBeUndefined();
  });

  test('stay as they were chosen when the group becomes a supergroup', async () => {
    const { sari, parts, play } = world;
    const shown = await chatSettings();
    await world.presses(sari, shown, 'Show phones and addresses here');
    await world.presses(sari, shown, 'Yes, show them to everybody here');
    await world.presses(sari, shown, '21.00–07.00');
    const { id } = await play.upgrade(group);
    await world.handleAll();
    expect(await parts.chats.about(id)).toMatchObject({
      isUnmasked: true,
      quiet: { from: 21, to: 7 },
    });
  });
});

test('quiet hours are chosen in a private chat by whoever it is, and taken back', async () => {
  const { sari, parts, play, forbidden } = world;
  forbidden.add('settings');
  const alone = await play.privateChat(sari);
  await world.presses(sari, await world.asks(sari, alone, '/settings'), 'Quiet hours');
  const shown = (await play.messages(alone)).findLast(({ from }) => from?.is_bot) as Message;
  await world.presses(sari, shown, '22.00–06.00');
  const chosen = await asItIs(shown);
  expect(chosen.text).toContain('Quiet hours: 22.00–06.00 (Asia/Jakarta)');
  expect(labelsOf(chosen)).toContain('✓ 22.00–06.00');
  expect((await parts.chats.about(alone.id)).quiet).toEqual({ from: 22, to: 6 });
  await world.presses(sari, shown, 'No quiet hours');
  expect((await parts.chats.about(alone.id)).quiet).toBeUndefined();
});

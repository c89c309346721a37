import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Chat, User } from '../../src/sandbox/telegram/client/player.ts';
import { type ChatPage, pollOptions } from './chat-page.ts';
import { chromiumRuns } from './chromium.ts';
import { Stage } from './stage.ts';

describe.skipIf(!chromiumRuns)('people and chats of the chat page', () => {
  let stage: Stage;
  let sari: User;
  let budi: User;
  /** Sari's private chat with the bot. */
  let herChat: Chat;
  let group: Chat;

  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterAll(() => stage.close());

  beforeEach(async () => {
    const { player } = stage;
    sari = await player.person({ first_name: 'Sari', last_name: 'Wulandari', language_code: 'id' });
    budi = await player.person({ first_name: 'Budi', last_name: 'Santoso', language_code: 'id' });
    herChat = await player.privateChat(sari);
    await player.privateChat(budi);
    group = await player.group({ title: 'Tim Toko', type: 'supergroup', members: [sari, budi] });
  });

  afterEach(async () => expect(await stage.clear()).toEqual([]));

  const dialog = (chat: ChatPage, name: string) => chat.page.getByRole('dialog', { name });
  const chatsOf = (chat: ChatPage): Promise<string[]> =>
    chat.page.locator('.chat-place strong').allTextContents();

  test('somebody new is made, who starts the bot', async () => {
    const chat = await stage.open('phone', sari);
    await chat.page.getByRole('button', { name: 'People and chats', exact: true }).click();
    await chat.page.getByRole('button', { name: 'New person' }).click();
    const asked = dialog(chat, 'New person');
    await asked.getByRole('textbox', { name: 'Name' }).fill('Rudi Hartono');
    await asked.getByRole('combobox', { name: 'Language' }).selectOption('en');
    await asked.getByRole('button', { name: 'Add this person' }).click();
    await chat.page.getByRole('button', { name: /^Rudi Hartono .* en$/, pressed: true }).waitFor();
    await chat.page.keyboard.press('Escape');
    await chat.page.getByRole('button', { name: 'Start', exact: true }).click();
    await chat.message('/start').waitFor();
    const rudi = (await stage.player.state()).people.at(-1);
    expect(rudi).toMatchObject({
      first_name: 'Rudi',
      last_name: 'Hartono',
      language_code: 'en',
    });
  });

  test('who is made a member of a new group finds it at once', async () => {
    const [hers, his] = [await stage.open('desktop', sari), await stage.open('desktop', budi)];
    await hers.page.getByRole('button', { name: 'New group' }).click();
    const asked = dialog(hers, 'New group');
    await asked.getByRole('textbox', { name: 'Name of the group' }).fill('Gudang');
    await asked.getByRole('checkbox', { name: 'Budi Santoso' }).check();
    await asked.getByRole('button', { name: 'Make this group' }).click();
    await hers.page.getByRole('heading', { name: 'Gudang' }).waitFor();
    await hers.write('Selamat pagi');
    await his.openChat('Gudang');
    await his.message('Selamat pagi').waitFor();
  });

  test('the bot is taken out of a group and brought back', async () => {
    const chat = await stage.open('desktop', sari, group);
    await chat.page.getByRole('button', { name: 'About this chat' }).click();
    await dialog(chat, 'Tim Toko').getByRole('button', { name: 'Remove the bot' }).click();
    await chat.page.getByText('Sari Wulandari removed Ngorder').first().waitFor();
    await expect(stage.api.sendMessage(group.id, 'Halo')).rejects.toThrow('bot was kicked');
    await dialog(chat, 'Tim Toko').getByRole('button', { name: 'Add the bot' }).click();
    await dialog(chat, 'Tim Toko').getByText('The bot is in this group').waitFor();
    await stage.api.sendMessage(group.id, 'Halo lagi');
    await chat.page.keyboard.press('Escape');
    await chat.message('Halo lagi').waitFor();
  });

  test('who is removed from a group no longer has it, until they are added again', async () => {
    const [hers, his] = [
      await stage.open('desktop', sari, group),
      await stage.open('desktop', budi, group),
    ];
    await hers.page.getByRole('button', { name: 'About this chat' }).click();
    const card = dialog(hers, 'Tim Toko');
    await card.getByRole('button', { name: 'Remove Budi Santoso' }).click();
    await expect.poll(() => chatsOf(his), pollOptions).toEqual(['Ngorder']);
    await card.getByRole('combobox', { name: 'Add somebody' }).selectOption('Budi Santoso');
    await expect.poll(() => chatsOf(his), pollOptions).toContain('Tim Toko');
    await hers.page.getByRole('log').getByText('added Budi Santoso').waitFor();
  });

  test('everybody goes along when a group becomes a supergroup', async () => {
    const small = await stage.player.group({
      title: 'Kecil',
      type: 'group',
      members: [sari, budi],
    });
    const [hers, his] = [
      await stage.open('desktop', sari, small),
      await stage.open('desktop', budi, small),
    ];
    await his.box.fill('Saya ketik dulu');
    await hers.page.getByRole('button', { name: 'About this chat' }).click();
    await dialog(hers, 'Kecil').getByRole('button', { name: 'Upgrade to a supergroup' }).click();
    await his.page.getByText('The group became a supergroup').first().waitFor();
    // In one go: the box moves to the supergroup, perhaps between the press of a mouse and its release.
    await his.page.getByRole('button', { name: 'Send', exact: true }).dispatchEvent('click');
    for (const chat of [hers, his]) await chat.message('Saya ketik dulu').waitFor();
    await his.write('Masih di sini');
    await hers.message('Masih di sini').waitFor();
    expect((await chatsOf(his)).filter((title) => title === 'Kecil')).toHaveLength(1);
  });

  test('who stopped the bot hears nothing from it until they let it speak again', async () => {
    await stage.player.say(sari, herChat, '/start');
    const chat = await stage.open('phone', sari);
    await chat.page.getByRole('button', { name: 'About this chat' }).click();
    await dialog(chat, 'Ngorder').getByRole('button', { name: 'Block the bot' }).click();
    await dialog(chat, 'Ngorder').getByRole('button', { name: 'Unblock the bot' }).waitFor();
    await chat.page.keyboard.press('Escape');
    await expect(stage.api.sendMessage(sari.id, 'Halo')).rejects.toThrow('blocked by the user');
    expect(await chat.box.count()).toBe(0);
    await chat.page.getByRole('button', { name: 'Unblock', exact: true }).click();
    await chat.box.waitFor();
    await stage.api.sendMessage(sari.id, 'Halo lagi');
    await chat.message('Halo lagi').waitFor();
  });

  test('who has another language is offered the commands in it', async () => {
    const list = (description: string) => [{ command: 'batal', description }];
    await stage.api.setMyCommands(list('Batalkan pesanan'));
    await stage.api.setMyCommands(list('Cancel an order'), { language_code: 'en' });
    await stage.player.say(sari, herChat, '/start');
    const chat = await stage.open('desktop', sari);
    await chat.box.fill('/');
    await chat.page.getByRole('option', { name: 'Batalkan pesanan' }).waitFor();
    await chat.page.getByRole('button', { name: 'About Sari Wulandari' }).click();
    const card = dialog(chat, 'Sari Wulandari');
    await card.getByRole('combobox', { name: 'Language' }).selectOption('English');
    await chat.page.keyboard.press('Escape');
    await chat.page.getByRole('option', { name: 'Cancel an order' }).waitFor();
  });

  test('only an administrator is offered the commands for administrators', async () => {
    await stage.api.setMyCommands([{ command: 'tim', description: 'Atur tim' }], {
      scope: { type: 'all_chat_administrators' },
    });
    const [hers, his] = [
      await stage.open('desktop', sari, group),
      await stage.open('desktop', budi, group),
    ];
    await hers.page.getByRole('button', { name: 'Commands' }).click();
    await hers.page.getByRole('option', { name: '/tim Atur tim' }).waitFor();
    const offered = his.page.getByRole('button', { name: 'Commands' });
    await his.box.waitFor();
    expect(await offered.count()).toBe(0);
    // Once they have come and gone, that he is offered none no longer means that they are still to come.
    await stage.player.setStatus(group, budi, { status: 'administrator' });
    await offered.waitFor();
    await stage.player.setStatus(group, budi, { status: 'member' });
    await offered.waitFor({ state: 'detached' });
  });

  test('an anonymous administrator writes in the name of the group', async () => {
    const [hers, his] = [
      await stage.open('desktop', sari, group),
      await stage.open('phone', budi, group),
    ];
    await hers.page.getByRole('button', { name: 'About this chat' }).click();
    await dialog(hers, 'Tim Toko')
      .getByRole('combobox', { name: 'What Budi Santoso is' })
      .selectOption('Anonymous admin');
    await his.page.getByPlaceholder('Message as Tim Toko').waitFor();
    await his.write('Gudang tutup besok');
    await hers.page.keyboard.press('Escape');
    const message = hers.message('Gudang tutup besok');
    await message.waitFor();
    expect(await message.getAttribute('aria-label')).toMatch(/^Tim Toko, /);
    expect(await message.textContent()).not.toContain('Budi');
  });

  test('what is written in a topic stays in it', async () => {
    const forum = await stage.player.group({
      title: 'Gudang',
      type: 'supergroup',
      members: [sari, budi],
      is_forum: true,
    });
    const [hers, his] = [
      await stage.open('desktop', sari, forum),
      await stage.open('phone', budi, forum),
    ];
    await hers.page.getByRole('button', { name: 'About this chat' }).click();
    const card = dialog(hers, 'Gudang');
    await card.getByRole('textbox', { name: 'New topic' }).fill('Pengiriman');
    await card.getByRole('button', { name: 'Make it' }).click();
    await hers.page.getByRole('heading', { name: 'Gudang › Pengiriman' }).waitFor();
    await hers.write('Paket sudah dijemput');
    await hers.message('Paket sudah dijemput').waitFor();

    await his.page.getByRole('button', { name: 'People and chats', exact: true }).click();
    const topic = his.page.getByRole('button', { name: 'Pengiriman 1 unread' });
    await topic.waitFor();
    expect(await his.message('Paket sudah dijemput').count()).toBe(0);
    await topic.click();
    await his.message('Paket sudah dijemput').waitFor();
    await his.page.reload();
    await his.message('Paket sudah dijemput').waitFor();
  });

  test('a topic that is closed takes no message from a member until it is open again', async () => {
    const forum = await stage.player.group({
      title: 'Gudang',
      type: 'supergroup',
      members: [sari, budi],
      is_forum: true,
    });
    const topic = await stage.player.topic(forum, 'Retur');
    const hers = await stage.open('desktop', sari, forum);
    await hers.page.getByRole('button', { name: 'About this chat' }).click();
    await dialog(hers, 'Gudang').getByRole('button', { name: 'Close the topic Retur' }).click();
    const reopen = dialog(hers, 'Gudang').getByRole('button', { name: 'Reopen the topic Retur' });
    await reopen.waitFor();
    expect(await hers.barriers()).toEqual([]);

    const his = await stage.open('desktop', budi, forum);
    await his.page.getByRole('button', { name: /^Retur\s*closed/ }).click();
    await his.page.getByRole('log').getByText('Sari Wulandari closed the topic').waitFor();
    his.toleratesRefusals = true;
    await his.write('Halo');
    await his.page.getByRole('status').getByText('This topic is closed').waitFor();
    await reopen.click();
    await his.page.getByRole('log').getByText('Sari Wulandari reopened the topic').waitFor();
    await his.write('Halo');
    await his.message('Halo').waitFor();
    expect(await stage.player.messages(forum)).toContainEqual(
      expect.objectContaining({ text: 'Halo', message_thread_id: topic.message_thread_id }),
    );
  });

  test('everybody has their own unread messages, in each chat and after a reload', async () => {
    await stage.player.say(sari, group, 'Satu');
    await stage.player.say(sari, group, 'Dua');
    const chat = await stage.open('desktop', budi);
    const inGroup = chat.page.getByRole('button', { name: /^Tim Toko .* unread$/ });
    const ofSari = chat.page.getByRole('button', { name: /^Sari Wulandari .* unread$/ });
    await expect.poll(() => inGroup.textContent(), pollOptions).toContain('2 unread');
    await chat.openChat('Tim Toko');
    await inGroup.waitFor({ state: 'detached' });
    await chat.write('Tiga');
    await expect.poll(() => ofSari.textContent(), pollOptions).toContain('1 unread');
    await chat.page.reload();
    await expect.poll(() => ofSari.textContent(), pollOptions).toContain('1 unread');
    expect(await inGroup.count()).toBe(0);
  });

  test('Escape closes a window over the page and leads the keyboard back', async () => {
    const chat = await stage.open('desktop', sari, group);
    for (const name of ['New person', 'New group', 'About Sari Wulandari', 'About this chat']) {
      const opener = chat.page.getByRole('button', { name });
      await opener.focus();
      await chat.page.keyboard.press('Enter');
      await chat.page.getByRole('dialog').waitFor();
      await chat.page.keyboard.press('Escape');
      await chat.page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await chat.page.evaluate('document.activeElement.title')).toBe(name);
    }
  });

  test('the keyboard gets past all chats with one key', async () => {
    for (let index = 0; index < 20; index += 1)
      await stage.player.group({ title: `Grup ${index}`, type: 'group', members: [sari] });
    const chat = await stage.open('desktop', sari, group);
    await chat.box.waitFor();
    await chat.page.keyboard.press('Tab');
    await chat.page.keyboard.press('Enter');
    await chat.page.keyboard.type('Halo');
    await chat.page.keyboard.press('Enter');
    await chat.message('Halo').waitFor();
  });

  test.each([
    ['phone', 'light'],
    ['phone', 'dark'],
    ['desktop', 'light'],
    ['desktop', 'dark'],
  ] as const)('on a %s, %s, no window bars anybody or is too wide', async (size, scheme) => {
    const chat = await stage.open(size, sari, group, { scheme });
    const { page } = chat;
    const sees = async (opener: string): Promise<void> => {
      await page.getByRole('button', { name: opener }).click();
      await page.getByRole('dialog').waitFor();
      expect(await chat.barriers()).toEqual([]);
      const tooWide = 'document.querySelector("dialog").scrollWidth > innerWidth';
      expect(await page.evaluate(tooWide)).toBe(false);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    await sees('About this chat');
    if (size === 'phone')
      await page.getByRole('button', { name: 'People and chats', exact: true }).click();
    for (const opener of ['New person', 'New group', 'About Sari Wulandari']) await sees(opener);
    await chat.shoot(`people-${scheme}`);
  });
});

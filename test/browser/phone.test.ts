import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Chat, User } from '../../src/sandbox/telegram/client/player.ts';
import { type ChatPage, pollOptions } from './chat-page.ts';
import { chromiumRuns } from './chromium.ts';
import { Stage } from './stage.ts';

describe.skipIf(!chromiumRuns)('the page on a phone', () => {
  let stage: Stage;
  let sari: User;
  let group: Chat;

  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterAll(() => stage.close());

  beforeEach(async () => {
    const { player } = stage;
    sari = await player.person({ first_name: 'Sari', last_name: 'Wulandari' });
    await player.privateChat(sari);
    group = await player.group({ title: 'Tim Toko', type: 'supergroup', members: [sari] });
  });
  afterEach(async () => expect(await stage.clear()).toEqual([]));

  const place = (chat: ChatPage, name: string) =>
    chat.page
      .getByRole('navigation', { name: 'Parts of this page' })
      .getByRole('button', { name, exact: true });

  test('Back closes the panel that lies over the chat, and leaves the chat open', async () => {
    const chat = await stage.open('phone', sari, group);
    const panels = {
      People: chat.page.getByRole('heading', { name: 'Chats' }),
      Orders: chat.page.getByRole('searchbox', { name: 'Search orders' }),
      Trouble: chat.page.getByRole('switch', { name: 'Press twice' }),
    };
    for (const [name, inside] of Object.entries(panels)) {
      const before = chat.page.url();
      await place(chat, name).click();
      await inside.waitFor();
      await chat.page.goBack();
      await inside.waitFor({ state: 'hidden' });
      await chat.page.getByRole('heading', { name: 'Tim Toko' }).waitFor();
      expect(chat.page.url()).toBe(before);
    }
  });

  test('Back closes all of several panels that were opened one from the other', async () => {
    const chat = await stage.open('phone', sari, group);
    for (const name of ['People', 'Orders', 'Wire', 'Trouble']) await place(chat, name).click();
    await chat.page.goBack();
    await expect
      .poll(() => place(chat, 'Chat').getAttribute('aria-current'), pollOptions)
      .toBe('page');
    await chat.box.waitFor();
  });

  test('Back closes a window over the page', async () => {
    const chat = await stage.open('phone', sari, group);
    await chat.page.getByRole('button', { name: 'About this chat' }).click();
    await chat.page.getByRole('dialog').waitFor();
    await chat.page.goBack();
    await chat.page.getByRole('dialog').waitFor({ state: 'detached' });
    await chat.page.getByRole('heading', { name: 'Tim Toko' }).waitFor();
  });

  test('what is opened or closed while the browser still goes back is as if it were later', async () => {
    const chat = await stage.open('phone', sari, group);
    const people = chat.page.getByRole('heading', { name: 'Chats' });
    /** Presses buttons in the same moment, and waits until the browser has gone back. */
    const press = (...buttons: string[]): Promise<unknown> =>
      chat.page.evaluate(`new Promise((resolve) => {
        addEventListener('popstate', () => setTimeout(resolve), { once: true });
        for (const each of ${JSON.stringify(buttons)}) document.querySelector(each).click();
      })`);
    const before = chat.page.url();
    await place(chat, 'People').click();
    await people.waitFor();
    await press('#people .close', '.place.opens-people');
    expect(await people.isVisible()).toBe(true);
    await press('#people .close', '#people .close');
    await people.waitFor({ state: 'hidden' });
    await chat.page.getByRole('heading', { name: 'Tim Toko' }).waitFor();
    expect(chat.page.url()).toBe(before);
  });

  test('Back leads from a chat to the one before it, not to the list in between', async () => {
    const chat = await stage.open('phone', sari, group);
    await chat.openChat('Ngorder');
    await chat.page.goBack();
    await chat.page.getByRole('heading', { name: 'Tim Toko' }).waitFor();
    expect(await place(chat, 'Chat').getAttribute('aria-current')).toBe('page');
  });

  test('each part keeps how far it was scrolled and what was begun in it', async () => {
    const chat = await stage.open('phone', sari, group);
    const scrolled = (name: string): Promise<number> =>
      chat.page.evaluate(`document.getElementById('pane-${name}').scrollTop`);
    await place(chat, 'Orders').click();
    await chat.page.getByRole('searchbox', { name: 'Search orders' }).fill('1');
    await chat.page.getByRole('listitem').filter({ hasText: '#' }).nth(20).waitFor();
    await chat.page.evaluate(`document.getElementById('pane-orders').scrollTop = 400`);
    await place(chat, 'Trouble').click();
    expect(await scrolled('trouble')).toBe(0);
    await chat.page.evaluate(`document.getElementById('pane-trouble').scrollTop = 150`);
    await place(chat, 'Orders').click();
    expect(await scrolled('orders')).toBe(400);
    await chat.page.goBack();
    await place(chat, 'Trouble').click();
    expect(await scrolled('trouble')).toBe(150);
    await place(chat, 'Orders').click();
    expect(await scrolled('orders')).toBe(400);
    expect(await chat.page.getByRole('searchbox', { name: 'Search orders' }).inputValue()).toBe(
      '1',
    );
  });

  test('further orders come when one asks for them', async () => {
    const chat = await stage.open('phone', sari, group);
    await place(chat, 'Orders').click();
    const orders = chat.page.getByRole('list', { name: 'Orders' }).getByRole('listitem');
    await expect.poll(() => orders.count(), pollOptions).toBe(60);
    await chat.page.getByRole('button', { name: 'Show 60 more' }).click();
    await expect.poll(() => orders.count(), pollOptions).toBe(120);
  });

  test('a toast covers neither the name of the chat nor the names of the parts', async () => {
    await stage.api.sendMessage(group.id, 'Tekan', {
      reply_markup: { inline_keyboard: [[{ text: 'Ya', callback_data: 'y' }]] },
    });
    const chat = await stage.open('phone', sari, group);
    await chat.button('Ya').click();
    await expect
      .poll(async () => {
        const [update] = await stage.api.getUpdates({ offset: -1 });
        return update?.callback_query?.id;
      }, pollOptions)
      .toBeDefined();
    const [update] = await stage.api.getUpdates({ offset: -1 });
    await stage.api.answerCallbackQuery(update?.callback_query?.id ?? '', { text: 'Sudah beres.' });
    const toast = await chat.page.getByRole('status').getByText('Sudah beres.').boundingBox();
    const head = await chat.page.locator('.chat-head').boundingBox();
    expect(toast?.y).toBeGreaterThanOrEqual((head?.y ?? 0) + (head?.height ?? 0));
  });

  test('a button with a link to the bot opens the private chat, where Start carries the parameter', async () => {
    await stage.api.sendMessage(group.id, 'Excel-nya di chat pribadi.', {
      reply_markup: {
        inline_keyboard: [[{ text: 'Buka', url: 'https://t.me/ngorder_sandbox_bot?start=excel7' }]],
      },
    });
    await stage.player.say(sari, { id: sari.id } as Chat, 'Halo');
    const chat = await stage.open('phone', sari, group);
    await chat.page.getByRole('link', { name: 'Buka' }).click();
    await chat.page.getByRole('heading', { name: 'Ngorder' }).waitFor();
    await chat.page.getByRole('button', { name: 'Start', exact: true }).click();
    await chat.message('/start excel7').waitFor();
    await chat.box.waitFor();
  });
});

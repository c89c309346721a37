import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Chat, User } from '../../src/sandbox/telegram/client/player.ts';
import { type ChatPage, pollOptions } from './chat-page.ts';
import { chromiumRuns } from './chromium.ts';
import { Stage } from './stage.ts';

describe.skipIf(!chromiumRuns)('the chat is as in Telegram’s apps', () => {
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
    const budi = await player.person({ first_name: 'Budi', last_name: 'Santoso' });
    await player.privateChat(sari);
    group = await player.group({ title: 'Tim Toko', type: 'supergroup', members: [sari, budi] });
  });
  afterEach(async () => expect(await stage.clear()).toEqual([]));

  const box = async (place: Locator) => {
    const found = await place.boundingBox();
    if (!found) throw new Error('It is nowhere');
    return found;
  };

  /** Moves a finger over the newest message, within the page: one that takes too long is a long press. */
  async function swipe(chat: ChatPage, by: number): Promise<void> {
    const { x, y, width, height } = await box(chat.page.locator('.bubble').last());
    await chat.page.evaluate(`{
      const target = [...document.querySelectorAll('.bubble')].at(-1);
      const send = (type, moved) => {
        const [clientX, clientY] = [${x + width / 2} - moved, ${y + height / 2}];
        const touches = type === 'touchend' ? [] : [new Touch({ identifier: 1, target, clientX, clientY })];
        target.dispatchEvent(new TouchEvent(type, { bubbles: true, touches }));
      };
      send('touchstart', 0);
      for (let moved = 0; moved <= ${by}; moved += 10) send('touchmove', moved);
      send('touchend');
    }`);
  }

  const replyTo = (chat: ChatPage) => chat.page.getByText('Reply to Ngorder', { exact: true });

  test('a swipe over a message replies to it, a shorter one doesn’t', async () => {
    await stage.api.sendMessage(group.id, 'Pesanan mana?');
    const chat = await stage.open('phone', sari, group);
    await chat.message('Pesanan mana?').waitFor();
    await swipe(chat, 30);
    expect(await replyTo(chat).count()).toBe(0);
    await swipe(chat, 70);
    await replyTo(chat).waitFor();
    await chat.write('1338');
    await expect
      .poll(() => chat.message('1338').getByText('Pesanan mana?').count(), pollOptions)
      .toBe(1);
  });

  test('a long press opens what can be done with a message, and Escape closes it', async () => {
    await stage.api.sendMessage(group.id, 'Pesanan mana?');
    const chat = await stage.open('phone', sari, group);
    const bubble = chat.message('Pesanan mana?').locator('.bubble');
    const { x, y } = await box(bubble);
    await bubble.dispatchEvent('touchstart', {
      bubbles: true,
      touches: [{ identifier: 1, clientX: x + 20, clientY: y + 10 }],
    });
    const menu = chat.page.getByRole('menu');
    await menu.waitFor();
    expect(await chat.barriers()).toEqual([]);
    await chat.page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    expect(await replyTo(chat).count()).toBe(0);
  });

  test('with the keyboard alone one replies to a message or copies it', async () => {
    await stage.api.sendMessage(group.id, 'Resi JP 1234');
    const chat = await stage.open('desktop', sari, group);
    const opener = chat.message('Resi').getByRole('button', { name: /^What to do/ });
    await opener.focus();
    await chat.page.keyboard.press('Enter');
    await chat.page.getByRole('menuitem', { name: 'Reply' }).waitFor();
    await chat.page.keyboard.press('ArrowDown');
    await chat.page.keyboard.press('Enter');
    await expect
      .poll(() => chat.page.evaluate('navigator.clipboard.readText()'), pollOptions)
      .toBe('Resi JP 1234');
    await opener.focus();
    await chat.page.keyboard.press('Enter');
    await chat.page.keyboard.press('Enter');
    await replyTo(chat).waitFor();
    await chat.page.keyboard.type('Oke');
    await chat.page.keyboard.press('Enter');
    await chat.message('Oke').waitFor();
  });

  test('one’s own message can be changed, and the bot hears of it', async () => {
    const chat = await stage.open('phone', sari, group);
    await chat.write('/batal@ngorder_sandbox_bot 1338');
    await chat.message('1338').locator('.bubble').click({ button: 'right' });
    await chat.page.getByRole('menuitem', { name: 'Edit' }).click();
    await expect.poll(() => chat.box.inputValue(), pollOptions).toContain('1338');
    await chat.write('/batal@ngorder_sandbox_bot 1341');
    await chat.message('1341').getByText('edited').waitFor();
    await expect.poll(() => chat.box.inputValue(), pollOptions).toBe('');
    const updates = await stage.api.getUpdates({ allowed_updates: ['message', 'edited_message'] });
    expect(updates.at(-1)?.edited_message?.text).toContain('1341');
    await stage.api.sendMessage(group.id, 'Siapa?');
    await chat.message('Siapa?').locator('.bubble').click({ button: 'right' });
    await chat.page.getByRole('menuitem', { name: 'Reply' }).waitFor();
    expect(await chat.page.getByRole('menuitem', { name: 'Edit' }).count()).toBe(0);
    await chat.page.keyboard.press('Escape');
  });

  test('what one writes while a change is on its way stays in the box', async () => {
    const chat = await stage.open('desktop', sari, group);
    await chat.write('Pesanan 1338');
    await chat.message('1338').locator('.bubble').click({ button: 'right' });
    await chat.page.getByRole('menuitem', { name: 'Edit' }).click();
    await expect.poll(() => chat.box.inputValue(), pollOptions).toBe('Pesanan 1338');
    const arriving = Promise.withResolvers<void>();
    await chat.page.route('**/messages/*', async (route) => {
      await arriving.promise;
      await route.continue();
    });
    await chat.write('Pesanan 1341');
    await chat.box.press('End');
    await chat.box.pressSequentially(' dan');
    arriving.resolve();
    await chat.message('1341').getByText('edited').waitFor();
    await chat.page.getByText('Edit message').waitFor({ state: 'detached' });
    expect(await chat.box.inputValue()).toBe('Pesanan 1341 dan');
  });

  test('one’s own message has one tick until the bot has it', async () => {
    await stage.player.say(sari, { id: sari.id } as Chat, '/start');
    const chat = await stage.open('phone', sari);
    const ticks = chat.message('/start').locator('.ticks');
    await expect.poll(() => ticks.textContent(), pollOptions).toBe('sent');
    const [update] = await stage.api.getUpdates({ offset: -1 });
    await expect.poll(() => ticks.textContent(), pollOptions).toBe('delivered');
    expect(update?.message?.text).toBe('/start');
    await chat.page.reload();
    await expect.poll(() => ticks.textContent(), pollOptions).toBe('delivered');
  });

  test('a command that never reaches the bot says so at itself, one with its name doesn’t', async () => {
    const chat = await stage.open('phone', sari, group);
    await chat.write('/batal 1338');
    const swallowed = chat.message('/batal 1338');
    await swallowed.getByText('Not delivered to the bot').waitFor();
    expect(await swallowed.textContent()).toContain('@ngorder_sandbox_bot');
    expect(await chat.barriers()).toEqual([]);
    await chat.write('/batal@ngorder_sandbox_bot 1341');
    await chat.message('1341').waitFor();
    expect(await chat.message('1341').getByText('Not delivered').count()).toBe(0);
    await chat.write('Selamat pagi');
    await chat.message('Selamat pagi').waitFor();
    expect(await chat.message('Selamat pagi').getByText('Not delivered').count()).toBe(0);
    await chat.page.reload();
    await swallowed.getByText('Not delivered to the bot').waitFor();
  });

  test('a text that is too long for one message is sent as two', async () => {
    const chat = await stage.open('desktop', sari, group);
    await chat.write(`${'kata '.repeat(999)}akhir`);
    await chat.message('akhir').waitFor();
    const texts = (await stage.player.messages(group)).flatMap(({ text }) => text ?? []);
    expect(texts.map(({ length }) => length)).toEqual([4094, 905]);
    expect(await chat.box.inputValue()).toBe('');
  });

  test('the menu button stands in the private chat and shows the commands, in a group it is a slash', async () => {
    await stage.api.setMyCommands([{ command: 'batal', description: 'Batalkan pesanan' }]);
    await stage.player.say(sari, { id: sari.id } as Chat, '/start');
    const chat = await stage.open('phone', sari);
    await chat.page.getByRole('button', { name: 'Menu', exact: true }).click();
    await chat.page.getByRole('option', { name: '/batal Batalkan pesanan' }).click();
    await chat.message('/batal').waitFor();
    await chat.openChat('Tim Toko');
    await chat.page.getByRole('button', { name: 'Commands' }).waitFor();
    expect(await chat.page.getByRole('button', { name: 'Menu', exact: true }).count()).toBe(0);
  });

  test('one goes on writing after Start, after Enter and after the button', async () => {
    const chat = await stage.open('desktop', sari);
    const focused = (): Promise<string> => chat.page.evaluate('document.activeElement.tagName');
    await chat.page.getByRole('button', { name: 'Start', exact: true }).click();
    await chat.box.waitFor();
    await expect.poll(focused, pollOptions).toBe('TEXTAREA');
    await chat.page.keyboard.type('satu');
    await chat.page.keyboard.press('Enter');
    await chat.message('satu').waitFor();
    expect(await focused()).toBe('TEXTAREA');
    await chat.write('dua');
    await chat.message('dua').waitFor();
    expect(await focused()).toBe('TEXTAREA');
  });

  test('the box to write in is as wide as the messages', async () => {
    const chat = await stage.open('desktop', sari, group);
    await chat.write('Halo');
    await chat.message('Halo').waitFor();
    const line = await box(chat.page.locator('.composer-line'));
    const message = await box(chat.message('Halo'));
    expect(Math.abs(line.x - message.x)).toBeLessThan(3);
    expect(Math.abs(line.width - message.width)).toBeLessThan(3);
  });
});

import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../src/sandbox/free-port.ts';
import { type NgorderSandbox, startNgorderSandbox } from '../../src/sandbox/ngorder/server.ts';
import { type PageServer, startPageServer } from '../../src/sandbox/page/server.ts';
import { type Chat, Player, type User } from '../../src/sandbox/telegram/client/player.ts';
import { startTelegramSandbox, type TelegramSandbox } from '../../src/sandbox/telegram/server.ts';
import { ChatPage, pollOptions, type Size } from './chat-page.ts';
import { chromiumRuns } from './chromium.ts';
import { documentBytes, documentName, startTrialBot, type TrialBot } from './trial-bot.ts';

describe.skipIf(!chromiumRuns)('the chat page', () => {
  let telegram: TelegramSandbox;
  let ngorder: NgorderSandbox;
  let server: PageServer;
  let bot: TrialBot;
  let player: Player;

  beforeAll(async () => {
    [telegram, ngorder] = await Promise.all([startTelegramSandbox(), startNgorderSandbox()]);
    server = await startPageServer({
      telegram: telegram.url,
      ngorder: ngorder.url,
      port: await freePort(),
    });
    player = new Player(telegram.url);
  });

  afterAll(async () => {
    await server.close();
    await Promise.all([telegram.close(), ngorder.close()]);
  });

  let sari: User;
  let budi: User;
  /** Sari's private chat with the bot. */
  let herChat: Chat;
  let group: Chat;

  beforeEach(async () => {
    await player.reset();
    sari = await player.person({ first_name: 'Sari', last_name: 'Wulandari', username: 'sari_w' });
    budi = await player.person({ first_name: 'Budi', last_name: 'Santoso' });
    herChat = await player.privateChat(sari);
    await player.privateChat(budi);
    group = await player.group({ title: 'Tim Toko', type: 'supergroup', members: [sari, budi] });
    bot = await startTrialBot(telegram.url, telegram.token);
  });

  const opened: ChatPage[] = [];

  afterEach(async () => {
    const troubles = opened.flatMap((chat) => chat.troubles);
    for (const chat of opened.splice(0)) await chat.close();
    await bot.stop();
    expect(troubles).toEqual([]);
    expect(await player.violations()).toEqual([]);
  });

  const open = async (
    size: Size,
    person: User,
    chat?: Chat,
    scheme: 'light' | 'dark' = 'light',
  ): Promise<ChatPage> => {
    const place = { personId: person.id, chatId: chat?.id ?? person.id };
    const page = await ChatPage.open(server.url, { size, scheme, ...place });
    opened.push(page);
    return page;
  };

  describe.each(['phone', 'desktop'] as const)('on a %s', (size) => {
    test('a person starts the bot with one press, writes and sees the answer', async () => {
      const chat = await open(size, sari);
      await chat.page.getByRole('button', { name: 'Start', exact: true }).click();
      await chat.message('Sari said /start').waitFor();
      await chat.write('/hello');
      await chat.message('Hello Sari').waitFor();
      expect(await chat.message('Hello Sari').locator('strong').textContent()).toBe('Sari');
      await expect.poll(() => chat.box.inputValue(), pollOptions).toBe('');
    });

    test('a press is answered by a toast and the edited message', async () => {
      const chat = await open(size, sari);
      await player.say(sari, herChat, '/buttons');
      await chat.button('Count').click();
      await Promise.all([
        chat.message('Pressed 1').waitFor(),
        chat.page.getByText('That makes 1').waitFor(),
      ]);
      expect(await chat.message('Pressed 1').textContent()).toContain('edited');
      expect(await chat.message('Press one').count()).toBe(0);
    });

    test('two people in the group see the same, and only the one who is asked is made to reply', async () => {
      const [hers, his] = [await open(size, sari, group), await open(size, budi, group)];
      await hers.write('/ask@ngorder_sandbox_bot');
      await hers.page.getByText('Reply to Ngorder', { exact: true }).waitFor();
      await his.message('Which order?').waitFor();
      expect(await his.page.getByText('Reply to Ngorder', { exact: true }).count()).toBe(0);
      expect(await hers.box.getAttribute('placeholder')).toBe('Order ID');

      await hers.write('1338');
      await his.message('Sari said 1338').waitFor();
      await his.message(/Which order\?\s*1338/).waitFor();
      await hers.page.getByText('Reply to Ngorder', { exact: true }).waitFor({ state: 'detached' });
    });

    test('one turns into a colleague and stays in the group', async () => {
      const chat = await open(size, sari, group);
      await chat.become('Budi Santoso');
      await chat.write('/hello@ngorder_sandbox_bot');
      await chat.message('Hello Budi').waitFor();
      await chat.openChat('Ngorder');
      await chat.page.getByRole('button', { name: 'Start', exact: true }).waitFor();
    });

    test('a document is downloaded byte for byte', async () => {
      const chat = await open(size, sari);
      await player.say(sari, herChat, '/file');
      await chat.message('All of July').waitFor();
      expect(await chat.message('All of July').textContent()).toContain('4.9 KB');
      const coming = chat.page.waitForEvent('download');
      await chat.page.getByRole('link', { name: documentName }).click();
      const download = await coming;
      expect(download.suggestedFilename()).toBe(documentName);
      expect(await readFile(await download.path())).toEqual(documentBytes);
    });

    test.each(['light', 'dark'] as const)(
      '%s: nothing bars people with a screen reader, a keyboard or little sight',
      async (scheme) => {
        const chat = await open(size, sari, group, scheme);
        for (const command of ['/hello', '/formats', '/buttons', '/file', '/ask'])
          await player.say(sari, group, `${command}@ngorder_sandbox_bot`);
        await chat.page.getByText('Reply to Ngorder', { exact: true }).waitFor();
        expect(await chat.barriers()).toEqual([]);
        await chat.shoot(`page-${scheme}`);
        await chat.write('x');
        await chat.box.fill('/');
        await chat.page.getByRole('option').first().waitFor();
        expect(await chat.barriers()).toEqual([]);
      },
    );

    test('nothing is wider than the window', async () => {
      const chat = await open(size, sari, group);
      const longWord = 'W'.repeat(300);
      await chat.write(longWord);
      await player.say(sari, group, '/buttons@ngorder_sandbox_bot');
      await chat.button('Count').waitFor();
      await chat.message(longWord).waitFor();
      const wider = await chat.page.evaluate(
        'document.documentElement.scrollWidth > document.documentElement.clientWidth',
      );
      expect(wider).toBe(false);
    });
  });

  test('a button turns until the bot has answered the press', async () => {
    const chat = await open('phone', sari);
    await player.say(sari, herChat, '/buttons');
    await chat.button('Slow').click();
    await expect
      .poll(() => chat.button('Slow').getAttribute('aria-busy'), pollOptions)
      .toBe('true');
    bot.answerSlow();
    await expect
      .poll(() => chat.button('Slow').getAttribute('aria-busy'), pollOptions)
      .toBe('false');
  });

  test('an alert stays until it is closed', async () => {
    const chat = await open('phone', sari);
    await player.say(sari, herChat, '/buttons');
    await chat.button('Alert').click();
    const alert = chat.page.getByRole('dialog', { name: 'Owners only' });
    await alert.waitFor();
    await chat.page.keyboard.press('Enter');
    await alert.waitFor({ state: 'detached' });
  });

  test('a toast that comes late takes no alert away', async () => {
    const chat = await open('phone', sari);
    await player.say(sari, herChat, '/buttons');
    await chat.button('Slow').click();
    await chat.button('Alert').click();
    const alert = chat.page.getByRole('dialog', { name: 'Owners only' });
    await alert.waitFor();
    bot.answerSlow();
    await chat.page.getByText('At last').waitFor();
    expect(await alert.isVisible()).toBe(true);
  });

  test('nothing that was said is lost by a reload', async () => {
    const chat = await open('phone', sari, group);
    await chat.write('Good morning');
    await chat.message('Good morning').waitFor();
    await chat.page.reload();
    await chat.message('Good morning').waitFor();
    await chat.page.getByRole('heading', { name: 'Tim Toko' }).waitFor();
  });

  test('light and dark follow the system', async () => {
    const ground = async (scheme: 'light' | 'dark'): Promise<string> => {
      const chat = await open('desktop', sari, group, scheme);
      return chat.page.evaluate('getComputedStyle(document.querySelector("nav")).backgroundColor');
    };
    expect(await ground('light')).toBe('rgb(255, 255, 255)');
    expect(await ground('dark')).not.toBe('rgb(255, 255, 255)');
  });

  test('formatting is shown, and a spoiler only when asked for', async () => {
    const chat = await open('desktop', sari);
    await player.say(sari, herChat, '/formats');
    const message = chat.message('italic');
    await message.waitFor();
    for (const [element, text] of Object.entries({
      strong: 'bold',
      em: 'italic',
      u: 'underlined',
      s: 'struck',
      code: 'code',
      blockquote: 'quoted',
      pre: 'pre',
    }))
      expect(await message.locator(element).textContent()).toBe(text);
    expect(await message.getByRole('link', { name: 'link' }).getAttribute('href')).toBe(
      'https://example.com/',
    );
    expect(await message.getByText('secret').isVisible()).toBe(false);
    await message.getByRole('button', { name: 'Hidden text, press to show' }).click();
    expect(await message.getByText('secret').isVisible()).toBe(true);
  });

  test('a command in a message is sent by a tap, in a group with the name of the bot', async () => {
    const chat = await open('desktop', sari, group);
    await chat.write('/hello@ngorder_sandbox_bot');
    await chat.button('/formats').click();
    await chat.message('/formats@ngorder_sandbox_bot').waitFor();
    await chat.message('italic').waitFor();
  });

  test('a slash shows the commands; the arrow keys choose and Enter sends', async () => {
    const chat = await open('desktop', sari, group);
    await chat.box.pressSequentially('/he');
    await expect
      .poll(() => chat.page.getByRole('option').allTextContents(), pollOptions)
      .toEqual(['/hello Be greeted', '/help Be helped']);
    await chat.page.keyboard.press('ArrowDown');
    await chat.page.keyboard.press('Enter');
    await chat.message('Sari said /help@ngorder_sandbox_bot').waitFor();
  });

  test('Enter sends, Shift and Enter begin a new line', async () => {
    const chat = await open('desktop', sari);
    await player.say(sari, herChat, 'hi');
    await chat.box.pressSequentially('one');
    await chat.page.keyboard.press('Shift+Enter');
    await chat.box.pressSequentially('two');
    await chat.page.keyboard.press('Enter');
    await chat.message(/Sari said one\s*two/).waitFor();
  });

  test('a reply shows what it replies to', async () => {
    const chat = await open('desktop', sari, group);
    await chat.write('The buyer backed out');
    await chat.message('The buyer backed out').locator('.bubble').click({ button: 'right' });
    await chat.page.getByRole('menuitem', { name: 'Reply' }).click();
    await chat.write('Which one?');
    const reply = chat.message('Which one?');
    await reply.waitFor();
    expect(await reply.textContent()).toContain('The buyer backed out');
  });

  test('a chat action is shown as Telegram does', async () => {
    const chat = await open('desktop', sari);
    await Promise.all([
      chat.page.getByText('Ngorder is sending a file …').waitFor(),
      player.say(sari, herChat, '/busy'),
    ]);
  });

  test('a link button leads outside, a copy button fills the clipboard', async () => {
    const chat = await open('desktop', sari);
    await player.say(sari, herChat, '/buttons');
    await chat.button('Copy').waitFor();
    // Looked for in every frame: it is shown for a moment only.
    const copied = chat.page.waitForFunction(
      `[...document.querySelectorAll('.key')].some(({ innerText }) => innerText.trim() === 'Copied')`,
    );
    await chat.button('Copy').click();
    await copied;
    expect(await chat.page.evaluate('navigator.clipboard.readText()')).toBe('JP 1234');
    expect(await chat.page.getByRole('link', { name: 'Site' }).getAttribute('href')).toBe(
      'https://example.com/',
    );
  });

  test('the requests to Ngorder are listed as they happen, and folded away on a phone', async () => {
    const [desktop, phone] = [await open('desktop', sari), await open('phone', sari)];
    await fetch(`${ngorder.url}/order-cancel?type=REJECTED`, {
      headers: { authorization: `Bearer ${ngorder.token}` },
    });
    await desktop.page.getByRole('tab', { name: 'Wire' }).click();
    await desktop.page.getByText('type=REJECTED').waitFor();
    expect(await phone.page.getByText('type=REJECTED').isVisible()).toBe(false);
    await phone.page.getByRole('button', { name: 'Wire', exact: true }).click();
    await phone.page.getByText('type=REJECTED').waitFor();
    expect(await phone.barriers()).toEqual([]);
    await phone.page.keyboard.press('Escape');
    await phone.page.getByText('type=REJECTED').waitFor({ state: 'hidden' });
  });

  test('what the sandbox refuses is said, and the text comes back into the box', async () => {
    const chat = await open('desktop', sari);
    await player.say(sari, herChat, 'hi');
    await chat.message('Sari said hi').waitFor();
    chat.toleratesRefusals = true;
    await chat.page.route('**/messages', (route) =>
      route.fulfill({ status: 409, json: { error: 'You are not in this chat' } }),
    );
    await chat.write('Halo');
    await chat.page.getByRole('status').getByText('You are not in this chat').waitFor();
    await expect.poll(() => chat.box.inputValue(), pollOptions).toBe('Halo');
  });
});

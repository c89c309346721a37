/** What happens behind the chat, tried in a browser with the real bot: tour, troubles, killing, starting over. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ApiCall } from '../../src/sandbox/ngorder/call-log.ts';
import type { User } from '../../src/sandbox/telegram/client/player.ts';
import { waitForBot } from '../sandbox/playground/heard.ts';
import type { Size } from './chat-page.ts';
import { chromiumRuns } from './chromium.ts';
import { PlayedDemo } from './played-demo.ts';
import { longTimeout, Playing } from './playing.ts';

describe.skipIf(!chromiumRuns)('the playground', () => {
  let demo: PlayedDemo;
  let player: PlayedDemo['player'];
  let sari: User;
  let dewi: User;

  beforeAll(async () => {
    demo = await PlayedDemo.start();
    ({ player } = demo);
  });

  afterAll(async () => {
    await demo.close();
  });

  beforeEach(async () => {
    await fetch(`${demo.url}/start-over`, { method: 'POST' });
    await waitForBot(demo.url, ({ running, speaks }) => running && speaks);
    const people = (await player.state()).people;
    const [first, last] = [people[0], people.at(-1)];
    if (!first || !last) throw new Error('The first world is empty');
    [sari, dewi] = [first, last];
  });

  afterEach(() => demo.clear());

  const open = async (
    size: Size,
    scheme: 'light' | 'dark' = 'light',
    person = sari,
  ): Promise<Playing> => new Playing(await demo.open(size, person, undefined, { scheme }));

  /** The acts that reached Ngorder for an order. */
  const actsOn = async (id: number): Promise<ApiCall[]> =>
    (await demo.calls()).filter(
      ({ method, body }) => method !== 'GET' && JSON.stringify(body) === JSON.stringify({ id }),
    );

  test.each(['desktop', 'phone'] as const)(
    'the guided tour is walked on a %s from start to end, and ends as the person it began with',
    async (size) => {
      const page = await open(size);
      const { chat } = page;
      await page.step(1);
      await page.begin();
      await page.ask(1338);
      await chat.shoot('playground-question');
      await page.yes();
      await page.tab('Orders');
      await page.order(1338).getByText('Active → Canceled').waitFor();
      await page.step(2);

      await page.toChat();
      await chat.write('/canceled');
      await chat.openOrder(1338);
      await chat.button('Return').click();
      await chat.button(/^Yes, return/).click();
      await page.step(3);

      await page.ask(1341);
      await page.flipPressTwice();
      await page.yes();
      // The second thumb is told in passing that the first one was quicker.
      await chat.page.getByText(/^Already (?:confirmed|done)\.$/).waitFor(longTimeout);
      await page.step(4);
      expect(await actsOn(1341)).toHaveLength(1);
      await page.tab('Trouble');
      expect(await page.trouble('Press twice').getAttribute('aria-checked')).toBe('false');

      await page.ask(1343);
      await page.act('Stop it hard');
      await page.backstage.getByText('The bot is not running.').waitFor();
      await page.yes();
      await expect
        .poll(() => chat.button('Yes, cancel order').getAttribute('aria-busy'), longTimeout)
        .toBe('true');
      await page.act('Start it');
      await page.step(5);
      expect(await actsOn(1343)).toHaveLength(1);

      await page.ask(1346);
      await page.flip('Broken after the act');
      await page.yes();
      await page.step(6);
      await chat.message(/The order is canceled \(looked up/).waitFor();
      expect(await actsOn(1346)).toHaveLength(1);
      await chat.shoot('playground-trouble');

      await page.toChat();
      await chat.write('/export');
      await chat.button('Get the Excel').click();
      await page.step(7);

      await chat.become('Dewi Lestari');
      await chat.page.getByRole('button', { name: 'Start', exact: true }).click();
      await chat.write('/cancel 1335');
      await page.step(8);

      await page.tab('Orders');
      await page.startOver();
      await page.tour.getByText('That was all of it').waitFor(longTimeout);
      await page.tour.getByText('You are Sari Wulandari.').waitFor();
      await page.tab('Orders');
      await page.order(1338).getByText('Active', { exact: true }).waitFor();
      await page.tour.getByRole('button', { name: 'Close the tour' }).click();
      await page.tour.waitFor({ state: 'detached' });
      await chat.page.reload();
      const again = page.button('Take the tour');
      await again.waitFor();
      expect(await page.tour.isVisible()).toBe(false);
      await again.click();
      await page.step(1);
    },
    120_000,
  );

  test('who kills the bot at an unfinished question finds it answered after its restart', async () => {
    const page = await open('phone');
    await player.say(sari, await player.privateChat(sari), '/cancel');
    await page.chat.message(/Which order shall be canceled/).waitFor();
    await page.act('Stop it hard');
    await page.backstage.getByText('The bot is not running.').waitFor();
    expect(await page.button('Stop it hard').isDisabled()).toBe(true);
    await page.hide();
    await page.chat.write('1338');
    await page.act('Start it');
    await page.backstage.getByText(/The bot is running: process/).waitFor(longTimeout);
    await page.hide();
    await page.yes();
    await page.chat.message(/Canceled by Sari/).waitFor(longTimeout);
    expect(await actsOn(1338)).toHaveLength(1);
  });

  test('starting over asks first, and tells of no process that was stopped for it', async () => {
    const page = await open('desktop');
    await page.begin();
    await page.button('Start over').click();
    await page.chat.page.getByRole('button', { name: 'No, keep it' }).click();
    await page.chat.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.chat.message('/start').count()).toBe(1);

    await page.startOver();
    await page.chat.page.getByRole('button', { name: 'Start', exact: true }).waitFor();
    await page.tab('Trouble');
    const { copies } = await waitForBot(demo.url, ({ running, speaks }) => running && speaks);
    await page.backstage
      .getByText(`The bot is running: process ${copies[0]?.pid}`)
      .waitFor(longTimeout);
    expect(await page.backstage.getByText('in the middle of its work').count()).toBe(0);
  });

  test('a deleted order is still counted after a reload', async () => {
    const page = await open('desktop');
    await fetch(`${demo.url}/ngorder/orders/1338/move`, {
      method: 'POST',
      body: JSON.stringify({ to: 'gone' }),
    });
    await page.backstage.getByRole('button', { name: 'Deleted 1' }).waitFor();
    await page.chat.page.reload();
    await page.backstage.getByRole('button', { name: 'Deleted 1' }).waitFor();
    await page.order(1338).getByText('Active → Deleted').waitFor();
  });

  test('a second copy is refused, and the page shows its words', async () => {
    const page = await open('desktop');
    await page.act('Start a second copy');
    await page.backstage.getByText(/A second copy, process \d+, is trying/).waitFor();
    await page.backstage
      .getByText(/is in use by process \d+.*stop that one first/)
      .waitFor(longTimeout);
  });

  test('starting over shows the first world again, on every page that is open', async () => {
    const [page, other] = [await open('desktop'), await open('phone', 'light', dewi)];
    await page.begin();
    await page.ask(1338);
    await page.yes();
    await page.order(1338).getByText('Active → Canceled').waitFor();
    await player.person({ first_name: 'Joko' });
    const joko = page.chat.page.getByRole('button', { name: /^Joko\b/ });
    await joko.waitFor();
    await page.flip('Down', 'Ngorder');
    await page.startOver(other);
    await page.chat.page.getByRole('button', { name: 'Start', exact: true }).waitFor();
    await page.backstage.getByText('No trouble is switched on.').waitFor();
    await page.tab('Orders');
    await page.backstage.getByRole('button', { name: 'Active 110' }).waitFor();
    await page.tab('Wire');
    await page.line('/cancel 1338').first().waitFor({ state: 'detached' });
    await other.chat.page.getByRole('button', { name: 'Start', exact: true }).waitFor();
    await joko.waitFor({ state: 'detached' });
  });

  test('what happened and what is switched on is still there after a reload', async () => {
    const page = await open('desktop');
    await page.begin();
    await page.ask(1338);
    await page.flip('Slow', 'Ngorder');
    await page.flip('Rate limits');
    await page.backstage.getByText('2 switched on.').waitFor();
    await page.chat.page.reload();
    await page.tab('Trouble');
    await page.backstage.getByText('2 switched on.').waitFor();
    await page.tab('Wire');
    await page.backstage.getByText('Sari: /cancel 1338').waitFor();
    await page.chat.button('Yes, cancel order').waitFor();
  });

  describe('the wire', () => {
    test('ties calls and requests to the update that they follow, and hides tokens', async () => {
      const page = await open('desktop');
      await page.begin();
      await page.ask(1338);
      await page.tab('Wire');
      const update = page.line('Sari: /cancel 1338');
      const number = /update (\d+)/.exec(String(await update.textContent()))?.[1];
      await page
        .line('Cancel this order?')
        .getByRole('button', { name: `follows update ${number} (a guess)` })
        .click();
      await page.backstage.getByText(`Only update ${number} and what follows it`).waitFor();
      await page.line('GET /order').first().getByRole('button', { expanded: false }).click();
      const json = page.backstage.getByRole('region', { name: /^JSON of GET/ });
      expect(await json.textContent()).toContain('"authorization": "***"');
      expect(await json.textContent()).not.toContain('ngorder-sandbox-');
      expect(await page.chat.barriers()).toEqual([]);
      await page.chat.shoot('playground-wire');
    });

    test('can be searched, narrowed to a chat, and paused', async () => {
      const page = await open('desktop');
      await page.tab('Wire');
      const chats = { sari: await player.privateChat(sari), dewi: await player.privateChat(dewi) };
      await player.say(sari, chats.sari, '/start');
      await player.say(dewi, chats.dewi, '/start');
      await page.line('Dewi: /start').waitFor();
      await page.backstage.getByLabel('Chat').selectOption({ label: 'Sari Wulandari' });
      await page.line('Dewi: /start').waitFor({ state: 'detached' });
      await page.backstage.getByLabel('Chat').selectOption({ label: 'All chats' });
      await page.backstage.getByLabel('Search the wire').fill('DEWI: /START');
      await page.line('Sari: /start').waitFor({ state: 'detached' });
      await page.backstage.getByLabel('Search the wire').fill('');
      await page.backstage.getByRole('button', { name: 'Pause' }).click();
      await player.say(sari, chats.sari, '/help');
      await page.backstage.getByRole('button', { name: /Go on \([1-9]\d* new\)/ }).click();
      await page.line('Sari: /help').waitFor();
    });
  });

  describe('a trouble', () => {
    test('of the shop is told to the person: maintenance, a refused token', async () => {
      const page = await open('desktop');
      await page.begin();
      for (const name of ['Token refused', 'Down']) {
        const before = (await player.messages(await player.privateChat(sari))).length;
        await page.flip(name, 'Ngorder');
        await page.chat.write('/canceled');
        const chat = await player.privateChat(sari);
        await player.waitFor(chat, (messages) => messages.length >= before + 2, longWait);
        const shown = page.chat.page.getByRole('article');
        await expect.poll(() => shown.count(), longTimeout).toBeGreaterThanOrEqual(before + 2);
        expect(await page.chat.message(/\d\. #\d+/).isVisible()).toBe(false);
        await page.flip(name, 'Ngorder');
      }
    });

    test('before the act changes nothing, and the act is sent once more at most', async () => {
      const page = await open('desktop');
      await page.begin();
      await page.ask(1338);
      const isOn = () => page.trouble('Broken before the act').getAttribute('aria-checked');
      await page.flip('Broken before the act');
      await expect.poll(isOn, longTimeout).toBe('true');
      await page.yes();
      await expect.poll(isOn, longTimeout).toBe('false');
      await page.chat.message(/No answer from Ngorder|Canceled by/).waitFor(longTimeout);
      expect((await actsOn(1338)).filter(({ effect }) => effect).length).toBeLessThanOrEqual(1);
    });

    test('of the download is told under the file that the bot builds instead', async () => {
      const page = await open('desktop');
      await page.begin();
      const choices = page.chat.page
        .getByRole('log')
        .getByRole('button', { name: 'Get the Excel' });
      const troubles = [
        ['Excel by e-mail', /e-mails it.*So I built this file/s],
        ['Excel cut short', /broke off.*So I built this file/s],
      ] as const;
      for (const [index, [name, why]] of troubles.entries()) {
        const struck = async () => (await demo.calls()).filter(({ fault }) => fault).length;
        const before = await struck();
        await page.flip(name);
        await page.chat.write('/export');
        await choices.nth(index).click();
        await expect.poll(struck, longTimeout).toBeGreaterThan(before);
        await page.chat.message(why).waitFor(longTimeout);
        await page.allClear();
      }
    });

    test('of Telegram is got over: wait, a lost answer, an update twice, one that is late', async () => {
      const page = await open('desktop');
      await page.begin();
      await page.flip('Wait a second');
      await page.ask(1338);
      await page.flip('Update twice');
      await page.yes();
      await page.chat.message(/Canceled by Sari/).waitFor(longTimeout);

      await page.flip('Update late');
      await page.ask(1341);
      await page.flip('Answer lost');
      await page.yes();
      await page.chat.message(/#1341.*Canceled by Sari/s).waitFor(longTimeout);
      expect([await actsOn(1338), await actsOn(1341)].map((acts) => acts.length)).toEqual([1, 1]);
    });

    test('that makes Ngorder or Telegram slow, limited or repetitive leaves one act and one answer', async () => {
      const page = await open('desktop');
      await page.begin();
      await page.flip('Throttling');
      await page.chat.write('/canceled');
      await page.chat.message(/\d\. #\d+/).waitFor(longTimeout);
      await page.allClear();
      await page.flip('Slow', 'Ngorder');
      await page.ask(1338);
      await page.allClear();
      await page.flip('Slow', 'Telegram');
      await page.flip('Unanswered presses again');
      await page.yes();
      await page.chat.message(/#1338.*Canceled by Sari/s).waitFor(longTimeout);
      await page.allClear();
      await page.flip('Rate limits');
      await page.ask(1341);
      await page.yes();
      await page.chat.message(/#1341.*Canceled by Sari/s).waitFor(longTimeout);
      expect([await actsOn(1338), await actsOn(1341)].map((acts) => acts.length)).toEqual([1, 1]);
    });

    test('can be cleared with all others at once', async () => {
      const page = await open('phone');
      await page.tab('Trouble');
      const switches = page.backstage.getByRole('switch');
      for (let at = 0; at < (await switches.count()); at += 1) await switches.nth(at).click();
      await expect
        .poll(() => page.backstage.getByRole('switch', { checked: true }).count(), longTimeout)
        .toBe(await switches.count());
      await page.chat.shoot('playground-troubles');
      expect(await page.chat.barriers()).toEqual([]);
      await page.allClear();
      expect(await (await fetch(`${demo.url}/ngorder/faults`)).json()).toEqual([]);
      expect(await player.faults()).toEqual([]);
    });
  });
});

const longWait = { timeoutMs: longTimeout.timeout };

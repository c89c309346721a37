/** The bot itself, tried in a browser as `npm run demo` shows it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import yauzl from 'yauzl';
import type { ApiCall } from '../../src/sandbox/ngorder/call-log.ts';
import type { Chat, User } from '../../src/sandbox/telegram/client/player.ts';
import { shortGraceBot } from '../test-bots.ts';
import { type ChatPage, pollOptions, type Size } from './chat-page.ts';
import { chromiumRuns } from './chromium.ts';
import { PlayedDemo } from './played-demo.ts';

describe.skipIf(!chromiumRuns)('the bot in the demo', () => {
  let demo: PlayedDemo;
  let sari: User;
  let budi: User;
  let rina: User;
  let dewi: User;
  let group: Chat;
  let botName: string;
  const said: string[] = [];

  beforeAll(async () => {
    demo = await PlayedDemo.start({ program: shortGraceBot, say: (line) => said.push(line) });
    const { bot, people, chats } = await demo.player.state();
    const [owner, colleague, packer, newcomer] = people;
    const team = chats.find(({ type }) => type === 'supergroup');
    if (!owner || !colleague || !packer || !newcomer || !team)
      throw new Error('The first world is incomplete');
    [sari, budi, rina, dewi, group] = [owner, colleague, packer, newcomer, team];
    botName = `@${bot.username}`;
  });

  afterAll(async () => {
    await demo.close();
  });

  afterEach(async () => {
    await demo.clear();
    expect(said.splice(0)).toEqual([]);
  });

  const open = (size: Size, person: User, chat?: Chat): Promise<ChatPage> =>
    demo.open(size, person, chat);

  /** The requests that reached Ngorder, the one at the bot's start left out. */
  const requests = async (): Promise<ApiCall[]> => {
    return (await demo.calls()).filter(({ path }) => !path.endsWith('/shop'));
  };

  /** What was done to an order, as Ngorder heard it. */
  const actsOn = async (id: number): Promise<string[]> =>
    (await requests())
      .filter(({ body }) => JSON.stringify(body) === JSON.stringify({ id }))
      .map(({ method, path }) => `${method} ${path.replace('/api/open', '')}`);

  const whereIs = async (orderId: number): Promise<string> => {
    const found = await (await fetch(`${demo.url}/ngorder/orders/${orderId}`)).json();
    return (found as { where: string }).where;
  };

  test.each([
    ['phone', 1338],
    ['desktop', 1343],
  ] as const)(
    'on a %s an order is canceled in the group by two clicks, and both colleagues see who did it',
    async (size, orderId) => {
      const [his, hers] = [await open(size, budi, group), await open(size, sari, group)];
      await his.write(`/cancel${botName}`);
      await his.page.getByText('Reply to Ngorder', { exact: true }).waitFor();
      await his.write(String(orderId));
      await his.message(new RegExp(`Cancel this order.*#${orderId}`, 's')).waitFor();
      await his.shoot('product-question');
      await his.button('Yes, cancel order').click();
      await hers.message(new RegExp(`#${orderId}.*Canceled by Budi Santoso`, 's')).waitFor();
      await his.shoot('product-result');
      expect(await whereIs(orderId)).toBe('CANCEL');
      expect(await actsOn(orderId)).toEqual(['POST /order/cancel']);
    },
  );

  test('who keeps the order causes no act', async () => {
    const chat = await open('desktop', sari, group);
    await chat.write(`/cancel${botName} 1335`);
    await chat.button('No, keep it').click();
    await chat.button('Yes, cancel order').waitFor({ state: 'detached' });
    expect(await whereIs(1335)).toBe('active');
    expect(await actsOn(1335)).toEqual([]);
  });

  test('one browses to the second page of rejected orders, and from an order back to it', async () => {
    const chat = await open('phone', sari);
    await chat.page.getByRole('button', { name: 'Start', exact: true }).click();
    await chat.button('Canceled orders').click();
    await chat.button('Rejected').click();
    await chat.message(/Rejected .*Page 1 of/s).waitFor();
    await chat.button('›').click();
    await chat.message(/Rejected .*Page 2 of/s).waitFor();
    const [order = 0] = await chat.ordersOnList();
    await chat.openOrder(order);
    await chat.button('Delete').waitFor();
    await chat.shoot('product-card');
    expect(await chat.barriers()).toEqual([]);
    await chat.button(/^‹/).click();
    await chat.message(/Rejected .*Page 2 of/s).waitFor();
    expect(await chat.ordersOnList()).toContain(order);
  });

  test('an order is returned and another deleted for good, each after a question', async () => {
    const chat = await open('desktop', budi);
    await chat.page.getByRole('button', { name: 'Start', exact: true }).click();
    await chat.button('Canceled orders').click();
    await chat.button('Expired').click();
    await chat.message(/Expired .*Page 1 of/s).waitFor();
    const [returned, deleted] = await orderIds(chat);
    await chat.openOrder(returned);
    await chat.button('Return').click();
    await chat.button(/^Yes, return/).click();
    await expect.poll(() => whereIs(returned), pollOptions).toBe('active');

    await chat.write('/canceled');
    await chat.button('Expired').click();
    await chat.openOrder(deleted);
    await chat.button('Delete').click();
    await chat.button(/^Yes, delete/).click();
    await expect.poll(() => whereIs(deleted), pollOptions).toBe('gone');
    expect(await actsOn(returned)).toEqual(['POST /order-cancel/return']);
    expect(await actsOn(deleted)).toEqual([`DELETE /order-cancel/${deleted}`]);
  });

  test('in the group one opens the list, a second returns an order of it, a third deletes another', async () => {
    const hers = await open('desktop', sari, group);
    const his = await open('phone', budi, group);
    const third = await open('desktop', rina, group);
    await hers.write(`/canceled${botName} rejected`);
    await hers.message(/Rejected .*Page 1 of/s).waitFor();
    const [returned, deleted] = await orderIds(hers);
    await his.openOrder(returned);
    await his.message(new RegExp(`#${returned}.*Status`, 's')).waitFor();
    await his.button('Return').click();
    await his.button(/^Yes, return/).click();
    await third
      .message(new RegExp(`#${returned}.*Returned to active by Budi Santoso`, 's'))
      .waitFor();
    await third.button(/^‹ Back/).click();
    await third.openOrder(deleted);
    await third.button('Delete').click();
    await third.button(/^Yes, delete/).click();
    await hers.message(new RegExp(`#${deleted}.*Deleted for good by Rina Kartika`, 's')).waitFor();
    expect([await whereIs(returned), await whereIs(deleted)]).toEqual(['active', 'gone']);
    expect(await actsOn(returned)).toEqual(['POST /order-cancel/return']);
    expect(await actsOn(deleted)).toEqual([`DELETE /order-cancel/${deleted}`]);
  });

  test('in private an order is canceled and the Excel comes without a warning', async () => {
    const chat = await open('phone', rina);
    await chat.page.getByRole('button', { name: 'Start', exact: true }).click();
    await chat.write('/cancel 1346');
    await chat.button('Yes, cancel order').click();
    await chat.message(/#1346.*Canceled by Rina Kartika/s).waitFor();
    expect(await actsOn(1346)).toEqual(['POST /order/cancel']);
    await chat.button('Excel').click();
    await chat.button('Get the Excel').click();
    await chat.page.getByRole('link', { name: /\.xlsx/ }).waitFor();
    expect(await chat.message(/everybody in this group/i).count()).toBe(0);
  });

  test('the Excel is downloaded and opens as a workbook', async () => {
    const chat = await open('desktop', sari, group);
    await chat.write(`/export${botName}`);
    await chat.button('Excel here').click();
    const link = chat.page.getByRole('link', { name: /\.xlsx/ });
    await link.waitFor();
    await chat.shoot('product-export');
    const coming = chat.page.waitForEvent('download');
    await link.click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^canceled-orders_.*\.xlsx$/);
    expect(await entriesOf(await download.path())).toContain('xl/workbook.xml');
  });

  test('a newcomer is refused in private and by an alert in the group, and Ngorder hears nothing of it', async () => {
    const hers = await open('desktop', sari, group);
    await hers.write(`/cancel${botName} 1341`);
    await hers.button('Yes, cancel order').waitFor();
    const before = (await requests()).length;

    const chat = await open('phone', dewi, group);
    await chat.button('Yes, cancel order').click();
    await chat.page.getByRole('dialog').waitFor();
    await chat.page.keyboard.press('Escape');
    await chat.openChat('Ngorder');
    await chat.page.getByRole('button', { name: 'Start', exact: true }).click();
    await chat.message(String(dewi.id)).waitFor();
    expect(await whereIs(1341)).toBe('active');
    expect(await requests()).toHaveLength(before);
  });

  test('a slash shows the commands that the bot offers', async () => {
    const chat = await open('phone', sari, group);
    await chat.page.getByRole('button', { name: 'Commands' }).click();
    await chat.page.getByRole('option', { name: /^\/canceled / }).waitFor();
    await chat.shoot('product-commands');
  });
});

/** The IDs of the first two orders of the page that is shown. */
async function orderIds(chat: ChatPage): Promise<[number, number]> {
  const ids = await chat.ordersOnList();
  const [first, second] = ids;
  if (first === undefined || second === undefined) throw new Error('The list has no two orders');
  return [first, second];
}

/** The names of a ZIP file's entries. */
async function entriesOf(path: string): Promise<string[]> {
  const names: string[] = [];
  const zip = await yauzl.openPromise(path);
  for await (const { fileName } of zip.eachEntry()) names.push(fileName);
  return names;
}

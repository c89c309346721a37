/** A team at work in the playground, by clicks alone: an invitation, a delete that takes a second person, the activity. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ApiCall } from '../../src/sandbox/ngorder/call-log.ts';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import type { User } from '../../src/sandbox/telegram/client/player.ts';
import { shortGraceBot } from '../test-bots.ts';
import type { ChatPage } from './chat-page.ts';
import { chromiumRuns } from './chromium.ts';
import { PlayedDemo } from './played-demo.ts';

const { orderId } = namedOrders.canceled;
const group = 'Tim Toko Kawan';

describe.skipIf(!chromiumRuns)('the team in the playground', () => {
  let demo: PlayedDemo;

  beforeAll(async () => {
    demo = await PlayedDemo.start({ program: shortGraceBot });
  });
  afterEach(() => demo.clear());
  afterAll(async () => {
    await demo.close();
  });

  const open = (person: User): Promise<ChatPage> => demo.open('phone', person);

  /** What reached Ngorder to delete an order. */
  const deletions = async (): Promise<ApiCall[]> => {
    return (await demo.calls()).filter(({ method }) => method === 'DELETE');
  };

  test('invites one of the staff, who asks for a delete; another owner approves, and the activity shows it', async () => {
    const [owner, colleague, , newcomer] = (await demo.player.state()).people;
    if (!owner || !colleague || !newcomer) throw new Error('The first world is incomplete');
    const [sari, budi, dewi] = [await open(owner), await open(colleague), await open(newcomer)];
    for (const page of [sari, budi]) {
      await page.page.getByRole('button', { name: 'Start', exact: true }).click();
      await page.button('Settings').waitFor();
    }

    await sari.button('Settings').click();
    await sari.button('This shop').click();
    await sari.button(/^Delete takes a second person/).click();
    await sari.shoot('team-setting');
    await sari.button('yes').click();
    await sari.button(/^Delete takes a second person: yes/).waitFor();

    await sari.write('/team');
    await sari.button('Invite').click();
    await sari.button('Operator').click();
    const invitation = await sari.message('Invitation to').innerText();
    await sari.shoot('team-invitation');
    const [link = ''] = /https:\/\/t\.me\/\S+/.exec(invitation) ?? [];
    await sari.openChat(group);
    await sari.write(link);
    await dewi.openChat(group);
    await dewi.page.getByRole('log').getByRole('link', { name: link }).last().click();
    await dewi.page.getByRole('button', { name: 'Start', exact: true }).click();
    await dewi.message('You are Operator').waitFor();

    await dewi.openChat(group);
    await dewi.write('/canceled');
    await dewi.openOrder(orderId);
    await dewi.button('Delete').click();
    await dewi.message('This takes a second person').waitFor();
    await dewi.shoot('team-delete');
    await dewi.button('Yes, delete for good').click();
    await dewi.message('Waits for approval').waitFor();
    await dewi.shoot('team-waits');
    expect(await deletions()).toEqual([]);

    await budi.message('Approve: delete this order').waitFor();
    await budi.shoot('team-approve');
    await budi.button('Yes, approve').dblclick();
    await budi.message('Deleted for good').waitFor();
    await dewi.message('Deleted for good').waitFor();

    await budi.write('/activity');
    const activity = budi.message('Asks for approval');
    await activity.waitFor();
    expect(await deletions()).toHaveLength(1);
    await budi.shoot('team-activity');
    expect(await activity.innerText()).toMatch(
      new RegExp(`Dewi Lestari[\\s\\S]*Asks for approval: delete #${orderId}`),
    );
  });

  test('connects a second shop, whose token stands beside the chat, and works in it', async () => {
    const [owner] = (await demo.player.state()).people;
    if (!owner) throw new Error('The first world is incomplete');
    const sari = await open(owner);
    await sari.write('/connect');
    await sari.message("Send me your shop's Ngorder token").waitFor();
    await sari.page.getByRole('button', { name: 'Orders', exact: true }).click();
    const token = await sari.page.getByLabel('Toko Sejahtera').locator('code').innerText();
    await sari.page.goBack();
    await sari.write(token);
    await sari.message('Toko Sejahtera is connected').waitFor();
    expect(await sari.page.getByRole('log').getByText(token).count()).toBe(0);
    await sari.write('/canceled');
    await sari.message(/Toko Sejahtera[\s\S]*Page 1 of/).waitFor();
    await sari.shoot('second-shop');
  });
});

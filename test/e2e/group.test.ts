import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Chat, User } from '../../src/sandbox/telegram/client/player.ts';
import { until } from '../delivery/updates.ts';
import { countUpdates } from './in-database.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  buttonsOf,
  dataOf,
  openShop,
  presses,
  type ShopWorld,
  sees,
  shownBy,
} from './shop-world.ts';

let world: ShopWorld;
let group: Chat;
let bot: string;

beforeAll(async () => {
  world = await openShop();
  const { sari, budi, outsider, play } = world;
  group = await play.group({
    title: 'Tim Toko',
    type: 'supergroup',
    members: [sari, budi, outsider],
  });
  bot = `@${(await play.state()).bot.username}`;
});
beforeEach(() => world.ngorder.control.reset());
afterAll(() => world.close());

describe('the team’s group', () => {
  test('is told once that its members see what is shown', async () => {
    await asks(world, world.sari, group, `/help${bot}`, 'What I can do');
    await asks(world, world.sari, group, `/help${bot}`, 'What I can do');
    const told = (await world.play.messages(group)).filter(({ text }) =>
      text?.includes('Everybody in this group'),
    );
    expect(told).toHaveLength(1);
  });

  test('is told how to call the bot there, and that works while others talk', async () => {
    const { play, sari, budi } = world;
    const hello = await sees(world, group, 'Hello, team of');
    const [call = ''] = /\/\w+@\w+/.exec(hello.text ?? '') ?? [];
    await play.say(budi, group, 'siang semua');
    await asks(world, sari, group, `${call} 1338`, 'Cancel this order?');
  });

  test('who answers a question that is no longer open is told so', async () => {
    const { play, sari } = world;
    const asked = await asks(world, sari, group, `/cancel${bot}`, 'Sari');
    await play.say(sari, group, `/stop${bot}`);
    await sees(world, group, 'Nothing was changed');
    await play.say(sari, group, '1338', { replyTo: asked.message_id });
    await sees(world, group, 'This question is no longer open');
  });

  test('one owner asks, another one confirms, and the result names who did it', async () => {
    const question = await asks(
      world,
      world.sari,
      group,
      `/cancel${bot} 1338`,
      'Cancel this order?',
    );
    await presses(world, world.budi, question, 'Yes, cancel order');
    await becomes(world, group, question, 'Canceled by Budi');
    const pressedAgain = async (person: User) =>
      world.play.answerOf(
        await world.play.pressData(person, question, dataOf(question, 'Yes, cancel order')),
      );
    expect(await pressedAgain(world.sari)).toMatchObject({
      text: 'Budi already confirmed it, and it is done.',
      show_alert: true,
    });
    const again = await pressedAgain(world.budi);
    expect([again.text, again.show_alert ?? false]).toEqual(['Already done.', false]);
    expect(actsAtNgorder(world)).toEqual(['POST /order/cancel {"id":1338}']);
  });

  test('two people answer their own questions, by replying to them', async () => {
    const forSari = await asks(
      world,
      world.sari,
      group,
      `/cancel${bot}`,
      'Which order shall be canceled?',
    );
    const forBudi = await asks(
      world,
      world.budi,
      group,
      `/cancel${bot}`,
      'Which order shall be canceled?',
    );
    expect(forSari.reply_markup).toMatchObject({ force_reply: true, selective: true });
    await world.play.say(world.budi, group, '1341', { replyTo: forBudi.message_id });
    await sees(world, group, '#1341');
    await world.play.say(world.sari, group, '1338', { replyTo: forSari.message_id });
    await sees(world, group, '#1338');
  });

  test('a reply with /cancel takes the order from the message it answers', async () => {
    const question = await asks(
      world,
      world.sari,
      group,
      `/cancel${bot} 1338`,
      'Cancel this order?',
    );
    const said = await world.play.say(world.budi, group, `/cancel${bot}`, {
      replyTo: question.message_id,
    });
    await world.play.waitFor(group, (messages) =>
      messages.find(
        ({ message_id, text }) =>
          message_id > said.message_id && text?.includes('Cancel this order?'),
      ),
    );
  });

  test('phones and addresses are masked', async () => {
    const list = await asks(world, world.sari, group, `/canceled${bot}`, 'Page 1 of');
    await presses(world, world.sari, list, buttonsOf(list)[0]?.text ?? '');
    const card = await becomes(world, group, list, '[Delete]');
    expect(card.text).toMatch(/Phone: .{4}••••\d{2}/);
    expect(card.text).toMatch(/Address: ••••, /);
    expect(shownBy(card)).not.toContain('WhatsApp');
  });

  test('the main menu works where it stands, also after a restart', async () => {
    const menu = await asks(world, world.sari, group, `/start${bot}`, 'What would you like to do?');
    await world.restart();
    await presses(world, world.sari, menu, 'Canceled orders');
    await sees(world, group, 'Page 1 of');
    await presses(world, world.sari, menu, 'Cancel an order');
    const question = await sees(world, group, 'Which order shall be canceled?');
    await world.play.say(world.sari, group, '1338', { replyTo: question.message_id });
    await sees(world, group, 'Cancel this order?');
    await presses(world, world.sari, menu, 'Excel');
    await sees(world, group, '[Excel to me] [Excel here]');
    await presses(world, world.sari, menu, 'Settings');
    await becomes(world, group, menu, 'Language of this chat: English');
  });

  test('a stuck act does not hold up another person’s press', async () => {
    const question = await asks(
      world,
      world.sari,
      group,
      `/cancel${bot} 1338`,
      'Cancel this order?',
    );
    const list = await asks(world, world.budi, group, `/canceled${bot}`, 'Page 1 of');
    world.ngorder.control.fault({ kind: 'delay', operation: 'cancel', delayMs: 60_000 });
    await presses(world, world.sari, question, 'Yes, cancel order');
    await world.ngorder.control.until(() => world.ngorder.control.waiting() === 1);
    await presses(world, world.budi, list, '›');
    await becomes(world, group, list, 'Page 2 of');
    expect(world.ngorder.control.waiting()).toBe(1);
    world.ngorder.control.release();
    await becomes(world, group, question, /Canceled by Sari Dewi|looked up/);
    expect(actsAtNgorder(world)).toHaveLength(1);
  });
});

describe('somebody without rights', () => {
  test('is refused politely in private, alerted on a press, offered once to ask for the team, and nothing reaches Ngorder', async () => {
    const { outsider, play } = world;
    const question = await asks(
      world,
      world.sari,
      group,
      `/cancel${bot} 1338`,
      'Cancel this order?',
    );
    const menu = await asks(world, world.sari, group, `/start${bot}`, 'What would you like to do?');
    world.ngorder.control.clearCalls();
    for (const [message, label] of [
      [question, 'Yes, cancel order'],
      [menu, 'Canceled orders'],
    ] as const) {
      expect(await presses(world, outsider, message, label)).toMatchObject({
        text: 'You have no right to do that here.',
        show_alert: true,
      });
    }
    await sees(world, group, 'Orang Lain, you are not in the team');
    const ownChat = await play.privateChat(outsider);
    for (const text of ['/start', '/cancel 1338', '/canceled', '/export', 'hello']) {
      await asks(world, outsider, ownChat, text, `${outsider.id}`);
    }
    const before = (await play.messages(group)).length;
    await until(() => countUpdates(world, group, outsider, 'waiting') === 0);
    const handled = countUpdates(world, group, outsider, 'handled');
    await play.say(outsider, group, `/cancel${bot} 1338`);
    await until(() => countUpdates(world, group, outsider, 'handled') > handled);
    expect(await play.messages(group)).toHaveLength(before + 1);
    expect(world.ngorder.control.calls()).toEqual([]);
    expect(world.ngorder.control.where(1338)).toBe('active');
  });

  test('a button of another chat changes nothing', async () => {
    const question = await asks(
      world,
      world.sari,
      group,
      `/cancel${bot} 1338`,
      'Cancel this order?',
    );
    const ownChat = await world.play.privateChat(world.sari);
    const own = await asks(world, world.sari, ownChat, '/canceled', 'Page 1 of');
    const press = await world.play.pressData(
      world.sari,
      own,
      dataOf(question, 'Yes, cancel order'),
    );
    expect(await world.play.answerOf(press)).toMatchObject({
      text: expect.stringContaining('another chat'),
    });
    expect(actsAtNgorder(world)).toEqual([]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  openShop,
  presses,
  type ShopWorld,
  shownBy,
} from './shop-world.ts';

let world: ShopWorld;
let chat: Chat;

beforeAll(async () => {
  world = await openShop();
  chat = await world.play.privateChat(world.sari);
});
beforeEach(() => world.ngorder.control.reset());
afterAll(() => world.close());

const fromBot = (messages: Message[], after: Message) =>
  messages.filter(({ message_id, from }) => from?.is_bot === true && message_id > after.message_id);

/** Waits for the bot's answers to this message to be so many, the last of them with this text. */
const answers = (where: Chat, to: Message, count: number, text: string | RegExp) =>
  world.play.waitFor(where, (messages) => {
    const found = fromBot(messages, to);
    const last = found.at(-1);
    const isThere = last !== undefined && new RegExp(text).test(shownBy(last));
    return found.length === count && isThere ? last : undefined;
  });

describe('a command that is edited', () => {
  test('from a wrong one to a right one is carried out', async () => {
    const said = await world.play.say(world.sari, chat, '/cancel 13338x');
    await answers(chat, said, 1, '1338');
    await world.play.edit(world.sari, said, '/cancel 1338');
    const question = await answers(chat, said, 2, 'Cancel this order');
    await presses(world, world.sari, question, 'Yes, cancel order');
    await becomes(world, chat, question, 'Canceled by Sari Dewi');
    expect(actsAtNgorder(world)).toEqual(['POST /order/cancel {"id":1338}']);
  });

  test('is carried out once, however often Telegram tells of the same text, also after a restart', async () => {
    const said = await world.play.say(world.sari, chat, '/canceled rejected');
    await answers(chat, said, 1, 'Rejected');
    const again = { ...said, from: world.sari, chat, edit_date: said.date + 1 };
    world.telegram.world.updates.push('edited_message', again as never);
    await world.restart();
    world.telegram.world.updates.push('edited_message', again as never);
    const next = await asks(world, world.sari, chat, '/help', 'What I can do');
    expect(fromBot(await world.play.messages(chat), said).map((one) => one.message_id)).toEqual([
      expect.any(Number),
      next.message_id,
    ]);
  });

  test('works in a group, where it was written without the bot’s name first', async () => {
    const { username = '' } = (await world.play.state()).bot;
    const group = await world.play.group({
      title: 'Tim',
      type: 'supergroup',
      members: [world.sari],
    });
    const said = await world.play.say(world.sari, group, 'batal 1338');
    await world.play.edit(world.sari, said, `/BATAL@${username.toUpperCase()} 1338`);
    await world.play.waitFor(group, (messages) =>
      fromBot(messages, said).find((one) => one.text?.includes('Cancel this order?')),
    );
  });

  test('to something that isn’t understood says no more than it did', async () => {
    const said = await world.play.say(world.sari, chat, 'halo');
    await answers(chat, said, 1, 'did not understand');
    await world.play.edit(world.sari, said, 'halo kak');
    const next = await asks(world, world.sari, chat, '/help', 'What I can do');
    expect(fromBot(await world.play.messages(chat), said).at(-1)?.message_id).toBe(next.message_id);
    expect(fromBot(await world.play.messages(chat), said)).toHaveLength(2);
  });

  test('an edited number opens the other order', async () => {
    const said = await world.play.say(world.sari, chat, '1338');
    await answers(chat, said, 1, '#1338');
    await world.play.edit(world.sari, said, '1341');
    await answers(chat, said, 2, '#1341');
  });
});

describe('a command', () => {
  test.each(['/Cancel 1338', '/BATAL 1338', '/bAtAl\u00a01338', '/cancel\n\n1338 '])(
    'is understood in any case and with any white space: %j',
    async (text) => {
      await asks(world, world.sari, chat, text, 'Cancel this order?');
    },
  );

  test('stands in the caption of a picture too', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const file = { name: 'bukti.pdf', bytes, caption: '/Batal 1338' };
    const said = await world.play.sendFile(world.sari, chat, file);
    await answers(chat, said, 1, 'Cancel this order');
  });
});

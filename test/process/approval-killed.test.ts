// A delete waits for a second person while the bot is killed, before the answer and after it.

import { expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/ngorder/control/control.ts';
import type { Message, User } from '../../src/sandbox/telegram/client/player.ts';
import { dataOf, shownBy } from '../e2e/shop-world.ts';
import { shortGraceBot } from '../test-bots.ts';
import { Shop } from './shop.ts';
import { acts } from './three-acts.ts';

const { request, orderId, after, secondLook } = acts.delete;

/** A shop with a second owner, where every delete takes both. */
async function openShop(): Promise<{ shop: Shop; budi: User }> {
  const shop = await Shop.open();
  const budi = await shop.play.person({ first_name: 'Budi', language_code: 'en' });
  shop.env['OWNER_IDS'] = `${shop.sari.id},${budi.id}`;
  return { shop, budi };
}

/** Budi's chat with the bot, once it shows this text. */
async function toBudi({ play }: Shop, budi: User, text: string): Promise<Message> {
  return play.waitFor(
    await play.privateChat(budi),
    (messages) =>
      messages.findLast((message) => message.from?.is_bot && shownBy(message).includes(text)),
    { what: `a message to Budi with ${text}`, timeoutMs: 25_000 },
  );
}

test.for([
  ['before its request has left', { operation: secondLook }, 'Deleted for good by Sari Dewi'],
  [
    'when Ngorder has done it and not answered',
    { operation: 'delete', when: 'after' },
    'looked up',
  ],
] as const)(
  'what was approved is done once, though the bot is killed %s',
  async ([, where, result]) => {
    const { shop, budi } = await openShop();
    await using _ = shop;
    const { play, sari, ngorder } = shop;
    let bot = await shop.runningBot(shortGraceBot);
    await play.say(budi, await play.privateChat(budi), '/help');
    await toBudi(shop, budi, 'What I can do');
    const team = await shop.ask('/team', 'Team of');
    await play.answerOf(await play.pressData(sari, team, 'sv:approveDelete:true'));
    const question = await acts.delete.ask(shop);
    await shop.press(question, acts.delete.yes);
    await shop.becomes(question, 'Waits for approval');
    await toBudi(shop, budi, 'Approve: delete this order');

    // What waits outlives a kill.
    await bot.end('SIGKILL');
    bot = await shop.runningBot(shortGraceBot);
    const waiting = await toBudi(shop, budi, 'Approve: delete this order');
    ngorder.control.clearCalls();
    const fault: Partial<Fault> & Pick<Fault, 'kind'> = {
      kind: 'delay',
      delayMs: 600_000,
      ...where,
    };
    ngorder.control.fault(fault);
    await play.press(budi, waiting, 'Yes, approve');
    await shop.somethingIsStuck();
    await bot.end('SIGKILL');
    await shop.runningBot(shortGraceBot);

    await shop.becomes(question, result);
    await toBudi(shop, budi, result);
    const late = await play.pressData(budi, waiting, dataOf(waiting, 'Yes, approve'));
    expect((await play.answerOf(late)).text).toContain('approved');
    expect(shop.acts()).toEqual([request]);
    expect(ngorder.control.where(orderId)).toBe(after);
  },
);

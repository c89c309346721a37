// A copy of the bot stands still for so long that another one handles its update, and goes on then.

import { expect, test, vi } from 'vitest';
import { buttonsOf } from '../../e2e/shop-world.ts';
import { onSqlite } from '../../store/databases.ts';
import { openBotWorld } from '../bot-world.ts';

const database = onSqlite();

/** Has the first one of those who come here stand still until it is woken. */
function standstill() {
  const { promise: wakes, resolve: wake } = Promise.withResolvers<void>();
  let isFirst = true;
  const pass = async () => {
    const standsStill = isFirst;
    isFirst = false;
    if (standsStill) await wakes;
  };
  return { pass, wake };
}

/** Sari is asked whether to cancel an order, and presses a button that has her asked again. */
async function askedAgain() {
  const world = await openBotWorld({ database });
  const { play, sari } = world;
  const { ledger } = world.parts;
  const chat = await play.privateChat(sari);
  const message = await world.asks(sari, chat, '/cancel 1355');
  const [yes] = buttonsOf(message);
  await play.pressData(sari, message, `G:${yes?.callback_data?.slice(2)}`);
  const [update] = await world.heard();
  if (update === undefined) throw new Error('Nothing was pressed');
  const tokens: string[] = [];
  const { attach } = ledger;
  return {
    world,
    update,
    /** Until another view stands in the message. */
    changes: () =>
      play.waitFor(chat, (messages) =>
        messages.some((one) => {
          const [shown] = buttonsOf(one);
          return (
            one.message_id === message.message_id && shown?.callback_data !== yes?.callback_data
          );
        }),
      ),
    attachesAfter: (before: () => Promise<void>) =>
      vi.spyOn(ledger, 'attach').mockImplementation(async (...args) => {
        await before();
        tokens.push(args[0]);
        return attach(...args);
      }),
    /** How the questions that were asked again stand in that message. */
    async standing() {
      const placed = await Promise.all(tokens.map((token) => ledger.messageIn(token, chat.id)));
      const standing = placed.filter((one) => one?.messageId === message.message_id);
      return Promise.all(
        standing.map(async (one) => ({
          isShown: one?.isShown,
          status: (await ledger.get(one?.request ?? '')).request.status,
        })),
      );
    },
    asked: () => tokens.length,
  };
}

test('the question that was put in a message last is the one that is to be shown there', async () => {
  const { world, update, changes, attachesAfter, standing, asked } = await askedAgain();
  const { pass, wake } = standstill();
  attachesAfter(pass);
  const slow = world.handle(update);
  await changes();
  await world.handle(update);
  wake();
  await slow;

  expect(asked()).toBe(2);
  expect(await standing()).toEqual([{ isShown: false, status: 'proposed' }]);
});

test('a question stays open where the slow copy showed in its place that the order can’t be read', async () => {
  const { world, update, changes, attachesAfter, standing, asked } = await askedAgain();
  const { pass, wake } = standstill();
  attachesAfter(async () => undefined);
  const { ledger } = world.parts;
  const { replacedAt } = ledger;
  vi.spyOn(ledger, 'replacedAt').mockImplementation(async (...args) => {
    await pass();
    return replacedAt(...args);
  });
  const control = world.ngorder['first']?.control;
  control?.fault({ kind: 'status', status: 403, operation: ['orders', 'list'], share: 1 });
  const slow = world.handle(update);
  await changes();
  control?.clearFaults();
  await world.handle(update);
  wake();
  await slow;

  expect(asked()).toBe(1);
  expect(await standing()).toEqual([{ isShown: false, status: 'proposed' }]);
});

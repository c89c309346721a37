// A copy of the bot stands still for so long that another one handles its update, and goes on then.

import { expect, test, vi } from 'vitest';
import { buttonsOf } from '../../e2e/shop-world.ts';
import { onSqlite } from '../../store/databases.ts';
import { openBotWorld } from '../bot-world.ts';

const database = onSqlite();

test('the question that was put in a message last is the one that is to be shown there', async () => {
  const world = await openBotWorld({ database });
  const { play, sari, parts } = world;
  const { ledger } = parts;
  const chat = await play.privateChat(sari);
  const message = await world.asks(sari, chat, '/cancel 1355');
  const [yes] = buttonsOf(message);
  const again = `G:${yes?.callback_data?.slice(2)}`;

  // It stands still right after it has shown its question.
  const { promise: wakes, resolve: wake } = Promise.withResolvers<void>();
  let isFirst = true;
  const standStill = async () => {
    const standsStill = isFirst;
    isFirst = false;
    if (standsStill) await wakes;
  };
  const { attach, closeQuestionsAt } = ledger;
  const tokens: string[] = [];
  vi.spyOn(ledger, 'closeQuestionsAt').mockImplementation(async (...args) => {
    await standStill();
    return closeQuestionsAt(...args);
  });
  vi.spyOn(ledger, 'attach').mockImplementation(async (...args) => {
    await standStill();
    tokens.push(args[0]);
    return attach(...args);
  });
  await play.pressData(sari, message, again);
  const [update] = await world.heard();
  if (update === undefined) throw new Error('Nothing was pressed');
  const slow = world.handle(update);
  await play.waitFor(chat, (messages) =>
    messages.some((one) => {
      const [shown] = buttonsOf(one);
      return one.message_id === message.message_id && shown?.callback_data !== yes?.callback_data;
    }),
  );
  await world.handle(update);
  wake();
  await slow;

  expect(tokens).toHaveLength(2);
  const placed = await Promise.all(tokens.map((token) => ledger.messageIn(token, chat.id)));
  const standing = placed.filter((one) => one?.messageId === message.message_id);
  expect(standing).toMatchObject([{ isShown: false }]);
  expect((await ledger.get(standing[0]?.request ?? '')).request.status).toBe('proposed');
});

import { expect, test } from 'vitest';
import { BotKeeper } from '../../../src/sandbox/playground/bot-keeper.ts';

test('a bot that is about to start, or is asked to, when all is being ended doesn’t start', async () => {
  const asked = Promise.withResolvers<Record<string, string>>();
  const keeper = new BotKeeper({ environment: () => asked.promise, say: () => undefined });
  const seen: number[] = [];
  keeper.onChange(({ copies }) => seen.push(copies.length));
  const starting = keeper.start();
  const closing = keeper.close();
  asked.resolve({});
  await Promise.all([starting, closing]);
  await keeper.start();
  expect(keeper.state().copies).toEqual([]);
  expect(seen.filter((copies) => copies > 0)).toEqual([]);
});

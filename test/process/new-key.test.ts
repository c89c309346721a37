import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkout, Shop } from './shop.ts';
import { acts } from './three-acts.ts';

test('a new SECRET_KEY takes over while the bot is at work, and the former one may go', async () => {
  await using shop = await Shop.open();
  const { SECRET_KEY: former = '' } = shop.env;
  const env = { SECRET_KEY: `${former} and more`, SECRET_KEY_OLD: former };
  const running = async (environment: Record<string, string>) => {
    const bot = shop.bot(environment);
    await bot.says('the bot is running');
    return bot;
  };

  const before = await running({});
  const question = await acts.cancel.ask(shop);
  await before.end('SIGKILL');

  const renewing = shop.bot(env);
  await renewing.says('is encrypted anew with SECRET_KEY');
  await renewing.end('SIGKILL');
  const bot = await running(env);
  await bot.says('nothing needs SECRET_KEY_OLD any more: it may go');
  await bot.end('SIGTERM');

  const after = await running({ SECRET_KEY: env.SECRET_KEY });
  await shop.press(question, acts.cancel.yes);
  await shop.becomes(question, acts.cancel.done);
  await after.end('SIGTERM');
  const verifying = shop.run({
    command: process.execPath,
    args: [join(checkout, 'src', 'cli', 'activity.ts'), 'verify'],
    env: { ...shop.env, SECRET_KEY: env.SECRET_KEY },
    cwd: checkout,
  });
  expect(await verifying.ended).toMatchObject({ code: 0 });
  expect(verifying.said).toContain('unbroken');
});

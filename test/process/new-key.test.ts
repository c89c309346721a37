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

test('a lost SECRET_KEY keeps the bot from nothing new: owners are told, and what can’t be read is never sent', async () => {
  await using shop = await Shop.open();
  const { SECRET_KEY: former = '' } = shop.env;
  const bot = await shop.runningBot();
  const question = await acts.cancel.ask(shop);
  const unpressed = await acts.return.ask(shop);
  shop.ngorder.control.clearCalls();
  shop.ngorder.control.fault({
    kind: 'delay',
    delayMs: 600_000,
    operation: acts.cancel.secondLook,
  });
  await shop.press(question, acts.cancel.yes);
  await shop.somethingIsStuck();
  await bot.end('SIGKILL');
  shop.ngorder.control.clearFaults();
  // Nobody has dealt with it yet.
  await shop.play.say(shop.sari, shop.chat, '/help');

  const another = { SECRET_KEY: `${former} lost` };
  const after = shop.bot(another);
  await after.says('what these hold can’t be read with this SECRET_KEY');
  await shop.sees('The bot was started with another SECRET_KEY');
  await shop.becomes(question, 'can’t be read any more');
  await shop.press(unpressed, acts.return.yes);
  await shop.becomes(unpressed, 'can’t be read any more');
  expect(shop.acts()).toEqual([]);

  const anew = await shop.ask(`/cancel ${acts.cancel.orderId}`, acts.cancel.question);
  await shop.press(anew, acts.cancel.yes);
  await shop.becomes(anew, acts.cancel.done);
  await after.end('SIGTERM');

  // It comes back with the key: here as the one that everything is encrypted anew from.
  const back = shop.bot({ ...another, SECRET_KEY_OLD: former });
  await back.says('nothing needs SECRET_KEY_OLD any more: it may go');
  expect(back.said).not.toContain('can’t be read');
});

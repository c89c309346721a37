import { expect, test } from 'vitest';
import { openCounters } from '../../bench/soak/counters.ts';
import { keptMs } from '../../src/store/retention/sweep.ts';
import { Shop } from './shop.ts';

test('a bot that starts removes what has been over for long enough', async () => {
  await using shop = await Shop.open();
  const bot = await shop.runningBot();
  await shop.ask('/help', 'What I can do');
  await shop.ask('/cancel', 'Which order shall be canceled?');
  await bot.end('SIGTERM');
  const counters = await openCounters({ kind: 'sqlite', path: shop.databasePath });
  try {
    // The open question, and what both messages said, by which an edit of theirs is known.
    expect(await counters.rows()).toMatchObject({ inbox: 2, conversations: 3 });
    await counters.passTime(keptMs.handledUpdates + 1000);
  } finally {
    await counters.close();
  }

  const later = await shop.runningBot();
  await later.says('old rows were removed');
  const after = await openCounters({ kind: 'sqlite', path: shop.databasePath });
  try {
    expect(await after.rows()).toMatchObject({ inbox: 0, conversations: 0 });
  } finally {
    await after.close();
  }
});

// Whatever Telegram may send, or somebody in its place: the bot takes it without a failure of its own.

import { beforeEach, describe, expect, test } from 'vitest';
import { onSqlite } from '../../store/databases.ts';
import { type BotWorld, openBotWorld } from '../bot-world.ts';
import { carriedByOldMessages } from '../callbacks/old-messages.ts';
import { createUpdates, updateKinds } from './any-update.ts';

const database = onSqlite();
let world: BotWorld;
let updates: ReturnType<typeof createUpdates>;
beforeEach(async () => {
  world = await openBotWorld({ database });
  world.answersItself();
  const { sari, outsider, play } = world;
  const { username = '' } = (await play.state()).bot;
  updates = createUpdates(
    {
      people: [sari.id, sari.id, sari.id, outsider.id, 1_087_968_824, 136_817_688, 777_000],
      chats: [sari.id, outsider.id, -100_500, -7],
      words: [
        ...Object.keys(carriedByOldMessages),
        ...['L@gone:C:::1', 'main/0/0//h', 'main/9/9//h', 'settings/0/0//f', 'language/1/0//h'],
        ...['/start', '/help', `/stop@${username}`, '/settings', '/cancel x', '/export 30 Feb'],
        ...['/cancel', '1338', 'PO 10735', 'halo', username],
      ],
    },
    7,
  );
});

/** Handles so many updates of every kind, and more of those that ask for something; gives back what failed. */
async function failures(make: (kind: string) => object, ofEach: number): Promise<unknown[]> {
  const failed: unknown[] = [];
  for (const kind of updateKinds) {
    const count = kind === 'message' || kind === 'callback_query' ? ofEach * 13 : ofEach;
    for (let made = 0; made < count; made += 1) {
      const update = make(kind);
      const before = world.failures.length;
      await world.handle(update as never).catch((error: unknown) => failed.push({ error, update }));
      const logged = world.failures.slice(before);
      if (logged.length > 0) failed.push({ logged, update });
    }
  }
  return failed;
}

describe('an update of any kind that the Bot API knows', () => {
  test('ends without a failure', { timeout: 120_000 }, async () => {
    expect(updateKinds.length).toBeGreaterThan(20);
    expect(await failures(updates.any, 50)).toEqual([]);
  });

  test('ends without a failure though something in it is broken', {
    timeout: 120_000,
  }, async () => {
    expect(await failures(updates.broken, 50)).toEqual([]);
  });
});

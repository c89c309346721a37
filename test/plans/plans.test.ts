import { expect, test } from 'vitest';
import { adoptRows } from '../../src/store/adopt-rows.ts';
import { createDeadLetters } from '../../src/store/inbox/dead-letters.ts';
import { createLeases } from '../../src/store/tables/leases.ts';
import { openShopOn } from '../e2e/shop-world.ts';
import { describeOnBothDatabases } from '../store/databases.ts';
import { leaveRows } from './growing.ts';
import { scansOf } from './plans.ts';
import { recordStatements } from './recorded.ts';
import { goThrough } from './tour.ts';

const rows = 2000;
/** A statement finds what it is after among so many rows at most. */
const most = rows / 5;

/** What reads little, as a plan in words doesn't tell, or has to read much. */
const known: readonly { statement: RegExp; why: string }[] = [
  {
    statement: /^select "number", "hash" from "activity" .* order by "number" desc limit/,
    why: 'one row, the last by its primary key',
  },
  {
    statement:
      /^select \* from "activity" where .* order by "number" desc limit \S+( offset \S+)?$/,
    why: 'the rows of an index in its order, until a page is full',
  },
  {
    statement: /^select "acts".* from "requests" .* requests.kind = 'delete' .* limit \S+$/,
    why: 'the first rows of an index that holds deletes alone, in its order',
  },
  {
    statement: /^select count\(\*\) as "rows" from "activity" where activity.bot_id/,
    why: 'how many pages a shop’s activity has, counted in an index when somebody looks at it',
  },
  {
    statement: /^select \* from "inbox" where "bot_id" = \S+ and "status" = 'dead'/,
    why: 'an operator’s command; the inbox keeps what was handled for two days',
  },
];

function isKnown(text: string): boolean {
  return known.some(({ statement }) => statement.test(text.replace(/\s+/g, ' ')));
}

describeOnBothDatabases('what the bot asks of its database', (database) => {
  test('reads no table that grows from end to end', async () => {
    const before = await database.open();
    // What an older version left is looked for once in a database's life.
    await adoptRows(before, 1);
    await before.close();
    const recorded = recordStatements();
    const world = await openShopOn(database);
    const chat = await world.play.privateChat(world.sari);
    await goThrough(world, world.sari, chat).finally(() => world.close());
    const botId = Number.parseInt(world.env['BOT_TOKEN'] ?? '', 10);
    const store = await database.open();
    // What is seldom done, or by an operator.
    const deadLetters = createDeadLetters(store, botId);
    await deadLetters.list();
    await deadLetters.replay(1);
    await createLeases(store).releaseAll();
    recorded.stop();

    await leaveRows(store, rows, { botId, chatId: chat.id });
    await store.close();
    const scans = await scansOf(database.address(), recorded.statements, most);
    expect(scans.filter(({ statement }) => !isKnown(statement))).toEqual([]);
    expect(recorded.statements.length).toBeGreaterThan(120);
  }, 60_000);
});

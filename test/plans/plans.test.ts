import { expect, test } from 'vitest';
import { createDigests } from '../../src/orders/digest/digest.ts';
import { createRefunds } from '../../src/orders/refunds/refunds.ts';
import { createLedger } from '../../src/orders/requests/ledger.ts';
import { adoptRows } from '../../src/store/adopt-rows.ts';
import { createDigestRows } from '../../src/store/digests/digest-rows.ts';
import { createDeadLetters } from '../../src/store/inbox/dead-letters.ts';
import type { Store } from '../../src/store/store.ts';
import { createLeases } from '../../src/store/tables/leases.ts';
import { createActivity } from '../../src/team/activity/activity.ts';
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
    statement: /^select count\(\*\) as "rows" from "activity" where \(?activity.bot_id/,
    why: 'how many pages a shop’s activity has, counted in an index when somebody looks at it',
  },
  {
    statement: /^select "done".* from \(select "requests"."kind".* acts.status = 'done' and/,
    why: 'counts what the team did in a time that somebody names, by an index over that time',
  },
  {
    statement: /^select \* from "inbox" where "bot_id" = \S+ and "status" = 'dead'/,
    why: 'an operator’s command; the inbox keeps what was handled for two days',
  },
];

function isKnown(text: string): boolean {
  return known.some(({ statement }) => statement.test(text.replace(/\s+/g, ' ')));
}

/** What a daily digest asks, which comes once a day. */
async function digestOf(store: Store, botId: number, chatId: number): Promise<void> {
  const rows = createDigestRows(store, botId);
  await rows.wanted();
  const day = '2026-11-28';
  await rows.taken(day);
  await rows.take(chatId, day, day);
  await rows.giveBack(chatId, day);
  const ledger = createLedger(store, botId);
  const refunds = createRefunds(store, botId, createActivity(store, botId));
  const now = Date.now();
  await createDigests({ store, botId, ledger, refunds })('first', {
    from: now - 1000,
    before: now,
  });
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
    await digestOf(store, botId, chat.id);
    recorded.stop();

    await leaveRows(store, rows, { botId, chatId: chat.id });
    await store.close();
    const scans = await scansOf(database.address(), recorded.statements, most);
    expect(scans.filter(({ statement }) => !isKnown(statement))).toEqual([]);
    expect(recorded.statements.length).toBeGreaterThan(120);
  }, 60_000);
});

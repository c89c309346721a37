import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { actKinds } from '../../../src/orders/requests/states.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { verifyActivity } from '../../../src/team/activity/verify.ts';
import { createTeam } from '../../../src/team/team.ts';
import { createClock, onSqlite, secretKey } from '../../store/databases.ts';
import { harnessOver } from './harness.ts';
import { createModel, type Happening, orderIds } from './model.ts';

const order = fc.nat(orderIds.length - 1);
const kind = fc.constantFrom(...actKinds);
const crash = fc.record({
  atCall: fc.integer({ min: 1, max: 30 }),
  when: fc.constantFrom('before', 'after'),
});
const life = fc.record({
  crash: fc.option(crash, { nil: undefined, freq: 2 }),
  pauses: fc.array(fc.nat(2), { minLength: 1, maxLength: 5 }),
});
const fate = fc.constantFrom(
  'done',
  'refused',
  'notConnected',
  'lostBefore',
  'lostAfter',
  'deniedBefore',
  'deniedAfter',
  'late',
);
const ms = fc.constantFrom(1000, 14_999, 15_000, 30_000, 5 * 60_000, 16 * 60_000, 25 * 3_600_000);
const rarely = fc.integer({ min: 1, max: 3 }).map((drawn) => drawn === 1);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ is: fc.constant('question'), kind, order, preview: fc.boolean() }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant('press'),
      question: fc.nat(9),
      yes: fc.integer({ min: 0, max: 3 }),
      no: rarely,
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      is: fc.constant('run'),
      lives: fc.array(life, { minLength: 1, maxLength: 2 }),
      fates: fc.array(fate, { maxLength: 3 }),
      pressed: fc.nat(9),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ is: 'restart' }) },
  { weight: 5, arbitrary: fc.record({ is: fc.constant('time'), ms, arrive: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant('edit'),
      order,
      totalAmount: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('elsewhere'), order, act: kind }) },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant('weather'),
      readsFail: rarely,
      searchMisses: rarely,
      pagesShift: rarely,
    }),
  },
);

const database = onSqlite();

test('whatever happens in whatever order, every promise of the ledger holds', async () => {
  const clock = createClock();
  const store = await openStore(database.address(), secretKey, { clock: clock.sql });
  // Nothing here outlives the process: waiting for the disk would only make it slow.
  await sql`pragma synchronous = off`.execute(store.db);
  await createTeam(store, 1).setOwners('shop', [1, 2, 3, 11, 50, 99]);
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 30 }), async (happenings) => {
      await store.db.deleteFrom('requests').execute();
      await store.db.deleteFrom('leases').execute();
      const world = createModel(harnessOver(store, clock));
      for (const each of happenings) await world.happen(each);
      await world.checkLocks();
      await world.checkAllSettles();
      await checkEachEndIsWrittenOnce(store);
    }),
    // A slow machine checks fewer of them rather than holding up the others.
    { numRuns: 100, interruptAfterTimeLimit: 10_000 },
  );
  expect(await verifyActivity(store, 1)).toMatchObject({ isWhole: true });
  await store.close();
}, 60_000);

/** An act that was begun and is over has one row in the activity, with what came of it, and one that isn't has none. */
async function checkEachEndIsWrittenOnce({ db }: Store): Promise<void> {
  const acts = await db.selectFrom('acts').select(['request', 'status']).execute();
  const told = await db.selectFrom('activity').select(['request', 'result']).execute();
  for (const { request, status } of acts) {
    const results = told.filter((row) => row.request === request).map(({ result }) => result);
    const isOver = status === 'done' || status === 'failed';
    expect(results).toHaveLength(isOver ? 1 : 0);
    if (isOver) expect(results[0] === 'done').toBe(status === 'done');
  }
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createInboxRows, type InboxRows } from '../../../src/store/inbox/inbox.ts';
import type { Store } from '../../../src/store/store.ts';
import { createClock, describeOnBothDatabases } from '../databases.ts';

const botId = 7100000001;
const leaseMs = 10_000;
const now = createClock().ms;

/** An update that waits, by the number of its chat; where it was left for later, when and until when. */
interface Update {
  chat: number;
  putOff: { at: number; until: number } | undefined;
}

/** Who holds a chat, and until when. */
interface Held {
  chat: number;
  isHere: boolean;
  until: number;
}

interface Given {
  /** The longest waiting first. */
  updates: Update[];
  held: Held[];
  limit: number;
  /** Undefined: all. */
  among: number[] | undefined;
}

const chat = fc.integer({ min: 0, max: 7 });
const around = fc.integer({ min: now - 20_000, max: now + 20_000 });
const given: fc.Arbitrary<Given> = fc.record({
  updates: fc.array(
    fc.record({
      chat,
      putOff: fc.option(
        fc.record({ at: around, ms: fc.integer({ min: 0, max: 20_000 }) }).map(({ at, ms }) => ({
          at,
          until: at + ms,
        })),
        { nil: undefined, freq: 4 },
      ),
    }),
    { maxLength: 25 },
  ),
  held: fc.uniqueArray(fc.record({ chat, isHere: fc.boolean(), until: around }), {
    selector: (one) => one.chat,
    maxLength: 4,
  }),
  limit: fc.integer({ min: 1, max: 9 }),
  among: fc.option(fc.uniqueArray(chat), { nil: undefined }),
});

/** The chats that may be claimed, by plain reckoning. */
function expected({ updates, held, limit, among }: Given): number[] {
  const isLeftAlone = ({ putOff }: Update) =>
    putOff !== undefined && putOff.until > now && putOff.at <= now;
  // A lease that ends later than it can was taken before the clock was put back.
  const isHeld = ({ until }: Held) => until > now && until <= now + leaseMs + 5000;
  return [...new Set(updates.map((update) => update.chat))]
    .filter((one) => among?.includes(one) ?? true)
    .filter((one) => !updates.some((update) => update.chat === one && isLeftAlone(update)))
    .filter((one) => !held.some((lease) => lease.chat === one && isHeld(lease)))
    .slice(0, limit);
}

describeOnBothDatabases('claiming chats', (database) => {
  test('gets just those in which something can be handled and that nobody holds, the longest waiting first', async () => {
    const clock = createClock();
    const store = await database.open(clock);
    await fc.assert(
      fc.asyncProperty(given, async (one) => {
        const here = await fill(store, one);
        const chats = expected(one);
        const claimed = await here.claim(one.limit, leaseMs, one.among?.map(queueOf));
        expect(claimed.map(({ queue }) => queue).toSorted()).toEqual(chats.map(queueOf).toSorted());
        for (const { queue, updateId, orphaned } of claimed) {
          expect(updateId).toBe(one.updates.findIndex((update) => queueOf(update.chat) === queue));
          const lease = one.held.find((before) => queueOf(before.chat) === queue);
          expect(orphaned).toBe(lease !== undefined && !lease.isHere);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('two that look in the same chats at once share them', async () => {
    const store = await database.open();
    const queues = Array.from({ length: 60 }, (_, at) => queueOf(at));
    const [one, other] = [createInboxRows(store, botId), createInboxRows(store, botId)];
    await one.put(queues.map((queue, updateId) => ({ updateId, queue, payload: '{}' })));
    const grabs = await Promise.all([
      one.claim(99, leaseMs, queues),
      other.claim(99, leaseMs, queues.toReversed()),
      other.claim(99, leaseMs),
    ]);
    expect(
      grabs
        .flat()
        .map(({ queue }) => queue)
        .toSorted(),
    ).toEqual(queues.toSorted());
  });
});

function queueOf(chatNumber: number): string {
  return `chat:${chatNumber}`;
}

/** Puts this into the database, and nothing else. */
async function fill(store: Store, { updates, held }: Given): Promise<InboxRows> {
  await store.db.deleteFrom('inbox').execute();
  await store.db.deleteFrom('leases').execute();
  const here = createInboxRows(store, botId);
  // Its name is known by what it holds.
  await here.put([{ updateId: 99, queue: 'any', payload: '{}' }], { limit: 1, ms: leaseMs });
  const { holder } = await store.db.selectFrom('leases').select('holder').executeTakeFirstOrThrow();
  await store.db.deleteFrom('inbox').execute();
  await here.release(['any']);
  const rows = updates.map((update, at) => {
    const receivedAt = now - 60_000 + at;
    return {
      bot_id: botId,
      update_id: at,
      queue: queueOf(update.chat),
      status: 'waiting' as const,
      payload_encrypted: '',
      received_at: receivedAt,
      due_at: update.putOff?.until ?? receivedAt,
      put_off_at: update.putOff?.at ?? receivedAt,
      failures: 0,
    };
  });
  if (rows.length > 0) await store.db.insertInto('inbox').values(rows).execute();
  const leases = held.map((lease) => ({
    name: `inbox:${botId}:${queueOf(lease.chat)}`,
    holder: lease.isHere ? holder : 'another process',
    expires_at: lease.until,
  }));
  if (leases.length > 0) await store.db.insertInto('leases').values(leases).execute();
  return here;
}

import { beforeEach, expect, test } from 'vitest';
import { createInbox } from '../../src/delivery/inbox.ts';
import { createDeadLetters } from '../../src/store/inbox/dead-letters.ts';
import { createInboxRows, type InboxRows } from '../../src/store/inbox/inbox.ts';
import type { Store } from '../../src/store/store.ts';
import { createClock, describeOnBothDatabases } from '../store/databases.ts';
import { recorded, until, written } from './updates.ts';

const botId = 7100000001;

describeOnBothDatabases('an update that can’t be decrypted', (database) => {
  let store: Store;
  let rows: InboxRows;
  beforeEach(async () => {
    store = await database.open(createClock());
    rows = createInboxRows(store, botId);
  });

  const put = (...updates: ReturnType<typeof written>[]) =>
    rows.put(
      updates.map((update) => ({
        updateId: update.update_id,
        queue: `chat:${update.message?.chat.id}`,
        payload: JSON.stringify(update),
      })),
    );
  const payloadOf = (updateId: number) =>
    store.db
      .selectFrom('inbox')
      .select('payload_encrypted')
      .where('update_id', '=', updateId)
      .executeTakeFirstOrThrow();
  const setPayload = (updateId: number, payload_encrypted: string) =>
    store.db
      .updateTable('inbox')
      .set({ payload_encrypted })
      .where('update_id', '=', updateId)
      .execute();

  /** Works off what waits, and tells what was handled and what the log said. */
  async function workOff() {
    const handled: number[] = [];
    const told: number[] = [];
    let unreadable = 0;
    const { log, lines } = recorded();
    const inbox = createInbox({
      rows,
      membersAmong: async () => new Set<number>(),
      handle: async ({ update_id }) => void handled.push(update_id),
      onDeadLetter: async ({ update_id }) => void told.push(update_id),
      onUnreadable: () => {
        unreadable += 1;
      },
      log,
      tickMs: 10,
    });
    inbox.start();
    await until(async () => (await rows.backlog()).waiting === 0);
    await inbox.stop();
    return { handled, told, unreadable, lines };
  }

  test('is set aside at once, said once in the log, and its chat goes on', async () => {
    await put(written(1, 5), written(2, 5), written(3, 6));
    await setPayload(1, 'v2:bm90aGluZw==');
    const { handled, told, unreadable, lines } = await workOff();
    expect(handled.toSorted()).toEqual([2, 3]);
    expect({ told, unreadable }).toEqual({ told: [], unreadable: 1 });
    expect(lines).toMatchObject([
      { update: 1, queue: 'chat:5', msg: 'an update can’t be decrypted: it is set aside' },
    ]);
    const [kept, ...others] = await createDeadLetters(store, botId).list();
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ updateId: 1, tries: 1, error: 'DecryptionFailed' });
    expect(() => kept?.payload()).toThrow('It can’t be decrypted');
  });

  test('is one whose text was swapped with another’s, whoever wrote that', async () => {
    await put(written(1, 5), written(2, 6), written(3, 7));
    const [first, second] = [await payloadOf(1), await payloadOf(2)];
    await setPayload(1, second.payload_encrypted);
    await setPayload(2, first.payload_encrypted);
    const { handled, unreadable } = await workOff();
    expect({ handled, unreadable }).toEqual({ handled: [3], unreadable: 2 });
  });

  test('may be handed in anew, and is set aside anew', async () => {
    await put(written(1, 5));
    await setPayload(1, '');
    expect((await workOff()).unreadable).toBe(1);
    const deadLetters = createDeadLetters(store, botId);
    expect(await deadLetters.replay(1)).toBe(true);
    expect((await workOff()).unreadable).toBe(1);
    expect(await deadLetters.list()).toHaveLength(1);
  });
});

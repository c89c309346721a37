import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { noChanges, writeChanges } from '../../../src/store/inbox/unit-of-work.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  type ConversationStates,
  createConversationStates,
} from '../../../src/store/tables/conversations.ts';
import { describeOnBothDatabases } from '../databases.ts';

function write(store: Store, key: string, state: string | null): Promise<void> {
  return writeChanges(store.db, store, 1, {
    ...noChanges(),
    conversations: new Map([[key, state]]),
  });
}

describeOnBothDatabases('a conversation', (database) => {
  let store: Store;
  let states: ConversationStates;
  beforeEach(async () => {
    store = await database.open();
    states = createConversationStates(store, 1);
  });

  test('goes on where it was, until it is over', async () => {
    expect(await states.read('-1:2')).toBeUndefined();
    await write(store, '-1:2', '{"asked":"id"}');
    await write(store, '-1:3', '{"asked":"dates"}');
    await write(store, '-1:2', '{"asked":"again"}');
    expect(await states.read('-1:2')).toBe('{"asked":"again"}');
    await write(store, '-1:2', null);
    expect(await states.read('-1:2')).toBeUndefined();
    expect(await states.read('-1:3')).toBe('{"asked":"dates"}');
  });

  test('cannot be read by whoever gets hold of the database', async () => {
    await write(store, '-1:2', 'the phone of Siti is 081234567890');
    const kept = await store.db
      .selectFrom('conversations')
      .select('state_sealed')
      .executeTakeFirst();
    expect(kept?.state_sealed).toMatch(/^[\w+/=]+$/);
    const address = database.address();
    if (address.kind === 'postgres') return;
    const files = ['', '-wal']
      .map((end) => readFileSync(`${address.path}${end}`, 'latin1'))
      .join('');
    expect(files).toContain('-1:2');
    expect(files).not.toContain('081234567890');
    expect(files).not.toContain('Siti');
  });
});

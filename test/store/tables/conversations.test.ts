import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { commitUnitOfWork, emptyUnitOfWork } from '../../../src/store/inbox/unit-of-work.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  type ConversationStates,
  createConversationStates,
  moveConversations,
} from '../../../src/store/tables/conversations.ts';
import { recorded, silent } from '../../delivery/updates.ts';
import { describeOnBothDatabases } from '../databases.ts';

function write(store: Store, key: string, state: string | null): Promise<void> {
  return commitUnitOfWork(store.db, store, 1, {
    ...emptyUnitOfWork(),
    conversations: new Map([[key, state]]),
  });
}

describeOnBothDatabases('a conversation', (database) => {
  let store: Store;
  let states: ConversationStates;
  beforeEach(async () => {
    store = await database.open();
    states = createConversationStates(store, 1, silent);
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

  test('whose state was swapped with another’s or damaged is over, said in the log once, and others go on', async () => {
    const { log, lines } = recorded();
    states = createConversationStates(store, 1, log);
    for (const key of ['1:1:', '2:2:', '3:3:', '4:4:']) await write(store, key, `"of ${key}"`);
    const encrypted = new Map(
      (await store.db.selectFrom('conversations').selectAll().execute()).map((row) => [
        row.key,
        row.state_encrypted,
      ]),
    );
    const put = (key: string, state = '') =>
      store.db
        .updateTable('conversations')
        .set({ state_encrypted: state })
        .where('key', '=', key)
        .execute();
    await put('1:1:', encrypted.get('2:2:'));
    await put('2:2:', encrypted.get('1:1:'));
    await put('3:3:', 'damaged');
    await store.db
      .insertInto('conversations')
      .values({
        bot_id: 2,
        key: '4:4:',
        state_encrypted: encrypted.get('4:4:') ?? '',
        updated_at: 1,
      })
      .execute();
    expect(await createConversationStates(store, 2, log).read('4:4:')).toBeUndefined();
    lines.length = 0;
    for (const key of ['1:1:', '2:2:', '3:3:', '1:1:'])
      expect(await states.read(key)).toBe(undefined);
    expect(await states.read('4:4:')).toBe('"of 4:4:"');
    expect(lines.map(({ conversation, msg }) => [conversation, msg])).toEqual(
      ['1:1:', '2:2:', '3:3:'].map((key) => [key, 'a conversation can’t be decrypted: it is over']),
    );
    await write(store, '1:1:', '"begun anew"');
    expect(await states.read('1:1:')).toBe('"begun anew"');
  });

  test('moves with its group, one that can’t be read too, which is then told of', async () => {
    const { log, lines } = recorded();
    states = createConversationStates(store, 1, log);
    await write(store, '-5:1:', '"hers"');
    await write(store, '-5:2:', '"his"');
    await store.db
      .updateTable('conversations')
      .set({ state_encrypted: 'damaged' })
      .where('key', '=', '-5:2:')
      .execute();
    await moveConversations(store.db, store.encryption, 1, -5, -1005);
    expect(await states.read('-5:1:')).toBeUndefined();
    expect(await states.read('-1005:1:')).toBe('"hers"');
    expect(await states.read('-1005:2:')).toBeUndefined();
    expect(lines).toMatchObject([{ conversation: '-1005:2:' }]);
  });

  test('cannot be read by whoever gets hold of the database', async () => {
    await write(store, '-1:2', 'the phone of Siti is 081234567890');
    const kept = await store.db
      .selectFrom('conversations')
      .select('state_encrypted')
      .executeTakeFirst();
    expect(kept?.state_encrypted).toMatch(/^v2:[\w+/=]+$/);
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

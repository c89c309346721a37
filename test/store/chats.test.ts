import { beforeEach, expect, test } from 'vitest';
import type { Locale } from '../../src/config.ts';
import { createLedger } from '../../src/orders/actions/ledger.ts';
import { noChanges, writeChanges } from '../../src/store/changes.ts';
import { type Chats, createChats } from '../../src/store/chats.ts';
import type { Store } from '../../src/store/store.ts';
import { describeOnBothDatabases } from './databases.ts';

function choose(store: Store, chatId: number, locale: Locale): Promise<void> {
  return writeChanges(store.db, store, { ...noChanges(), locales: new Map([[chatId, locale]]) });
}

describeOnBothDatabases('a chat', (database) => {
  const group = -4001;
  const supergroup = -1_002_147_483_648;
  let store: Store;
  let chats: Chats;
  beforeEach(async () => {
    store = await database.open();
    chats = createChats(store);
  });

  test('speaks no language of its own until one is chosen', async () => {
    expect(await chats.locale(group)).toBeUndefined();
    await choose(store, group, 'en');
    await choose(store, supergroup, 'id');
    expect(await chats.locale(group)).toBe('en');
    await choose(store, group, 'id');
    expect(await chats.locale(group)).toBe('id');
  });

  test('is warned once, even when many messages come at once', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => chats.claimWarning(group)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await chats.claimWarning(supergroup)).toBe(true);
  });

  test('that the bot was removed from can be marked, known or not', async () => {
    await choose(store, group, 'en');
    await chats.markGone(group);
    await chats.markGone(supergroup);
    const rows = await store.db
      .selectFrom('chats')
      .selectAll()
      .orderBy('chat_id', 'desc')
      .execute();
    expect(rows.map(({ gone_at }) => Math.abs(Date.now() - Number(gone_at)) < 60_000)).toEqual([
      true,
      true,
    ]);
    expect(await chats.locale(group)).toBe('en');
  });

  test('that becomes a supergroup keeps its language, its warning and its questions', async () => {
    const ledger = createLedger(store);
    const { token } = await ledger.propose({
      shop: 'shop',
      kind: 'cancel',
      orderId: 1338,
      askedBy: { id: 1, name: 'Sari' },
      place: { chatId: group },
    });
    await choose(store, group, 'en');
    await chats.claimWarning(group);
    await choose(store, supergroup, 'id');

    await chats.migrate(group, supergroup);

    expect(await chats.locale(supergroup)).toBe('en');
    expect(await chats.locale(group)).toBeUndefined();
    expect(await chats.claimWarning(supergroup)).toBe(false);
    expect((await ledger.get(token)).place.chatId).toBe(supergroup);
  });

  test('hears of its move twice from Telegram and loses nothing', async () => {
    await choose(store, group, 'en');
    await chats.migrate(group, supergroup);
    await chats.migrate(group, supergroup);
    expect(await chats.locale(supergroup)).toBe('en');
  });
});

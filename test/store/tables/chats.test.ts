import { beforeEach, expect, test } from 'vitest';
import type { Locale } from '../../../src/config.ts';
import { createLedger, type Ledger } from '../../../src/orders/requests/ledger.ts';
import { commitUnitOfWork, emptyUnitOfWork } from '../../../src/store/inbox/unit-of-work.ts';
import type { Store } from '../../../src/store/store.ts';
import { type Chats, createChats } from '../../../src/store/tables/chats.ts';
import { createConversationStates } from '../../../src/store/tables/conversations.ts';
import { createExportRows } from '../../../src/store/tables/exports.ts';
import { createSelections } from '../../../src/store/tables/selections.ts';
import { createTeam } from '../../../src/team/team.ts';
import { silent } from '../../delivery/updates.ts';
import { describeOnBothDatabases } from '../databases.ts';

function choose(store: Store, chatId: number, locale: Locale): Promise<void> {
  return commitUnitOfWork(store.db, store, 1, {
    ...emptyUnitOfWork(),
    locales: new Map([[chatId, locale]]),
  });
}

const sari = { id: 1, name: 'Sari' };

async function ask(ledger: Ledger, chatId: number) {
  const { request } = await ledger.propose({
    shop: 'shop',
    kind: 'cancel',
    orderId: 1338,
    askedBy: sari,
    target: { chatId },
  });
  await ledger.attach(request.token, chatId, nextMessage++);
  return request;
}

let nextMessage = 7;

function excelFor(chat_id: number, type = 'CANCEL') {
  return {
    shop: 'shop',
    chat_id,
    thread_id: 0,
    reply_to: 5,
    asked_by: 1,
    type,
    from_day: '',
    to_day: '',
  };
}

describeOnBothDatabases('a chat', (database) => {
  const group = -4001;
  const supergroup = -1_002_147_483_648;
  let store: Store;
  let chats: Chats;
  beforeEach(async () => {
    store = await database.open();
    chats = createChats(store, 1);
    await createTeam(store, 1).setOwners('shop', [sari.id]);
  });

  test('speaks no language of its own until one is chosen', async () => {
    expect(await chats.locale(group)).toBeUndefined();
    await choose(store, group, 'en');
    await choose(store, supergroup, 'id');
    expect(await chats.locale(group)).toBe('en');
    await choose(store, group, 'id');
    expect(await chats.locale(group)).toBe('id');
  });

  test('is known to have been warned', async () => {
    expect((await chats.about(group)).isWarned).toBe(false);
    await chats.markWarned(group);
    await chats.markWarned(group);
    expect((await chats.about(group)).isWarned).toBe(true);
    expect((await chats.about(supergroup)).isWarned).toBe(false);
  });

  test('that the bot was removed from is marked once, known or not, until it is back', async () => {
    await choose(store, group, 'en');
    expect(await chats.about(supergroup)).toMatchObject({ locale: undefined, isGone: false });
    expect([await chats.markGone(group), await chats.markGone(supergroup)]).toEqual([true, true]);
    expect(await chats.markGone(group)).toBe(false);
    expect(await chats.about(group)).toMatchObject({ locale: 'en', isGone: true });
    await chats.markBack(group);
    expect(await chats.about(group)).toMatchObject({ locale: 'en', isGone: false });
    expect((await chats.about(supergroup)).isGone).toBe(true);
    expect(await chats.markGone(group)).toBe(true);
  });

  test('that is gone keeps what is for it until it is back', async () => {
    const ledger = createLedger(store, 1);
    const exports = createExportRows(store, 1);
    const { token } = await ask(ledger, group);
    await ledger.decline(token, sari);
    await exports.add(excelFor(group));
    const waiting = async () => [
      ...(await ledger.unshown(10)).map(({ request }) => request),
      ...(await exports.due(10)).map(({ type }) => type),
    ];
    expect(await waiting()).toEqual([token, 'CANCEL']);
    await chats.markGone(group);
    expect(await waiting()).toEqual([]);
    await chats.markBack(group);
    expect(await waiting()).toEqual([token, 'CANCEL']);
  });

  test('that becomes a supergroup keeps its language, its warning and its questions', async () => {
    const ledger = createLedger(store, 1);
    const { token } = await ask(ledger, group);
    await choose(store, group, 'en');
    await chats.markWarned(group);
    await choose(store, supergroup, 'id');

    await chats.migrate(group, supergroup);

    expect(await chats.locale(supergroup)).toBe('en');
    expect(await chats.locale(group)).toBeUndefined();
    expect((await chats.about(supergroup)).isWarned).toBe(true);
    expect(await ledger.messageIn(token, supergroup)).toBeDefined();
  });

  test('that becomes a supergroup has what is open shown anew, since messages have other numbers there', async () => {
    const ledger = createLedger(store, 1);
    const open = await ask(ledger, group);
    const over = await ask(ledger, group);
    await ledger.decline(over.token, sari);
    for (const message of await ledger.unshown(10)) await ledger.markShown(message);

    await chats.migrate(group, supergroup);

    expect(await ledger.unshown(10)).toMatchObject([
      { request: open.token, chatId: supergroup, messageId: undefined },
    ]);
    expect(await ledger.messageIn(over.token, supergroup)).toMatchObject({
      messageId: undefined,
      isShown: true,
    });
  });

  test('that becomes a supergroup leaves nothing behind, whatever was begun there already', async () => {
    const exports = createExportRows(store, 1);
    const conversations = createConversationStates(store, 1, silent);
    await exports.add(excelFor(group));
    await exports.add(excelFor(group, 'REJECTED'));
    await exports.add(excelFor(supergroup));
    const states = { [`${group}:1:`]: 'old', [`${group}:2:`]: 'kept', [`${supergroup}:1:`]: 'new' };
    const begun = { ...emptyUnitOfWork(), conversations: new Map(Object.entries(states)) };
    await commitUnitOfWork(store.db, store, 1, begun);

    await chats.migrate(group, supergroup);

    const due = await exports.due(10);
    expect(due.map(({ chat_id, type }) => [chat_id, type]).sort()).toEqual([
      [supergroup, 'CANCEL'],
      [supergroup, 'REJECTED'],
    ]);
    const places = due.map(({ reply_to, status_message_id }) => [reply_to, status_message_id]);
    expect(places).toContainEqual([0, 0]);
    expect(await conversations.read(`${supergroup}:1:`)).toBe('new');
    expect(await conversations.read(`${supergroup}:2:`)).toBe('kept');
    expect(await conversations.read(`${group}:1:`)).toBeUndefined();
  });

  test('that becomes a supergroup keeps what somebody picked in it', async () => {
    const selections = createSelections(store, 1);
    const picked = { picked: '{}', person_id: 11, person_name: 'Sari', thread_id: null };
    const id = await selections.add({ ...picked, shop: 'first', chat_id: group, message_id: 7 });
    await chats.migrate(group, supergroup);
    expect(await selections.get(id)).toMatchObject({ chat_id: supergroup, message_id: null });
  });

  test('that the bot was removed from is not brought back by becoming a supergroup', async () => {
    await chats.markGone(group);
    await chats.migrate(group, supergroup);
    expect((await chats.about(supergroup)).isGone).toBe(true);

    await chats.markBack(supergroup);
    await chats.markGone(group);
    await chats.migrate(group, supergroup);
    expect((await chats.about(supergroup)).isGone).toBe(false);
  });

  test('hears of its move twice from Telegram and loses nothing', async () => {
    await choose(store, group, 'en');
    await chats.migrate(group, supergroup);
    await chats.migrate(group, supergroup);
    expect(await chats.locale(supergroup)).toBe('en');
  });
});

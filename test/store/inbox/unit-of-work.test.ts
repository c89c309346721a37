import { expect, test } from 'vitest';
import {
  commitUnitOfWork,
  emptyUnitOfWork,
  moveChanges,
  type UnitOfWork,
} from '../../../src/store/inbox/unit-of-work.ts';
import { createChats } from '../../../src/store/tables/chats.ts';
import { createConversationStates, heardKey } from '../../../src/store/tables/conversations.ts';
import { silent } from '../../delivery/updates.ts';
import { createClock, describeOnBothDatabases } from '../databases.ts';

test('what a group changed goes along with it when it becomes a supergroup', () => {
  const changes: UnitOfWork = {
    conversations: new Map([
      ['-5:1:', 'hers'],
      ['-5:2:7', null],
      ['-55:1:', 'of another group'],
    ]),
    heard: new Map(),
    locales: new Map([
      [-5, 'id'],
      [-55, 'en'],
    ]),
    excelTo: new Map([
      [-5, 'group'],
      [-55, 'person'],
    ]),
  };
  moveChanges(changes, new Map([[-5, -1005]]));
  expect(changes).toEqual({
    conversations: new Map([
      ['-55:1:', 'of another group'],
      ['-1005:1:', 'hers'],
      ['-1005:2:7', null],
    ]),
    heard: new Map(),
    locales: new Map([
      [-55, 'en'],
      [-1005, 'id'],
    ]),
    excelTo: new Map([
      [-55, 'person'],
      [-1005, 'group'],
    ]),
  });
});

describeOnBothDatabases('what handling an update changes', (database) => {
  test('is written as a whole: new states, ended conversations and chosen languages', async () => {
    const store = await database.open(createClock());
    const states = createConversationStates(store, 1, silent);
    const write = (conversations: [string, string | null][], locales: [number, 'id' | 'en'][]) =>
      commitUnitOfWork(store.db, store, 1, {
        conversations: new Map(conversations),
        heard: new Map([[heardKey(1, 7), '/cancel 1338']]),
        locales: new Map(locales),
        excelTo: new Map(),
      });
    await write(
      [
        ['1:1:', 'one'],
        ['2:1:', 'two'],
      ],
      [[1, 'en']],
    );
    await write(
      [
        ['1:1:', null],
        ['2:1:', 'two and a half'],
        ['3:1:', null],
      ],
      [
        [1, 'id'],
        [2, 'en'],
      ],
    );
    expect(await states.read('1:1:')).toBeUndefined();
    expect(await states.read('2:1:')).toBe('two and a half');
    expect(await states.read('3:1:')).toBeUndefined();
    const chats = createChats(store, 1);
    expect([await chats.locale(1), await chats.locale(2)]).toEqual(['id', 'en']);
  });

  test('written twice is as if written once', async () => {
    const store = await database.open(createClock());
    const changes = { ...emptyUnitOfWork(), conversations: new Map([['1:1:', 'one']]) };
    changes.locales.set(1, 'en');
    await commitUnitOfWork(store.db, store, 1, changes);
    await commitUnitOfWork(store.db, store, 1, changes);
    expect(await createConversationStates(store, 1, silent).read('1:1:')).toBe('one');
    expect(await store.db.selectFrom('chats').select(['chat_id', 'locale']).execute()).toEqual([
      { chat_id: 1, locale: 'en' },
    ]);
  });

  test('leaves what else is known of a chat as it is', async () => {
    const store = await database.open(createClock());
    const chats = createChats(store, 1);
    await chats.markWarned(-5);
    await commitUnitOfWork(store.db, store, 1, {
      ...emptyUnitOfWork(),
      locales: new Map([[-5, 'en']]),
    });
    await commitUnitOfWork(store.db, store, 1, {
      ...emptyUnitOfWork(),
      excelTo: new Map([[-5, 'group']]),
    });
    expect(await chats.about(-5)).toEqual({
      locale: 'en',
      isGone: false,
      isWarned: true,
      excelTo: 'group',
      isUnmasked: false,
      quiet: undefined,
    });
  });
});

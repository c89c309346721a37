import { expect, test } from 'vitest';
import { createSelections } from '../../../src/store/tables/selections.ts';
import { createClock, describeOnBothDatabases } from '../databases.ts';

const asked = {
  id: 'AbCdEfGhIj-_',
  shop: 'first',
  person_id: 7,
  person_name: 'Sari',
  chat_id: -5,
  thread_id: null,
  picked: '{"of":"run"}',
  wanted: 'return',
  message_id: 9,
} as const;

describeOnBothDatabases('a question about what somebody picked', (database) => {
  test('is prepared once however often it is begun, and anew once nothing came of it', async () => {
    const store = await database.open(createClock());
    const selections = createSelections(store, 1);
    expect(await selections.begin(asked)).toBe(true);
    expect(await selections.begin({ ...asked, message_id: 10 })).toBe(false);
    expect(await selections.due(9)).toMatchObject([{ id: asked.id, message_id: 9 }]);
    await selections.settle(asked.id);
    expect(await selections.begin({ ...asked, person_id: 8, message_id: 10 })).toBe(true);
    expect(await selections.due(9)).toMatchObject([{ person_id: 8, message_id: 10 }]);
  });
});

import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { conversationState } from '../../../src/store/encryption/cells.ts';
import { readOrMakeKeyFile } from '../../../src/store/encryption/key-file.ts';
import { openStore } from '../../../src/store/store.ts';
import { onSqlite } from '../databases.ts';

describe('the key file', () => {
  const database = onSqlite();
  const pathOf = () => {
    const address = database.address();
    return address.kind === 'sqlite' ? address.path : '';
  };

  test('is made beside the database, for the bot alone to read, and used again', async () => {
    const path = pathOf();
    const first = await openStore(database.address(), undefined);
    const sealed = first.sealing.seal('Siti', conversationState(7, '1:1:'));
    await first.close();
    expect(statSync(`${path}.key`).mode & 0o777).toBe(0o600);
    const second = await openStore(database.address(), undefined);
    expect(second.sealing.open(sealed, conversationState(7, '1:1:'))).toBe('Siti');
    await second.close();
  });

  test('is not made where a SECRET_KEY is set', async () => {
    const store = await database.open();
    await store.close();
    expect(() => statSync(`${pathOf()}.key`)).toThrow('ENOENT');
  });

  test('that is damaged is named, and left as it is', () => {
    const path = `${pathOf()}.key`;
    writeFileSync(path, 'short\n');
    expect(() => readOrMakeKeyFile(path)).toThrow(
      expect.objectContaining({ problem: 'key', message: expect.stringContaining('damaged') }),
    );
    expect(readFileSync(path, 'utf8')).toBe('short\n');
  });

  test('that cannot be read is named', () => {
    const path = `${pathOf()}.key`;
    mkdirSync(path);
    chmodSync(path, 0o700);
    expect(() => readOrMakeKeyFile(path)).toThrow(
      expect.objectContaining({
        name: 'StoreError',
        problem: 'key',
        message: expect.stringContaining(path),
      }),
    );
  });
});

import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
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
    const encrypted = first.encryption.encrypt('Siti', conversationState(7, '1:1:'));
    await first.close();
    expect(statSync(`${path}.key`).mode & 0o777).toBe(0o600);
    const second = await openStore(database.address(), undefined);
    expect(second.encryption.decrypt(encrypted, conversationState(7, '1:1:'))).toBe('Siti');
    await second.close();
  });

  test('is not made where a SECRET_KEY is set', async () => {
    const store = await database.open();
    await store.close();
    expect(() => statSync(`${pathOf()}.key`)).toThrow('ENOENT');
  });

  test('that a killed process left half written counts for nothing, wherever it points', () => {
    const path = `${pathOf()}.key`;
    const elsewhere = `${pathOf()}.elsewhere`;
    writeFileSync(elsewhere, 'of somebody else');
    symlinkSync(elsewhere, `${path}.new`);
    const secret = readOrMakeKeyFile(path);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(readOrMakeKeyFile(path)).toBe(secret);
    expect(lstatSync(path).isFile()).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(elsewhere, 'utf8')).toBe('of somebody else');
    expect(readdirSync(dirname(path)).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  test('that cannot be made is named, and leaves nothing half done', () => {
    const path = join(pathOf(), 'missing', 'bot.key');
    expect(() => readOrMakeKeyFile(path)).toThrow(
      expect.objectContaining({
        problem: 'key',
        message: `The key file ${path} can't be written.`,
      }),
    );
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

import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { StoreError } from '../errors.ts';

/**
 * The secret kept in the file beside an SQLite database; made (mode 0600) when there is none yet.
 * @throws {StoreError} `key` when the file can't be read or written.
 */
export function readOrMakeKeyFile(path: string): string {
  try {
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new StoreError('key', `The key file ${path} can't be written.`, error);
    }
  }
  const secret = read(path).trim();
  if (secret.length < 32)
    throw new StoreError('key', `The key file ${path} is damaged: put your back-up of it there.`);
  return secret;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new StoreError('key', `The key file ${path} can't be read.`, error);
  }
}

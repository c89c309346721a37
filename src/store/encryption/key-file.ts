import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from '../errors.ts';

/**
 * The secret kept in the file beside an SQLite database; made (mode 0600) when there is none yet. It is whole and on the
 * disk, whenever the power fails, before anything is encrypted with it. To be called by the only process at the database.
 * @throws {StoreError} `key` when the file can't be read or written.
 */
export function readOrMakeKeyFile(path: string): string {
  let content = read(path);
  if (content === undefined) {
    content = randomBytes(32).toString('hex');
    make(path, `${content}\n`);
  }
  const secret = content.trim();
  if (secret.length < 32)
    throw new StoreError('key', `The key file ${path} is damaged: put your back-up of it there.`);
  return secret;
}

/** Undefined when there is no such file. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StoreError('key', `The key file ${path} can't be read.`, error);
  }
}

/** Under another name first, so that a kill leaves none or all of it. */
function make(path: string, content: string): void {
  const unfinished = `${path}.new`;
  try {
    rmSync(unfinished, { force: true });
    const file = openSync(unfinished, 'wx', 0o600);
    try {
      // Whatever the umask takes away.
      fchmodSync(file, 0o600);
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(unfinished, path);
    syncFolder(dirname(path));
  } catch (error) {
    throw new StoreError('key', `The key file ${path} can't be written.`, error);
  }
}

/** Without it the new name may be gone after a power failure (fsync(2)); Windows knows no such thing. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../../errors.ts';
import { isBusy } from './sqlite-problem.ts';

/** Held as long as the process lives; the operating system lets go of it when the process dies, however it dies. */
export interface ProcessLock {
  release(): void;
}

/**
 * Makes sure that one process alone works on an SQLite database: an exclusive transaction on a small file beside it.
 * Waits `waitMs` for a process that is just ending.
 * @throws {StoreError} `locked`, naming the process that holds it.
 */
export function lockForThisProcess(databasePath: string, waitMs = 3000): ProcessLock {
  const lock = new DatabaseSync(`${databasePath}.lock`);
  const holderFile = `${databasePath}.holder`;
  try {
    lock.exec(`PRAGMA busy_timeout = ${waitMs}; BEGIN EXCLUSIVE`);
    writeFileSync(
      holderFile,
      `process ${process.pid} on ${hostname()}, started ${new Date().toISOString()}\n`,
    );
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new StoreError(
      'locked',
      `${databasePath} is in use by ${holderIn(holderFile)}: stop that one first.`,
      error,
    );
  }
  return {
    release() {
      if (lock.isOpen) lock.close();
    },
  };
}

function holderIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return 'another process';
  }
}

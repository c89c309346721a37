import { FileNotInPlace } from './file-in-place.ts';
import { NotOnDisk } from './write-ahead-log.ts';

/** SQLite, Result and Error Codes: the lowest byte of a code says what it is about. */
const words: Record<number, string> = {
  3: 'the bot has no permission to use the file',
  5: 'another program keeps the file locked',
  6: 'another program keeps the file locked',
  7: 'the memory is full',
  8: 'the file is read-only',
  10: 'the disk can’t be read or written',
  11: 'the file is damaged',
  13: 'the disk is full',
  14: 'the file can’t be opened: check that the bot may write to its folder',
  15: 'another program keeps the file locked',
  23: 'the bot has no permission to use the file',
  26: 'the file is no SQLite database',
};
const busy = 5;
const diskTrouble = 10;

/** errno codes that arise before SQLite is reached. */
const systemWords: Record<string, string> = {
  EACCES: 'the bot may not write to it or to its folder: whose are they?',
  EPERM: 'the bot may not write to it or to its folder: whose are they?',
  EROFS: 'its folder is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
};

/** What is wrong with an SQLite file, in plain words; undefined for an error that tells of nothing wrong with it. */
export function wordsForSqlite(error: unknown): string | undefined {
  if (error instanceof FileNotInPlace)
    return 'its file was removed, or another one put in its place';
  const code = error instanceof NotOnDisk ? diskTrouble : codeOf(error);
  return code === undefined ? undefined : words[code];
}

/** Why an SQLite file could not be opened. */
export function sqliteProblem(error: unknown): string {
  const system = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    wordsForSqlite(error) ??
    systemWords[system] ??
    'check that it is an SQLite file in a folder the bot may write to'
  );
}

/** Another connection holds a lock. */
export function isBusy(error: unknown): boolean {
  return codeOf(error) === busy;
}

function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;
}

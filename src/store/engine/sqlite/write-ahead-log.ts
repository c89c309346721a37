import { closeSync, fdatasync, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { batched } from '../batch.ts';

/** The disk refused what SQLite had handed to the system. */
export class NotOnDisk extends Error {
  override readonly name = 'NotOnDisk';
}

/** Has what the system holds of an open file written to the disk. */
export type WriteToDisk = (file: number) => Promise<void>;

/** The file to which SQLite commits. */
export interface WriteAheadLog {
  /**
   * Resolves once the disk has all that was committed before, also what didn't wait for it. The process goes on
   * meanwhile, as it doesn't where SQLite itself waits. @throws {NotOnDisk}
   */
  flush(): Promise<void>;
  /**
   * Has all of it written anew where the disk may lack some: what is committed later would be lost behind that gap.
   * To be called outside of a transaction. @throws {NotOnDisk} while another program reads the database
   */
  mend(database: DatabaseSync): void;
  close(): void;
}

export function writeAheadLogOf(
  databasePath: string,
  toDisk: WriteToDisk = promisify(fdatasync),
): WriteAheadLog {
  let file: number | undefined;
  let mayHaveGap = false;
  return {
    flush: batched<void, void>(async (askers) => {
      try {
        file ??= openSync(`${databasePath}-wal`, 'r+');
        await toDisk(file);
      } catch (cause) {
        mayHaveGap = true;
        throw new NotOnDisk('What was committed is not on the disk', { cause });
      }
      return askers;
    }),
    mend(database) {
      if (!mayHaveGap) return;
      // SQLite reference, PRAGMA wal_checkpoint: all of the log goes into the database, and the log begins anew.
      const { busy } = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() ?? {};
      if (busy !== 0) throw new NotOnDisk('Another program reads the database');
      mayHaveGap = false;
    },
    close() {
      if (file !== undefined) closeSync(file);
    },
  };
}

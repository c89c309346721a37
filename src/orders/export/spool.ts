import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ExportTooLarge } from './errors.ts';
import { spoolPrefix } from './sweep-spools.ts';

/** A file on disk that receives an export, in a folder of its own which nobody else may read. */
export interface Spool {
  readonly path: string;
  /**
   * Writes all that arrives, holding one chunk of it in memory at a time, and closes the file.
   *
   * @throws ExportTooLarge when it exceeds `maxBytes`; what `arriving` or the disk throws
   */
  receive(arriving: AsyncIterable<Buffer>, maxBytes: number): Promise<Spooled>;
  /** Removes the file and its folder; again without harm. */
  remove(): Promise<void>;
}

export interface Spooled {
  bytes: number;
  /** The first bytes, at most `HEAD_BYTES`. */
  head: Buffer;
  /** The last bytes, at most `TAIL_BYTES`. */
  tail: Buffer;
}

/** Enough to tell what an answer is, also where a web page begins with its styles. */
export const HEAD_BYTES = 65_536;
/** Enough to tell whether it came to its end. */
const TAIL_BYTES = 4096;

/**
 * Makes an empty spool in `spoolFolder`, which is made where it is missing and may be open to others: nobody can foresee
 * the name, and mkdtemp(3) makes the folder for this user alone.
 */
export async function openSpool(spoolFolder: string): Promise<Spool> {
  await mkdir(spoolFolder, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(spoolFolder, spoolPrefix));
  const path = join(folder, 'workbook');
  const file = await open(path, 'wx', 0o600).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });

  return {
    path,
    async receive(arriving, maxBytes) {
      let bytes = 0;
      let head: Buffer = Buffer.alloc(0);
      let tail: Buffer = Buffer.alloc(0);
      for await (const chunk of arriving) {
        bytes += chunk.length;
        if (bytes > maxBytes) throw new ExportTooLarge(maxBytes);
        const missing = HEAD_BYTES - head.length;
        if (missing > 0) head = Buffer.concat([head, chunk.subarray(0, missing)]);
        tail = lastOf(chunk.length < TAIL_BYTES ? Buffer.concat([tail, chunk]) : chunk);
        await file.appendFile(chunk);
      }
      await file.close();
      return { bytes, head, tail };
    },
    async remove() {
      await file.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A copy, so that the chunk itself can go. */
function lastOf(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(Math.max(0, bytes.length - TAIL_BYTES)));
}

import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExportTooLarge } from './errors.ts';

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
const PREFIX = 'export-';
const FOLDER = 'ngorder-bot-spool-';

/** Makes an empty spool below `spoolFolder`, which is made where it is missing. */
export async function openSpool(spoolFolder: string): Promise<Spool> {
  await mkdir(spoolFolder, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(spoolFolder, PREFIX));
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

/** The folder of this process where several on one machine have no other place of their own. */
export function spoolFolderOfProcess(): string {
  return join(tmpdir(), `${FOLDER}${process.pid}`);
}

/**
 * Removes the folders that processes of this user left in the system's place for what passes, when they were killed.
 */
export async function sweepDeadSpools(): Promise<void> {
  const folders = (await readdir(tmpdir())).filter((name) => isLeftBehind(name));
  await Promise.all(
    folders.map((name) =>
      rm(join(tmpdir(), name), { recursive: true, force: true }).catch((error: unknown) => {
        if (!isForeign(error)) throw error;
      }),
    ),
  );
}

/** It belongs to another user of the machine, who alone may remove it. */
function isForeign(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')
  );
}

function isLeftBehind(name: string): boolean {
  const pid = name.startsWith(FOLDER) ? Number(name.slice(FOLDER.length)) : Number.NaN;
  if (!Number.isSafeInteger(pid)) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/**
 * Removes what an earlier process left below `spoolFolder` when it was killed.
 * To be called at start, before the first export: the folder belongs to one process at a time.
 */
export async function sweepSpool(spoolFolder: string): Promise<void> {
  await mkdir(spoolFolder, { recursive: true, mode: 0o700 });
  const leftovers = (await readdir(spoolFolder)).filter((name) => name.startsWith(PREFIX));
  await Promise.all(
    leftovers.map((name) => rm(join(spoolFolder, name), { recursive: true, force: true })),
  );
}

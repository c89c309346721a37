import { randomBytes } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Tells this process from others that had the same ID, as in a container that is started again. */
const instance = randomBytes(4).toString('hex');

/** What the name of each spool of this process begins with. */
export const spoolPrefix = `ngorder-bot-spool-${process.pid}-${instance}-`;

/** Of this version, and what earlier ones made in a folder of the bot's own and in the system's for temporary files. */
const spoolName =
  /^(?:ngorder-bot-spool-(?<pid>\d+)(?:-(?<instance>[0-9a-f]{8})-\w+)?|export-\w+)$/;

/**
 * Removes the spools that processes left in a folder when they were killed: whole orders of buyers lie in them. What
 * isn't a folder of this user is left alone, a link too, whatever it is called.
 * @param alone no other process puts spools there
 */
export async function sweepSpools(
  spoolFolder: string,
  { alone }: { alone: boolean },
): Promise<void> {
  const names = await readdir(spoolFolder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
  const left = names.filter((name) => isLeftBehind(name, alone));
  await Promise.all(left.map((name) => removeIfOurs(join(spoolFolder, name))));
}

function isLeftBehind(name: string, alone: boolean): boolean {
  const parts = spoolName.exec(name)?.groups;
  if (parts === undefined || parts['instance'] === instance) return false;
  if (alone) return true;
  const pid = Number(parts['pid']);
  return pid === process.pid || (Number.isSafeInteger(pid) && isDead(pid));
}

function isDead(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return hasCode(error, 'ESRCH');
  }
}

async function removeIfOurs(path: string): Promise<void> {
  try {
    const found = await lstat(path);
    const isOurs = process.getuid === undefined || found.uid === process.getuid();
    if (found.isDirectory() && isOurs) await rm(path, { recursive: true, force: true });
  } catch (error) {
    // Another copy that starts may have been quicker.
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program, Running } from './running.ts';

/** Programs that see a part of the file system otherwise than everybody else does; needs no rights where it is allowed. */
const apart = ['--user', '--map-root-user', '--mount'];

/** Whether this machine lets a program have mounts of its own. */
export function canMount(): boolean {
  try {
    execFileSync('unshare', [...apart, 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

/** Whether files can be made read-only even for a program that has opened them for writing already. */
export function canForbidChanges(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'ngorder-bot-test-'));
  try {
    writeFileSync(join(folder, 'file'), '');
    forbidChanges(folder)();
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Makes all files of a folder read-only. Returns the way to make them writable again. */
export function forbidChanges(folder: string): () => void {
  const files = readdirSync(folder).map((name) => join(folder, name));
  execFileSync('chattr', ['+i', ...files], { stdio: 'ignore' });
  return () => execFileSync('chattr', ['-i', ...files]);
}

/** The program with a disk of its own at `folder`, which has room for so many bytes. */
export function onSmallDisk(program: Program, folder: string, bytes: number): Program {
  return mounting(program, folder, `mount -t tmpfs -o size=${bytes} tmpfs "$0"`);
}

/** The program for which the folder can only be read. */
export function onReadOnlyDisk(program: Program, folder: string): Program {
  return mounting(program, folder, 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"');
}

function mounting(program: Program, folder: string, mount: string): Program {
  const run = `${mount} && exec "$@"`;
  return {
    ...program,
    command: 'unshare',
    args: [...apart, 'sh', '-c', run, folder, program.command, ...program.args],
  };
}

/** Fills up what is left of a program's own disk. Returns the way to make room again. */
export function fillDisk(running: Running, folder: string): () => void {
  const filler = join(`/proc/${running.pid}/root`, folder, 'filler');
  const piece = Buffer.alloc(4096);
  try {
    for (;;) writeFileSync(filler, piece, { flag: 'a' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
  return () => rmSync(filler);
}

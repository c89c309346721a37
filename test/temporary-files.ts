import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for this run's files; all of it goes when the run ends. */
    temporary: string;
  }
}

const memory = '/dev/shm';
const neededBytes = 2 * 1024 ** 3;

/** Keeps files in memory where there is room: SQLite waits for the disk at every commit, which few tests look at. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(quickFolder(), 'ngorder-bot-tests-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Teardown isn't called when a set-up throws or a signal ends the run.
  process.once('exit', remove);
  project.provide('temporary', folder);
  return remove;
}

/** Where files that nobody needs after the run cost least: in memory, where there is room. */
export function quickFolder(): string {
  return hasRoom() ? memory : tmpdir();
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= neededBytes;
  } catch {
    return false;
  }
}

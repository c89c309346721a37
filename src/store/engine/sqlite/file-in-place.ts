import { statSync } from 'node:fs';

/** What is written goes into a file that nobody finds again. */
export class FileNotInPlace extends Error {
  override readonly name = 'FileNotInPlace';
}

/**
 * Remembers which file is at a path now, to see later whether it still is: one that is open can be written even after
 * it was removed or another one was put in its place, and all of that is lost with the process.
 * @returns throws {@link FileNotInPlace} when it is no longer there
 */
export function fileInPlace(path: string): () => void {
  const fileAt = () => statSync(path, { bigint: true, throwIfNoEntry: false });
  const opened = fileAt();
  return () => {
    const now = fileAt();
    if (now?.ino !== opened?.ino || now?.dev !== opened?.dev)
      throw new FileNotInPlace(`${path} is no longer the file that was opened`);
  };
}

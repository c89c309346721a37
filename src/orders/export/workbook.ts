import { openPromise, type ZipFile } from 'yauzl';
import { ExportBrokenOff, ExportForeign } from './errors.ts';

/** What every .xlsx has inside (ECMA-376 part 2, Content Types; part 1, Workbook). */
const PARTS = ['[content_types].xml', 'xl/workbook.xml'];

/**
 * Checks that a ZIP on disk is whole, as far as its directory and the place of each entry tell,
 * and that it holds a workbook.
 *
 * @throws ExportBrokenOff when it isn't whole, ExportForeign when it holds something else
 */
export async function checkWorkbook(path: string, bytes: number): Promise<void> {
  const names = await entryNames(path).catch((error: unknown) => {
    throw isSystemError(error) ? error : new ExportBrokenOff(bytes, error);
  });
  const missing = PARTS.find((part) => !names.has(part));
  if (missing !== undefined) throw new ExportForeign(`an archive without ${missing}`);
}

async function entryNames(path: string): Promise<Set<string>> {
  const zip: ZipFile = await openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    const names = new Set<string>();
    for await (const entry of zip.eachEntry()) {
      await zip.readLocalFileHeaderPromise(entry, { minimal: true });
      names.add(entry.fileName.toLowerCase());
    }
    return names;
  } finally {
    zip.close();
  }
}

/** A fault of our own disk, which says nothing about the file. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

import { openPromise, type ZipFile } from 'yauzl';
import { ExportBrokenOff, ExportForeign } from '../errors.ts';
import type { WorkbookFormat } from '../file-name.ts';
import type { Spooled } from '../spool.ts';

/** What workbooks have inside (ECMA-376 part 2, Content Types; part 1, Workbook; [MS-XLSB] 2.1.7.62; ODF 1.3 part 2). */
const PARTS: [WorkbookFormat, string[]][] = [
  ['xlsx', ['[content_types].xml', 'xl/workbook.xml']],
  ['xlsb', ['[content_types].xml', 'xl/workbook.bin']],
  ['ods', ['mimetype', 'content.xml']],
];
/** The first entry of an .ods, stored as it is (ODF 1.3 part 2, 3.3). */
const ODS_MIMETYPE = 'mimetypeapplication/vnd.oasis.opendocument.spreadsheet';
const ODS_MIMETYPE_OFFSET = 30;

/**
 * Checks that a ZIP on disk is whole, as far as its directory and the place of each entry tell, and says which kind of
 * workbook it holds.
 *
 * @throws ExportBrokenOff when it isn't whole, ExportForeign when it holds something else
 */
export async function workbookFormat(
  path: string,
  { bytes, head }: Pick<Spooled, 'bytes' | 'head'>,
): Promise<WorkbookFormat> {
  const names = await entryNames(path).catch((error: unknown) => {
    throw isSystemError(error) ? error : new ExportBrokenOff(bytes, error);
  });
  const [format] = PARTS.find(([, parts]) => parts.every((part) => names.has(part))) ?? [];
  const isOther = format === 'ods' && !head.includes(ODS_MIMETYPE, ODS_MIMETYPE_OFFSET);
  if (format === undefined || isOther) throw new ExportForeign('an archive without a workbook');
  return format;
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

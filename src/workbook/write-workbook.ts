import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import {
  contentTypesXml,
  packageRelationsXml,
  sheetNames,
  sheetPath,
  workbookRelationsXml,
  workbookXml,
} from './package-parts.ts';
import { wallClockIn } from './serial-dates.ts';
import type { Sheet } from './sheet.ts';
import { cellRange, sheetXml } from './sheet-xml.ts';
import { stylesXml } from './styles.ts';

export interface WorkbookOptions {
  sheets: readonly Sheet[];
  /** In which moments are shown, an IANA name. */
  timeZone: string;
  signal?: AbortSignal;
  /** Called as bytes reach the disk, with how many the file has by then. */
  onBytes?: (bytes: number) => void;
}

/** What was written. */
export interface WrittenWorkbook {
  bytes: number;
  /** Of each sheet, without its header. */
  rows: number[];
}

/**
 * Writes an `.xlsx` as a stream, sheet after sheet: rows are asked for as they are written, and memory grows neither with
 * them nor with the file. Numbers are numbers, dates are dates, and a text is a text whatever it begins with: there are no
 * formulas. The header of each sheet is frozen and can be filtered.
 *
 * @param path a file that is made, or begun anew, for this user alone
 * @throws what a sheet's rows throw, and the signal's reason; the file is then unfinished and the caller's to remove
 * @throws RangeError for more rows than a sheet can have (`mostRows`), or a zone that doesn't exist
 * @example
 * const refunds = sheet({
 *   name: 'Refund',
 *   columns: [
 *     { title: 'ID', type: 'text', of: ({ orderId }) => String(orderId) },
 *     { title: 'Jumlah', type: 'rupiah', of: ({ amount }) => amount },
 *     { title: 'Dibatalkan', type: 'moment', of: ({ canceledAt }) => new Date(canceledAt) },
 *     { title: 'Catatan', type: 'text', wrap: true, of: ({ note }) => note },
 *   ],
 *   rows: openRefunds(store),
 * });
 * await writeWorkbook(path, { sheets: [refunds], timeZone: 'Asia/Jakarta' });
 */
export async function writeWorkbook(
  path: string,
  { sheets, timeZone, signal, onBytes }: WorkbookOptions,
): Promise<WrittenWorkbook> {
  const wallClock = wallClockIn(timeZone);
  const names = sheetNames(sheets.map(({ name }) => name));
  const rows = sheets.map(() => 0);
  const stopping = new AbortController();
  const ends = signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal;
  ends.throwIfAborted();

  const zip = new ZipFile();
  zip.on('error', (error: unknown) => stopping.abort(error));
  const part = (name: string, pieces: () => Iterable<string> | AsyncIterable<string>) =>
    zip.addReadStreamLazy(name, (begin) => {
      const stream = Readable.from(pieces(), { objectMode: true, signal: ends });
      // What the rows throw ends the whole file, with just that.
      stream.on('error', (error) => stopping.abort(error));
      begin(null, stream);
    });
  part('[Content_Types].xml', () => [contentTypesXml(sheets.length)]);
  part('_rels/.rels', () => [packageRelationsXml]);
  part('xl/_rels/workbook.xml.rels', () => [workbookRelationsXml(sheets.length)]);
  part('xl/styles.xml', () => [stylesXml]);
  for (const [index, one] of sheets.entries()) {
    part(sheetPath(index + 1), () =>
      sheetXml(one, wallClock, (written) => {
        rows[index] = written;
      }),
    );
  }
  // Last: the ranges of the filters are known once all rows are written.
  part('xl/workbook.xml', () => [
    workbookXml(
      names.map((name, index) => ({
        name,
        range: cellRange(sheets[index]?.columns.length ?? 0, rows[index] ?? 0),
      })),
    ),
  ]);
  zip.end();

  let bytes = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      onBytes?.(bytes);
      done(null, chunk);
    },
  });
  const file = createWriteStream(path, { mode: 0o600 });
  await pipeline(zip.outputStream, counting, file, { signal: ends }).catch((error: unknown) => {
    throw ends.aborted ? ends.reason : error;
  });
  return { bytes, rows };
}

import { addAbortSignal, type Readable } from 'node:stream';
import type { Ngorder } from '../../ngorder/client.ts';
import type { Download } from '../../ngorder/download.ts';
import type { CanceledQuery } from '../../ngorder/queries.ts';
import { errorInWords } from './answer-in-words.ts';
import { contentOf } from './content.ts';
import { ExportBrokenOff, ExportEmpty, ExportForeign, ExportTooLarge } from './errors.ts';
import { type ExportFormat, exportFileName } from './file-name.ts';
import { openSpool, type Spool, type Spooled } from './spool.ts';
import { checkWorkbook } from './workbook.ts';

/** An Excel file that was checked. It stays on disk until it is disposed of. */
export interface ExportFile {
  path: string;
  /** What to call it, such as `canceled-orders_all.xlsx`. */
  name: string;
  bytes: number;
  format: ExportFormat;
  dispose(): Promise<void>;
}

export interface ExportOptions {
  /** Where the file is kept meanwhile. */
  spoolFolder: string;
  /** 50 MB unless told, the most that a bot may send (Telegram Bot API, Sending files). */
  maxBytes?: number;
  signal?: AbortSignal;
}

const FIFTY_MB = 50 * 1024 * 1024;
/** An .xls has a header of this length (shorter: [MS-CFB] 2.2). */
const OLE_HEADER_BYTES = 512;

/**
 * Fetches the Excel of canceled, rejected or expired orders to disk and checks it before anyone is given it:
 * its whole length, and that it is a workbook. In every case of failure nothing is left on disk.
 *
 * @throws ExportError when no good file came: e-mailed, empty, broken off, foreign, too large
 * @throws NgorderError as the client's download does, and RequestRefused for JSON with `response: "Failed"`
 * @throws the signal's reason when it is aborted
 */
export async function fetchExport(
  ngorder: Pick<Ngorder, 'downloadCanceled'>,
  filter: CanceledQuery,
  options: ExportOptions,
): Promise<ExportFile> {
  options.signal?.throwIfAborted();
  const spool = await openSpool(options.spoolFolder);
  try {
    const download = await ngorder.downloadCanceled(filter, options.signal);
    const spooled = await receive(download, spool, options);
    const format = await checkedFormat(download, spool.path, spooled);
    const name = exportFileName(filter, format);
    return { path: spool.path, name, bytes: spooled.bytes, format, dispose: () => spool.remove() };
  } catch (error) {
    await spool.remove();
    throw error;
  }
}

async function receive(download: Download, spool: Spool, options: ExportOptions): Promise<Spooled> {
  const { status, contentType, contentLength = 0, body } = download;
  const { maxBytes = FIFTY_MB, signal } = options;
  try {
    if (status < 200 || status > 299) throw new ExportForeign(`status ${status}`, { contentType });
    if (contentLength > maxBytes) throw new ExportTooLarge(maxBytes);
    const spooled = await spool.receive(chunksOf(body, signal), maxBytes);
    if (spooled.bytes < contentLength) throw new ExportBrokenOff(spooled.bytes);
    return spooled;
  } finally {
    body.destroy();
  }
}

/** The body's chunks; its failure becomes that of an export which broke off, or the signal's reason. */
async function* chunksOf(body: Readable, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  if (signal) addAbortSignal(signal, body);
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw signal?.aborted ? signal.reason : new ExportBrokenOff(bytes, error);
  }
}

async function checkedFormat(
  download: Download,
  path: string,
  { bytes, head }: Spooled,
): Promise<ExportFormat> {
  switch (contentOf(head)) {
    case 'zip':
      await checkWorkbook(path, bytes);
      return 'xlsx';
    case 'ole':
      if (bytes < OLE_HEADER_BYTES) throw new ExportBrokenOff(bytes);
      return 'xls';
    case 'json':
      throw errorInWords(head.toString('utf8'), download);
    case 'empty':
      throw new ExportEmpty();
    case 'other':
      throw new ExportForeign('unknown content', { contentType: download.contentType });
  }
}

import { addAbortSignal, type Readable } from 'node:stream';
import type { Locale } from '../../../config.ts';
import type { Ngorder } from '../../../ngorder/client.ts';
import type { Download } from '../../../ngorder/http/download.ts';
import type { CanceledFilter } from '../../../ngorder/queries.ts';
import {
  ExportBrokenOff,
  ExportEmpty,
  ExportForeign,
  ExportTooLarge,
  ExportWebPage,
} from '../errors.ts';
import { type ExportFormat, exportFileName, type TableFormat } from '../file-name.ts';
import { openSpool, type Spool, type Spooled } from '../spool.ts';
import { errorInWords } from './answer-in-words.ts';
import { contentOf, textOf } from './content.ts';
import { workbookFormat } from './workbook-format.ts';

/** A file of orders that was checked. It stays on disk until it is disposed of. */
export interface ExportFile {
  path: string;
  /** What to call it by what it is, such as `canceled-orders_all.xlsx`, whatever Ngorder called it. */
  name: string;
  bytes: number;
  format: ExportFormat;
  dispose(): Promise<void>;
}

export interface ExportOptions {
  /** Where the file is kept meanwhile. */
  spoolFolder: string;
  /** The language of the file's name. */
  locale: Locale;
  /** 50 MB unless told, the most that a bot may send (Telegram Bot API, Sending files). */
  maxBytes?: number;
  signal?: AbortSignal;
}

const FIFTY_MB = 50 * 1024 * 1024;
/** An .xls has a header of this length (shorter: [MS-CFB] 2.2). */
const OLE_HEADER_BYTES = 512;

/**
 * Fetches the Excel of canceled, rejected or expired orders to disk and checks it before anyone is given it: its whole
 * length, and what it is. A table of another kind (HTML, XML, CSV), which many a shop system calls Excel, is given out
 * as what it is. In every case of failure nothing is left on disk.
 *
 * @throws ExportError when no good file came: e-mailed, empty, broken off, foreign, too large
 * @throws NgorderError as the client's download does, and RequestRefused for JSON that says it failed
 * @throws the signal's reason when it is aborted
 */
export async function fetchExport(
  ngorder: Pick<Ngorder, 'downloadCanceled'>,
  filter: CanceledFilter,
  options: ExportOptions,
): Promise<ExportFile> {
  options.signal?.throwIfAborted();
  const spool = await openSpool(options.spoolFolder);
  try {
    const download = await ngorder.downloadCanceled(filter, options.signal);
    const spooled = await receive(download, spool, options);
    const format = await checkedFormat(download, spool.path, spooled);
    const name = exportFileName(filter, format, options.locale);
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
    if (!isNothing(status) && (status < 200 || status > 299)) {
      throw new ExportForeign(`status ${status}`, { contentType });
    }
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
  spooled: Spooled,
): Promise<ExportFormat> {
  const { bytes, head } = spooled;
  const { status, contentType } = download;
  const content = contentOf(head, bytes > head.length);
  if (isNothing(status) && (content.is === 'empty' || content.is === 'json'))
    throw new ExportEmpty();
  switch (content.is) {
    case 'zip':
      return workbookFormat(path, spooled);
    case 'ole':
      if (bytes < OLE_HEADER_BYTES) throw new ExportBrokenOff(bytes);
      return 'xls';
    case 'table':
      if (!isWhole(content.format, spooled)) throw new ExportBrokenOff(bytes);
      return content.format;
    case 'json':
    case 'words':
      throw errorInWords(textOf(head) ?? '', download);
    case 'empty':
      throw new ExportEmpty();
    case 'webPage':
      throw new ExportWebPage({ contentType });
    case 'unknown':
      throw new ExportForeign('unknown content', { contentType });
  }
}

/** A 404 or 410 says of a download, as of a list, that there is nothing in it. */
function isNothing(status: number): boolean {
  return status === 404 || status === 410;
}

/** Nothing in CSV tells where it ends. */
function isWhole(format: TableFormat, { tail }: Spooled): boolean {
  if (format === 'html') return /<\/table\s*>/i.test(tail.toString('latin1'));
  return format !== 'xml' || /<\/(?:\w+:)?workbook\s*>\s*$/i.test(tail.toString('latin1'));
}

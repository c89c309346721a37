import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { type ScannedSheet, scanSheet } from './scan-sheet.ts';
import { textsAt } from './shared-texts.ts';

/** What is inside a workbook that somebody else made. */
export interface WorkbookContents {
  /** Rows of its first sheet that aren't empty, without the first of them, which names the columns. */
  rows: number;
  /** What its column of totals adds up to, in rupiah; undefined where no column says that it is that, or one isn't a number. */
  rupiah: number | undefined;
  /** Cells with a formula, in all sheets. */
  formulas: number;
  /** It can run programs of its own. */
  macros: boolean;
}

/** It is too large inside to be looked through, or not as workbooks are. */
export class NotInspectable extends Error {
  override readonly name = 'NotInspectable';
}

/** A workbook of 50 MB unpacks to this at most, unless it means harm. */
const mostUnpackedBytes = 600 * 1024 * 1024;
const mostEntries = 2000;

/** What names a column of totals; more than one such column says nothing for certain. */
const totalTitle =
  /^(?:grand\s+)?total(?:[\s_]*(?:amount|order|pesanan|harga|bayar|pembayaran|tagihan|belanja))?(?:\s*\(rp\.?\))?$/i;

/**
 * Looks through an `.xlsx` on disk as a stream, in memory that doesn't grow with it, and unpacks no more than a certain
 * amount of it.
 * @throws NotInspectable; what reading the disk throws
 */
export async function inspectWorkbook(
  path: string,
  signal?: AbortSignal,
  mostBytes = mostUnpackedBytes,
): Promise<WorkbookContents> {
  let zip: ZipFile | undefined;
  try {
    const opened = await openPromise(path, { lazyEntries: true, autoClose: false });
    zip = opened;
    const parts = await partsOf(opened);
    const budget = { left: mostBytes };
    const open = (entry: Entry) => piecesOf(opened, entry, budget, signal);
    const sheets = sheetsOf(parts);
    const first = sheets[0];
    if (first === undefined) throw new NotInspectable('no sheet');
    const header = await scanSheet(open(first), { rowsOnly: 1 });
    const texts = await textsIn(header, parts, open);
    const totals = header.firstRow.filter((_, index) =>
      totalTitle.test(texts[index]?.trim() ?? ''),
    );
    const [total] = totals.length === 1 ? totals : [];
    const scanned = await scanSheet(open(first), total && { sumOf: total.column });
    let { formulas } = scanned;
    for (const sheet of sheets.slice(1)) formulas += (await scanSheet(open(sheet))).formulas;
    return {
      rows: Math.max(0, scanned.rows - 1),
      rupiah: total && scanned.sum,
      formulas,
      macros: [...parts.keys()].some((name) => /vbaproject|macrosheets\//i.test(name)),
    };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (error instanceof NotInspectable || isSystemError(error)) throw error;
    throw new NotInspectable('not as workbooks are', { cause: error });
  } finally {
    zip?.close();
  }
}

async function partsOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (parts.size === mostEntries) throw new NotInspectable('too many parts');
    parts.set(entry.fileName, entry);
  }
  return parts;
}

/** In the order of their numbers, by which programs name them. */
function sheetsOf(parts: ReadonlyMap<string, Entry>): Entry[] {
  const number = ({ fileName }: Entry) => Number(/(\d+)\.xml$/i.exec(fileName)?.[1] ?? 0);
  return [...parts.values()]
    .filter(({ fileName }) => /^xl\/(?:worksheets|macrosheets)\/[^/]+\.xml$/i.test(fileName))
    .sort((one, other) => number(one) - number(other));
}

/** The texts of the first row, those of the shared table looked up. */
async function textsIn(
  { firstRow }: ScannedSheet,
  parts: ReadonlyMap<string, Entry>,
  open: (entry: Entry) => AsyncIterable<string>,
): Promise<(string | undefined)[]> {
  const table = [...parts.values()].find(({ fileName }) =>
    /^xl\/sharedstrings\.xml$/i.test(fileName),
  );
  const wanted = firstRow.flatMap(({ shared }) => shared ?? []);
  const shared =
    table === undefined || wanted.length === 0
      ? new Map<number, string>()
      : await textsAt(open(table), wanted);
  return firstRow.map((cell) => (cell.shared === undefined ? cell.text : shared.get(cell.shared)));
}

async function* piecesOf(
  zip: ZipFile,
  entry: Entry,
  budget: { left: number },
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const stream = await zip.openReadStreamPromise(entry);
  const decoder = new TextDecoder();
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    signal?.throwIfAborted();
    budget.left -= chunk.length;
    if (budget.left < 0) throw new NotInspectable('too large inside');
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

/** A fault of our own disk, which says nothing about the file. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import readExcelFile from 'read-excel-file/node';
import { fromBufferPromise } from 'yauzl';
import type { Sheet } from '../../src/workbook/sheet.ts';
import { type WorkbookOptions, writeWorkbook } from '../../src/workbook/write-workbook.ts';

export type Read = string | number | boolean | Date | null;

/** What a program reads out of a workbook: each sheet's name, and its rows with the header. */
export type ReadWorkbook = { name: string; rows: Read[][] }[];

/** Two programs that have nothing in common with the writer, or with each other. */
export const readers: Record<string, (file: Buffer) => Promise<ReadWorkbook>> = {
  async 'read-excel-file'(file) {
    const sheets = await readExcelFile(file, { trim: false });
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as Read[][] }));
  },
  async hucre(file) {
    const { sheets } = await readXlsx(file);
    return sheets.map(({ name, rows }) => ({ name, rows: rows as Read[][] }));
  },
};

/** Writes a workbook and gives its bytes. */
export async function written(
  sheets: readonly Sheet[],
  options: Partial<WorkbookOptions> = {},
): Promise<Buffer> {
  return inFolder(async (path) => {
    await writeWorkbook(path, { sheets, timeZone: 'Asia/Jakarta', ...options });
    return readFile(path);
  });
}

/** Works with a path in a folder that is gone afterwards. */
export async function inFolder<T>(work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'workbook-test-'));
  try {
    return await work(join(folder, 'file'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Rows without what readers leave out at their ends: empty cells. */
export function trimmed(rows: readonly (readonly Read[])[]): Read[][] {
  return rows.map((row) => {
    const last = row.findLastIndex((cell) => cell !== null && cell !== '');
    return row.slice(0, last + 1).map((cell) => (cell === '' ? null : cell));
  });
}

/** What one part of a workbook holds. */
export async function entryOf(file: Buffer, name: string): Promise<string> {
  const zip = await fromBufferPromise(file, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== name) continue;
    const stream = await zip.openReadStreamPromise(entry);
    return Buffer.concat(await stream.toArray()).toString('utf8');
  }
  throw new Error(`There is no ${name}`);
}

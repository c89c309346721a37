import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { describe, expect, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { ZipFile } from 'yazl';
import {
  inspectWorkbook,
  NotInspectable,
  type WorkbookContents,
} from '../../../../src/orders/export/download/inspect-workbook.ts';
import { inFolder } from '../../../workbook/read-back.ts';

/** Looks through a ZIP of these parts. */
function inspect(parts: Record<string, string>, mostBytes?: number): Promise<WorkbookContents> {
  return inFolder(async (path) => {
    const zip = new ZipFile();
    for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(path));
    return inspectWorkbook(path, undefined, mostBytes);
  });
}

const sheet = (rows: string) =>
  `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`;
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const head = `<row r="1">${cell('A1', 'ID')}${cell('B1', 'Total')}</row>`;
const first = 'xl/worksheets/sheet1.xml';

describe('Ngorder’s own workbook', () => {
  test('is counted and added up, as other programs write it', async () => {
    const rows = [1338, 1339, 1340].map((id) => [id, 'Siti', 10_000 + id]);
    const file = await writeWorkbook([['ID', 'Pembeli', 'Grand Total'], ...rows]).toBuffer();
    const found = await inFolder(async (path) => {
      await writeFile(path, file);
      return inspectWorkbook(path);
    });
    expect(found).toEqual({ rows: 3, rupiah: 34_017, formulas: 0, macros: false });
  });

  test('may have empty rows, prefixes, numbers of rows left out, and no total', async () => {
    const rows = `<x:row><x:c t="inlineStr"><x:is><x:t>ID</x:t></x:is></x:c></x:row>
      <x:row/><x:row><x:c><x:v>1338</x:v></x:c></x:row><x:row><x:c s="3"/></x:row>`;
    expect(await inspect({ [first]: sheet(rows) })).toMatchObject({ rows: 1, rupiah: undefined });
  });

  test('has no sum for certain where two columns are totals, or one holds a text', async () => {
    const two = `<row r="1">${cell('A1', 'Total')}${cell('B1', 'Grand Total')}</row>`;
    expect((await inspect({ [first]: sheet(two) })).rupiah).toBeUndefined();
    const words = `${head}<row r="2">${cell('B2', 'Rp10.000')}</row>`;
    expect((await inspect({ [first]: sheet(words) })).rupiah).toBeUndefined();
  });

  test('is known for its formulas in any sheet, and its macros', async () => {
    const formula = `${head}<row r="2"><c r="A2"><f>HYPERLINK("x")</f><v>1</v></c></row>`;
    const found = await inspect({
      [first]: sheet(formula),
      'xl/worksheets/sheet2.xml': sheet(formula),
      'xl/vbaProject.bin': 'x',
    });
    expect(found).toMatchObject({ formulas: 2, macros: true });
  });

  test('that unpacks to more than it may is looked at no further', async () => {
    const bomb = { [first]: sheet(`${head}${' '.repeat(5_000_000)}`) };
    await expect(inspect(bomb, 1_000_000)).rejects.toThrow(NotInspectable);
  });

  test.each([
    ['one endless piece of text', { [first]: `<worksheet>${'x'.repeat(3_000_000)}` }],
    ['no sheet', { 'xl/workbook.xml': '<workbook/>' }],
    [
      'too many parts',
      Object.fromEntries(Array.from({ length: 2100 }, (_, n) => [`part${n}`, 'x'])),
    ],
  ])('with %s can’t be counted', async (_, parts) => {
    await expect(inspect(parts as Record<string, string>)).rejects.toThrow(NotInspectable);
  });

  test('that is cut or no ZIP can’t be counted', async () => {
    await inFolder(async (path) => {
      await writeFile(path, 'PK\u0003\u0004 and nothing else');
      await expect(inspectWorkbook(path)).rejects.toThrow(NotInspectable);
    });
  });
});

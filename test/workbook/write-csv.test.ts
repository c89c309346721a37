import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { parseCsv } from 'hucre/csv';
import { describe, expect, test } from 'vitest';
import { cellText } from '../../src/workbook/cell-text.ts';
import { type Column, sheet } from '../../src/workbook/sheet.ts';
import { writeCsv } from '../../src/workbook/write-csv.ts';
import { inFolder } from './read-back.ts';

function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Promise<string> {
  return inFolder(async (path) => {
    await writeCsv(path, sheet({ name: 'A', columns, rows }), { timeZone: 'Asia/Jakarta' });
    return readFile(path, 'utf8');
  });
}

const texts: Column<string>[] = [{ title: 'Isi', type: 'text', of: (value) => value }];

describe('a CSV', () => {
  test('has plain numbers, dates in the shop’s zone, and quotes where they are needed', async () => {
    const columns: Column<number>[] = [
      { title: 'No. HP', type: 'text', of: () => '0812345678' },
      { title: 'Total', type: 'rupiah', of: () => -110_376 },
      { title: 'Hari', type: 'date', of: () => '2021-01-18 10:37:42' },
      { title: 'Saat', type: 'moment', of: () => new Date('2021-01-18T20:30:15Z') },
      { title: 'Catatan, "dll"', type: 'text', of: () => 'a;b\r\nc' },
    ];
    expect(await csvOf(columns, [0])).toBe(
      '\ufeffNo. HP,Total,Hari,Saat,"Catatan, ""dll"""\r\n' +
        '0812345678,-110376,2021-01-18,2021-01-19 03:30:15,"a;b\nc"\r\n',
    );
  });

  test.each([
    '=1+1',
    '+62812',
    '-5',
    '@A',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '＝1',
    '＋1',
    '－1',
    '＠1',
    '"=1',
    '|x',
  ])('gives no program a formula: %j', async (text) => {
    const [, cell] = parseCsv((await csvOf(texts, [text])).slice(1)).map(([first]) => first);
    expect(String(cell)).toMatch(/^'/);
  });

  test('gives back any text that could be no formula', async () => {
    const harmless = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((text) => /^[\p{L}\p{N}]/u.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(harmless, { minLength: 1, maxLength: 20 }), async (values) => {
        const rows = parseCsv((await csvOf(texts, values)).slice(1), { typeInference: false });
        expect(rows.slice(1).map(([cell]) => cell)).toEqual(values.map(cellText));
      }),
      { numRuns: 50, examples: [[['1;', '2|3', '4\t5', '6,7']], [['¹;']], [['a|']]] },
    );
  });
});

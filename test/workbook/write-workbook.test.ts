import { stat } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellText, mostCharacters } from '../../src/workbook/cell-text.ts';
import { sheet } from '../../src/workbook/sheet.ts';
import { writeWorkbook } from '../../src/workbook/write-workbook.ts';
import { anyText } from '../any-text.ts';
import { entryOf, inFolder, readers, trimmed, written } from './read-back.ts';

const textSheet = (values: readonly string[], name = 'Teks') =>
  sheet<{ value: string; index: number }>({
    name,
    columns: [
      { title: 'No', type: 'number', of: ({ index }) => index },
      { title: 'Isi', type: 'text', of: ({ value }) => value },
    ],
    rows: values.map((value, index) => ({ value, index })),
  });

/** What buyers write, and what somebody writes who means harm. */
const texts = [
  '=HYPERLINK("http://contoh.test","klik")',
  '=1+1',
  "=cmd|' /C calc'!A0",
  '+62812',
  '-5',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  '＋1',
  '0812345678',
  '1338',
  '1e5',
  '00123',
  'TRUE',
  '#REF!',
  'Siti 👩‍👩‍👧 & <b>"Ayu"</b> \'s',
  'baris satu\nbaris dua\r\nbaris tiga',
  ' ada spasi ',
  'a\u0000b\u0007c\u001bd\u007fe',
  'sebelah \ud83d dan \ude00 saja',
  '_x0041_ dan _x000D_',
  '\ufffe\uffff',
  'ABC \u200b\u202e \ufeff',
  'x'.repeat(mostCharacters),
  `${'😀'.repeat(20_000)}`,
  ']]>&amp;',
];

describe.each(Object.keys(readers))('a workbook that is opened by %s', (name) => {
  const read = (file: Buffer) => readers[name]?.(file) ?? Promise.reject(new Error(name));

  test('shows every text as it was written, whatever it begins with', async () => {
    const [found] = await read(await written([textSheet(texts)]));
    const cells = (found?.rows ?? []).slice(1).map(([, cell]) => cell ?? '');
    expect(cells).toHaveLength(texts.length);
    for (const [index, text] of texts.entries())
      expect(unescaped(cells[index])).toBe(cellText(text));
  });

  test('shows any text at all', async () => {
    const texts = fc.oneof(
      anyText({ maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.string({
        unit: fc.constantFrom('=', '_', 'x', '0', '1', '\n', '\r', '<', '&', '"', ' '),
        maxLength: 12,
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 30 }), async (values) => {
        const [found] = await read(await written([textSheet(values)]));
        const cells = (found?.rows ?? []).slice(1).map(([, cell]) => unescaped(cell ?? ''));
        expect(cells).toEqual(values.map(cellText));
      }),
      { numRuns: 25 },
    );
  });

  test('has numbers, rupiah and dates by which one can reckon, in the shop’s zone', async () => {
    const at = new Date('2021-01-18T20:30:15Z');
    const one = sheet({
      name: 'Jenis',
      columns: [
        { title: 'Berat', type: 'number', of: () => 1.5 },
        { title: 'Total', type: 'rupiah', of: () => -110_376 },
        { title: 'Hari', type: 'date', of: () => '2021-01-18' },
        { title: 'Saat', type: 'moment', of: () => at },
        { title: 'Lokal', type: 'moment', of: () => '2021-01-18 10:37:42' },
        { title: 'ISO', type: 'moment', of: () => '2021-01-18T10:37:42+09:00' },
        { title: 'Bukan', type: 'date', of: () => '2021-02-30' },
        { title: 'Tanpa', type: 'number', of: () => Number.NaN },
      ],
      rows: [0],
    });
    const [found] = await read(await written([one]));
    const [, row] = trimmed(found?.rows ?? []);
    const wall = (text: string) => new Date(`${text}Z`);
    expect(row).toEqual([
      1.5,
      -110_376,
      wall('2021-01-18T00:00:00'),
      wall('2021-01-19T03:30:15'),
      wall('2021-01-18T10:37:42'),
      wall('2021-01-18T08:37:42'),
      '2021-02-30',
    ]);
  });

  test('has its sheets in their order, also empty ones and such with names that Excel forbids', async () => {
    const sheets = await read(
      await written([
        textSheet(['a'], 'Pesanan'),
        textSheet([], 'pesanan'),
        textSheet(['b'], "Toko 'A' [1]: semua pesanan yang batal bulan ini"),
      ]),
    );
    expect(sheets.map((one) => one.name)).toEqual([
      'Pesanan',
      'pesanan 2',
      "Toko 'A'  1   semua pesanan yan",
    ]);
    expect(sheets.map(({ rows }) => rows.length)).toEqual([2, 1, 2]);
  });
});

/** Readers differ in whether they undo Excel's `_x005F_`; both mean the same cell. */
function unescaped(cell: unknown): string {
  return String(cell).replaceAll('_x005F_', '_');
}

describe('a workbook', () => {
  test('holds no formula, no link and no macro, and a header that stays and can be filtered', async () => {
    const file = await written([textSheet(texts)]);
    const xml = await entryOf(file, 'xl/worksheets/sheet1.xml');
    expect(xml).not.toMatch(/<f[ >]|<hyperlink/);
    expect(xml).toContain(
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    );
    expect(xml).toContain(`<autoFilter ref="A1:B${texts.length + 1}"/>`);
    expect(xml).toMatch(/<c r="B2" s="2" t="inlineStr">/);
  });

  test('has columns as wide as what stands in them, within reason', async () => {
    const columns = [
      { title: 'ID', type: 'text', of: () => '1338' },
      { title: 'Nama', type: 'text', of: () => 'Siti Nurhaliza Putri' },
      { title: 'Catatan', type: 'text', of: () => 'x'.repeat(500) },
    ] as const;
    const xml = await entryOf(
      await written([sheet({ name: 'Lebar', columns, rows: [0] })]),
      'xl/worksheets/sheet1.xml',
    );
    expect([...xml.matchAll(/width="(\d+)"/g)].map(([, width]) => Number(width))).toEqual([
      8, 22, 60,
    ]);
  });

  test('is for nobody else on the machine, and says how many rows and bytes it has', async () => {
    await inFolder(async (path) => {
      let bytes = 0;
      const told = (count: number) => {
        bytes = count;
      };
      const sheets = [textSheet(['a', 'b']), textSheet(['c'])];
      const made = await writeWorkbook(path, { sheets, timeZone: 'Asia/Jakarta', onBytes: told });
      const { mode, size } = await stat(path);
      expect(mode & 0o777).toBe(0o600);
      expect(made).toEqual({ bytes: size, rows: [2, 1] });
      expect(bytes).toBe(size);
    });
  });

  test('asks for rows only as it writes them, sheet after sheet', async () => {
    const asked: string[] = [];
    async function* rows(name: string) {
      for (let row = 0; row < 3; row += 1) {
        asked.push(`${name}${row}`);
        yield row;
      }
    }
    const named = (name: string) =>
      sheet({
        name,
        columns: [{ title: 'N', type: 'number', of: (row: number) => row }],
        rows: rows(name),
      });
    await written([named('A'), named('B')]);
    expect(asked).toEqual(['A0', 'A1', 'A2', 'B0', 'B1', 'B2']);
  });

  test('fails with just what its rows fail with, and lets go of them', async () => {
    let released = false;
    async function* failing() {
      try {
        yield 1;
        throw new Error('the page could not be read');
      } finally {
        released = true;
      }
    }
    const columns = [{ title: 'N', type: 'number', of: (row: number) => row }] as const;
    const rows = written([sheet({ name: 'A', columns, rows: failing() })]);
    await expect(rows).rejects.toThrow('the page could not be read');
    expect(released).toBe(true);
  });

  test('is given up with the signal’s reason, and lets go of its rows', async () => {
    const stopping = new AbortController();
    let released = false;
    async function* endless() {
      try {
        for (let row = 0; ; row += 1) {
          if (row === 5000) stopping.abort(new Error('stopped'));
          yield row;
          if (row % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
        }
      } finally {
        released = true;
      }
    }
    const columns = [{ title: 'N', type: 'number', of: (row: number) => row }] as const;
    const options = { signal: stopping.signal };
    await expect(
      written([sheet({ name: 'A', columns, rows: endless() })], options),
    ).rejects.toThrow('stopped');
    await expect.poll(() => released).toBe(true);
  });
});

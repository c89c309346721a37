import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import {
  mostDocumentBytes,
  readDocument,
} from '../../../../src/orders/many/document/read-document.ts';
import { TooManyOrders } from '../../../../src/orders/many/order-list.ts';

async function idsIn(document: Buffer | string): Promise<string[]> {
  const { references } = await readDocument(Buffer.from(document));
  return references.map((reference) => JSON.stringify(Object.values(reference)));
}
const either = (...numbers: number[]) =>
  numbers.map((number) => JSON.stringify(['either', number]));
const byId = (...numbers: number[]) => numbers.map((number) => JSON.stringify(['id', number]));

/** A ZIP of parts as they are told, whatever they say of their sizes. */
function zipOf(parts: Record<string, { data: Buffer; saidBytes?: number }>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, { data, saidBytes = data.length }] of Object.entries(parts)) {
    const packed = deflateRawSync(data);
    const head = Buffer.alloc(30);
    head.write('PK\x03\x04', 'latin1');
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(saidBytes, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(saidBytes, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, Buffer.from(name));
    locals.push(head, Buffer.from(name), packed);
    offset += 30 + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

describe('the orders of a text with separators', () => {
  test.each([
    ['ID;Nama\n1338;Siti\n1340;Budi', byId(1338, 1340)],
    ['\ufeffOrder ID;Nama\r\n1338;"Siti; Rahma"\r\n1340;"Budi ""B"""\r\n', byId(1338, 1340)],
    ['Nama,No. Pesanan\n"Siti, Rahma",1338\nBudi,1340', byId(1338, 1340)],
    ['Siti\t1338\nBudi\t1340', either(1338, 1340)],
    ['1338\n1340', either(1338, 1340)],
    ['"1.338"\n"1340,0"', either(1338, 1340)],
    ['Kode\n1338\n1340', either(1338, 1340)],
  ])('%j', async (text, expected) => {
    expect(await idsIn(text)).toEqual(expected);
  });

  test('in UTF-16, as Excel saves “Unicode text”', async () => {
    const text = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('ID\tNama\n1338\tSiti', 'utf16le'),
    ]);
    expect(await idsIn(text)).toEqual(byId(1338));
  });

  test('of PO numbers, where the heading says so', async () => {
    expect((await readDocument(Buffer.from('PO;Nama\n10735;Siti'))).references).toEqual([
      { kind: 'po', poNumber: 10_735 },
    ]);
  });

  test('are not guessed where the spreadsheet has rounded them', async () => {
    const { references, unread } = await readDocument(Buffer.from('ID\n1338\n1.34E+03'));
    expect(references).toHaveLength(1);
    expect(unread).toEqual([{ text: '1.34E+03', problem: 'rounded' }]);
  });

  test('are refused where they are too many', async () => {
    const text = Array.from({ length: 1001 }, (_, index) => 1000 + index).join('\n');
    await expect(readDocument(Buffer.from(text))).rejects.toThrow(TooManyOrders);
  });
});

describe('the orders of a workbook', () => {
  test('in the column that is named so, as numbers or text', async () => {
    const cell = (value: string | number) => ({
      value,
      type: typeof value === 'string' ? String : Number,
    });
    const written = await writeExcelFile([
      [cell('Nama'), cell('Order ID')],
      [cell('Siti & <Rahma>'), cell(1338)],
      [cell('Budi'), cell('1340')],
    ] as never).toBuffer();
    expect(await idsIn(written)).toEqual(byId(1338, 1340));
  });

  test.each([
    ['says that it is small', 1000],
    ['says how large it is', 200_000_000],
  ])('that unpacks to far more than it should is refused: it %s', async (_, saidBytes) => {
    const data = Buffer.alloc(200_000_000, ' ');
    const bomb = zipOf({ 'xl/worksheets/sheet1.xml': { data, saidBytes } });
    expect(bomb.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage().rss;
    await expect(readDocument(bomb)).rejects.toMatchObject({ name: 'DocumentError' });
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });
});

describe('what is no such document is named', () => {
  const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  test.each([
    ['xls', Buffer.concat([compound, Buffer.alloc(2000)])],
    [
      'locked',
      Buffer.concat([compound, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
    ],
    ['other', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')],
    ['other', zipOf({ 'word/document.xml': { data: Buffer.from('<w/>') } })],
    ['broken', Buffer.from('PK\x03\x04 and nothing more', 'latin1')],
    ['tooLarge', Buffer.alloc(mostDocumentBytes + 1, '1')],
    ['empty', Buffer.from('Nama;Kota\nSiti;Bandung')],
    ['empty', Buffer.from('')],
  ])('%s', async (reason, document) => {
    await expect(readDocument(document)).rejects.toMatchObject({ name: 'DocumentError', reason });
  });
});

import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { mostRows } from './delimited.ts';
import { DocumentError } from './errors.ts';

/** A part is unpacked to no more than this, whatever it says of itself: a small ZIP can hold gigabytes. */
const mostUnpackedBytes = 40 * 1024 * 1024;

const cellPattern = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;
const rowPattern = /<(?:\w+:)?row\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?row>)/g;
const textPattern = /<(?:\w+:)?t\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?t>)/g;
const valuePattern = /<(?:\w+:)?v\b[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/;

/**
 * The rows of the first sheet of a workbook (ECMA-376 part 1, 18.3.1.4), each cell as text; a number as its digits.
 * @throws {DocumentError}
 */
export async function readXlsx(bytes: Buffer): Promise<string[][]> {
  const { sheet, strings } = await partsOf(bytes);
  const shared = [
    ...strings.matchAll(/<(?:\w+:)?si\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g),
  ].map(([, item = '']) => textIn(item));
  const rows: string[][] = [];
  for (const [, row = ''] of sheet.matchAll(rowPattern)) {
    rows.push(cellsOf(row, shared));
    if (rows.length >= mostRows) break;
  }
  return rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
}

async function partsOf(bytes: Buffer): Promise<{ sheet: string; strings: string }> {
  let zip: ZipFile | undefined;
  try {
    zip = await fromBufferPromise(bytes, { lazyEntries: true });
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
    const sheets = [...entries.keys()].filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name));
    const [first] = sheets.sort((a, b) => a.length - b.length || a.localeCompare(b));
    const sheet = first && entries.get(first);
    if (!sheet) throw new DocumentError('other');
    const strings = entries.get('xl/sharedstrings.xml');
    return {
      sheet: await unpacked(zip, sheet),
      strings: strings ? await unpacked(zip, strings) : '',
    };
  } catch (error) {
    throw error instanceof DocumentError ? error : new DocumentError('broken', error);
  } finally {
    zip?.close();
  }
}

async function unpacked(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > mostUnpackedBytes) throw new DocumentError('tooLarge');
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostUnpackedBytes) throw new DocumentError('tooLarge');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function cellsOf(row: string, shared: readonly string[]): string[] {
  const cells: string[] = [];
  for (const [, attributes = '', content = ''] of row.matchAll(cellPattern)) {
    const letters = /\br="([A-Z]{1,3})\d+"/.exec(attributes)?.[1];
    const column = letters === undefined ? cells.length : columnOf(letters);
    while (cells.length < column) cells.push('');
    cells[column] = cellValue(/\bt="(\w+)"/.exec(attributes)?.[1], content, shared);
  }
  return cells;
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function cellValue(type: string | undefined, content: string, shared: readonly string[]): string {
  const value = unescaped(valuePattern.exec(content)?.[1] ?? '');
  if (type === 's') return shared[Number(value)] ?? '';
  if (type === 'inlineStr') return textIn(content);
  if (type !== undefined && type !== 'n') return value;
  // Stored with every digit, in whichever notation.
  const number = value === '' ? Number.NaN : Number(value);
  return Number.isSafeInteger(number) ? String(number) : value;
}

function textIn(item: string): string {
  return unescaped([...item.matchAll(textPattern)].map(([, text = '']) => text).join(''));
}

function unescaped(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

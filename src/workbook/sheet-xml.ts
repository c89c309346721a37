import { cellText, xmlText } from './cell-text.ts';
import { serialDay, serialMoment, type WallClock } from './serial-dates.ts';
import type { Cell, Sheet } from './sheet.ts';
import { headerStyle, styleIdOf } from './styles.ts';

/** Excel specifications and limits: the most rows of a sheet, the header included. */
export const mostRows = 1_048_576;

/** As many rows are looked at before their sheet is begun, to know how wide its columns are. */
const rowsMeasured = 200;
const narrowest = 6;
const widest = 60;
/** Written at once, in characters. */
const chunkLength = 65_536;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** What was written of a sheet. */
export interface WrittenSheet {
  /** Without the header. */
  rows: number;
}

/**
 * A sheet's XML, piece by piece, in memory that doesn't grow with its rows. `told` is called with each row's number.
 * @throws RangeError for more rows than a sheet can have
 */
export async function* sheetXml(
  { columns, cells }: Sheet,
  wallClock: WallClock,
  told: (rows: number) => void,
): AsyncGenerator<string, void, undefined> {
  const names = columns.map((_, index) => columnName(index));
  const wraps = columns.map(({ wrap = false }) => wrap);
  const rowXml = (row: readonly Cell[], number: number) => {
    const written = row.map((cell, index) =>
      cellXml(cell, `${names[index]}${number}`, wraps[index] ?? false, wallClock),
    );
    return `<row r="${number}">${written.join('')}</row>`;
  };

  const source = cells()[Symbol.asyncIterator]();
  try {
    const first: (readonly Cell[])[] = [];
    let next = await source.next();
    while (!next.done && first.length < rowsMeasured) {
      first.push(next.value);
      next = await source.next();
    }
    let pending = `${beginning(columns, first)}${headerXml(columns, names)}`;
    let rows = 0;
    const add = (row: readonly Cell[]) => {
      rows += 1;
      if (rows >= mostRows) throw new RangeError('a sheet has no more rows than Excel knows');
      pending += rowXml(row, rows + 1);
      told(rows);
    };
    for (const row of first) add(row);
    for (; !next.done; next = await source.next()) {
      add(next.value);
      if (pending.length < chunkLength) continue;
      yield pending;
      pending = '';
    }
    yield `${pending}${ending(names.at(-1) ?? 'A', rows)}`;
  } finally {
    await source.return?.();
  }
}

/** `A1:X123`: the cells of a sheet, its header included. */
export function cellRange(columns: number, rows: number): string {
  return `A1:${columnName(Math.max(0, columns - 1))}${rows + 1}`;
}

/** `A`, `Z`, `AA`. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${columnName(Math.floor(index / 26) - 1)}${last}`;
}

function beginning(columns: Sheet['columns'], first: readonly (readonly Cell[])[]): string {
  const widths = columns.map(({ title, width }, index) => {
    const needed = Math.max(title.length + 4, ...first.map((row) => shownLength(row[index])));
    return width ?? Math.min(widest, Math.max(narrowest, needed + 2));
  });
  const cols = widths.map(
    (width, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return [
    `${declaration}<worksheet xmlns="${namespace}">`,
    '<sheetViews><sheetView workbookViewId="0">',
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>',
    `<sheetFormatPr defaultRowHeight="15"/><cols>${cols.join('')}</cols><sheetData>`,
  ].join('');
}

function headerXml(columns: Sheet['columns'], names: readonly string[]): string {
  const titles = columns.map(({ title }, index) => textXml(title, `${names[index]}1`, headerStyle));
  return `<row r="1">${titles.join('')}</row>`;
}

/** IDs and phones are text that looks like numbers: Excel is told not to mark each of them. */
function ending(lastColumn: string, rows: number): string {
  const range = `A1:${lastColumn}${rows + 1}`;
  return [
    `</sheetData><autoFilter ref="${range}"/>`,
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    `<ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors></worksheet>`,
  ].join('');
}

function cellXml(cell: Cell, at: string, wrap: boolean, wallClock: WallClock): string {
  const { type, value } = cell;
  if (value === undefined || value === '') return '';
  if (type === 'text') return textXml(value, at, styleIdOf('text', wrap));
  const number = numberOf(cell, wallClock);
  if (number === undefined)
    return typeof value === 'string' ? textXml(value, at, styleIdOf('text', wrap)) : '';
  return `<c r="${at}" s="${styleIdOf(type, false)}"><v>${number}</v></c>`;
}

function numberOf({ type, value }: Cell, wallClock: WallClock): number | undefined {
  if (value === undefined || type === 'text') return undefined;
  if (type === 'date') return serialDay(value);
  if (type === 'moment') return serialMoment(value, wallClock);
  return Number.isFinite(value) ? value : undefined;
}

function textXml(value: string, at: string, style: number): string {
  const text = xmlText(cellText(value));
  if (text === '') return '';
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

function shownLength(cell: Cell | undefined): number {
  if (cell?.value === undefined) return 0;
  if (cell.type === 'moment') return 19;
  if (cell.type === 'date') return 10;
  if (cell.type === 'rupiah') return String(cell.value).length + 6;
  return Math.max(
    ...String(cell.value)
      .slice(0, 1000)
      .split('\n')
      .map((line) => line.length),
  );
}

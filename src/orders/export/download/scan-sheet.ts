import { mostCharacters } from '../../../workbook/cell-text.ts';
import { scanXml } from './scan-xml.ts';

/** A cell of a sheet's first row: its text, or where that stands in the table of shared texts. */
export interface HeaderCell {
  /** `A`, `AB`; '' where the sheet doesn't say. */
  column: string;
  text: string | undefined;
  shared: number | undefined;
}

export interface ScannedSheet {
  /** Those that aren't empty. */
  rows: number;
  formulas: number;
  firstRow: HeaderCell[];
  /** Of one column, but for its first row; undefined where a cell of it holds something else than a number. */
  sum: number | undefined;
}

/** @param options `rowsOnly`: so many rows are enough; `sumOf`: the column that is added up */
export async function scanSheet(
  pieces: AsyncIterable<string>,
  { rowsOnly = Number.POSITIVE_INFINITY, sumOf }: { rowsOnly?: number; sumOf?: string } = {},
): Promise<ScannedSheet> {
  const sheet: ScannedSheet = { rows: 0, formulas: 0, firstRow: [], sum: 0 };
  let cell: { column: string; type: string; text: string } | undefined;
  let isValue = false;
  let isRowFilled = false;

  const finishCell = (): void => {
    if (cell === undefined || cell.text === '') return;
    isRowFilled = true;
    const { column, type, text } = cell;
    if (sheet.rows === 0) sheet.firstRow.push(headerCell(column, type, text));
    else if (column !== '' && column === sumOf) sheet.sum = added(sheet.sum, type, text);
  };

  await scanXml(
    pieces,
    {
      open(name, attributes) {
        if (name === 'row') isRowFilled = false;
        else if (name === 'c') cell = { ...cellStart(attributes), text: '' };
        else if (name === 'f') sheet.formulas += 1;
        isValue = name === 'v' || name === 't';
      },
      close(name) {
        isValue = false;
        if (name === 'c') {
          finishCell();
          cell = undefined;
        } else if (name === 'row' && isRowFilled) sheet.rows += 1;
      },
      text(text) {
        if (isValue && cell !== undefined && cell.text.length < mostCharacters) cell.text += text;
      },
    },
    () => sheet.rows >= rowsOnly,
  );
  return sheet;
}

function cellStart(attributes: string): { column: string; type: string } {
  return {
    column: /\br="([A-Z]+)\d+"/.exec(attributes)?.[1] ?? '',
    type: /\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n',
  };
}

function headerCell(column: string, type: string, text: string): HeaderCell {
  return type === 's'
    ? { column, text: undefined, shared: Number(text) }
    : { column, text, shared: undefined };
}

function added(sum: number | undefined, type: string, text: string): number | undefined {
  const value = type === 'n' ? Number(text) : Number.NaN;
  return sum === undefined || Number.isNaN(value) ? undefined : sum + value;
}

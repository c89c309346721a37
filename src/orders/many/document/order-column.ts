import { plainText } from '../../typed-text.ts';
import { readOrderNumber } from '../order-number.ts';
import { DocumentError } from './errors.ts';

export interface OrderColumn {
  cells: string[];
  /** What its heading says that its numbers are. */
  label: 'id' | 'po' | undefined;
}

const idHeading =
  /^(?:#|id|order ?id|id ?(?:order|pesanan)|(?:no|nomor|nomer|number)?\.? ?(?:order|pesanan|orderan)(?: ?(?:id|no|number))?)$/;
const poHeading = /^(?:(?:no|nomor|nomer)?\.? ?po|po ?(?:no|number|nomor)?\.?)$/;
/** A heading stands in one of so many first rows. */
const headingRows = 10;

/**
 * The column that holds orders: the one whose heading says so, IDs before PO numbers, else the first in which most cells
 * are numbers of three digits and more.
 * @throws {DocumentError} when there is none
 */
export function orderColumn(rows: readonly string[][]): OrderColumn {
  for (const label of ['id', 'po'] as const) {
    const heading = label === 'id' ? idHeading : poHeading;
    for (const [index, row] of rows.slice(0, headingRows).entries()) {
      const column = row.findIndex((cell) => heading.test(nameOf(cell)));
      if (column >= 0) return { cells: cellsOf(rows.slice(index + 1), column), label };
    }
  }
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  for (let column = 0; column < width; column += 1) {
    const cells = cellsOf(rows, column);
    const numbers = cells.filter(isOrderNumber);
    if (numbers.length > 0 && numbers.length * 2 > cells.length) {
      // A heading that nobody foresaw is no order.
      const [first = ''] = cells;
      return { cells: isOrderNumber(first) ? cells : cells.slice(1), label: undefined };
    }
  }
  throw new DocumentError('empty');
}

function cellsOf(rows: readonly string[][], column: number): string[] {
  return rows.map((row) => row[column] ?? '').filter((cell) => cell.trim() !== '');
}

function nameOf(cell: string): string {
  return plainText(cell)
    .toLowerCase()
    .replace(/[_:-]+/g, ' ')
    .trim();
}

function isOrderNumber(cell: string): boolean {
  const typed = plainText(cell).replace(/^(?:#|po |id )/i, '');
  const read = readOrderNumber(typed, true);
  return read !== undefined && 'value' in read && read.value >= 100;
}

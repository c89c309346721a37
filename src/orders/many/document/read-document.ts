import { type OrderList, readOrderColumn } from '../order-list.ts';
import { decodeText } from './decode-text.ts';
import { readDelimited } from './delimited.ts';
import { DocumentError } from './errors.ts';
import { orderColumn } from './order-column.ts';
import { readXlsx } from './xlsx.ts';

/** Larger documents are not fetched. Some thousand orders take less than a hundredth of it. */
export const mostDocumentBytes = 10 * 1024 * 1024;

/** What a ZIP begins with (APPNOTE 4.3.7), and a compound file ([MS-CFB] 2.2): an .xls, or an .xlsx with a password. */
const zipMark = Buffer.from('PK\x03\x04', 'latin1');
const compoundMark = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** The stream of a workbook with a password ([MS-OFFCRYPTO] 2.3.4.4). */
const lockedStream = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Reads the orders of a document: the column of an .xlsx or of a text with separators that is named so, or that holds
 * numbers of orders.
 * @throws {DocumentError}, {TooManyOrders}
 */
export async function readDocument(bytes: Buffer): Promise<OrderList> {
  if (bytes.length > mostDocumentBytes) throw new DocumentError('tooLarge');
  const { cells, label } = orderColumn(await rowsOf(bytes));
  const list = readOrderColumn(cells, label);
  if (list.references.length === 0) throw new DocumentError('empty');
  return list;
}

async function rowsOf(bytes: Buffer): Promise<string[][]> {
  if (bytes.subarray(0, zipMark.length).equals(zipMark)) return readXlsx(bytes);
  if (bytes.subarray(0, compoundMark.length).equals(compoundMark))
    throw new DocumentError(bytes.includes(lockedStream) ? 'locked' : 'xls');
  return readDelimited(decodeText(bytes));
}

import type { TableFormat } from '../file-name.ts';
import { delimitedFormatOf } from './delimited.ts';

/** `words`: a text that is neither a table nor a page; `unknown`: bytes that are no text at all. */
export type Content =
  | { is: 'empty' | 'zip' | 'ole' | 'json' | 'webPage' | 'words' | 'unknown' }
  | { is: 'table'; format: TableFormat };

/** Local file header of a ZIP's first entry (PKWARE APPNOTE 4.3.7). */
const ZIP_MAGIC = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** Header of an OLE compound file, which an .xls is ([MS-CFB] 2.2). */
const OLE_MAGIC = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** Before the first element: an XML declaration, processing instructions, comments. */
const prolog = /^\s*(?:<\?[^>]*>\s*|<!--[\s\S]*?-->\s*)*/;
const htmlStart = /^<(?:!doctype\s+html|html|head|body|meta|title|style|table|div|center)\b/i;
/** What a page has to be used with, and a table that a program wrote has not. */
const controls = /<(?:form|input|button|iframe|script)\b/i;
/** The namespace of XML Spreadsheet 2003. */
const spreadsheetNamespace = 'urn:schemas-microsoft-com:office:spreadsheet';

/**
 * What an answer is by its first bytes, whatever its label says.
 * @param isCut more bytes follow
 */
export function contentOf(head: Buffer, isCut: boolean): Content {
  if (head.length === 0) return { is: 'empty' };
  if (startsWith(head, ZIP_MAGIC)) return { is: 'zip' };
  if (startsWith(head, OLE_MAGIC)) return { is: 'ole' };
  const text = textOf(head);
  if (text === undefined) return { is: 'unknown' };
  if (/^\s*[[{"]/.test(text)) return jsonOrTable(text, isCut);
  const markup = text.replace(prolog, '');
  if (htmlStart.test(markup)) return htmlOf(markup);
  if (markup.startsWith('<')) {
    const isSpreadsheet =
      /^<(?:\w+:)?workbook\b/i.test(markup) && text.includes(spreadsheetNamespace);
    return isSpreadsheet ? { is: 'table', format: 'xml' } : { is: 'unknown' };
  }
  return delimited(text, isCut) ?? { is: 'words' };
}

/** A CSV whose first cell is quoted begins as JSON can. */
function jsonOrTable(text: string, isCut: boolean): Content {
  return (/^\s*"/.test(text) ? delimited(text, isCut) : undefined) ?? { is: 'json' };
}

function htmlOf(markup: string): Content {
  const isTable = /<table\b/i.test(markup) && /<t[dh]\b/i.test(markup) && !controls.test(markup);
  return isTable ? { is: 'table', format: 'html' } : { is: 'webPage' };
}

function delimited(text: string, isCut: boolean): Content | undefined {
  const format = delimitedFormatOf(text, isCut);
  return format && { is: 'table', format };
}

/** The text in UTF-16 or UTF-8, without its mark; undefined where it is none. */
export function textOf(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  const encoding = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells bytes from text
  return /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? undefined : text;
}

function startsWith(head: Buffer, magic: Buffer): boolean {
  return head.subarray(0, magic.length).equals(magic);
}

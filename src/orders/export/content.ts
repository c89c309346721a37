export type Content = 'empty' | 'zip' | 'ole' | 'json' | 'other';

/** Local file header of a ZIP's first entry (PKWARE APPNOTE 4.3.7). */
const ZIP_MAGIC = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** Header of an OLE compound file, which an .xls is ([MS-CFB] 2.2). */
const OLE_MAGIC = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** What an answer is by its first bytes, whatever its label says. */
export function contentOf(head: Buffer): Content {
  if (head.length === 0) return 'empty';
  if (startsWith(head, ZIP_MAGIC)) return 'zip';
  if (startsWith(head, OLE_MAGIC)) return 'ole';
  return /^\uFEFF?\s*[[{"]/.test(head.toString('utf8')) ? 'json' : 'other';
}

function startsWith(head: Buffer, magic: Buffer): boolean {
  return head.subarray(0, magic.length).equals(magic);
}

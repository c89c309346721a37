import { zipOf } from './zip.ts';

/** What shop systems hand out as "Excel", by what it is in truth. All of it holds the same two orders. */

const header = ['ID', 'PO', 'Pembeli', 'Telepon', 'Total', 'Catatan'];
const rows = [
  ['1338', '10735', 'Siti Rahma', '081234567890', 'Rp110.376', 'Titip, di satpam'],
  ['1340', '10737', 'PT "Maju"; Jaya', '+62 811', 'Rp0', 'dua\nbaris'],
];
const cells = [header, ...rows];

const tr = (row: string[], tag: string) =>
  `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
const htmlTable = `<table border="1">${tr(header, 'th')}${rows.map((row) => tr(row, 'td')).join('')}</table>`;

const quoted = (row: string[]) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`);
const csv = (delimiter: string, end = '\r\n') =>
  cells.map((row) => quoted(row).join(delimiter)).join(end) + end;
const plain = cells.map((row) => row.map((cell) => cell.replaceAll(/[",;\t\n]/g, ' ')));

const xmlRows = cells
  .map((row) => `<Row>${row.map((cell) => `<Cell><Data>${cell}</Data></Cell>`).join('')}</Row>`)
  .join('');
const spreadsheet = 'urn:schemas-microsoft-com:office:spreadsheet';
const xml = `<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n<Workbook xmlns="${spreadsheet}"><Worksheet><Table>${xmlRows}</Table></Worksheet></Workbook>\n`;

const utf16 = (text: string) =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const wide = (text: string) => utf16(text).swap16();

export const tables: [string, 'html' | 'xml' | 'csv' | 'tsv' | 'ods' | 'xlsb', Buffer][] = [
  ['an HTML table alone', 'html', Buffer.from(htmlTable)],
  [
    'a page with a table',
    'html',
    Buffer.from(`<!DOCTYPE html><html><body>${htmlTable}</body></html>`),
  ],
  [
    'a table for Excel with its styles before it',
    'html',
    Buffer.from(
      `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><style>${'td{} '.repeat(3000)}</style>${htmlTable}</html>`,
    ),
  ],
  ['a table after a comment and a mark', 'html', Buffer.from(`\uFEFF\n<!-- x -->${htmlTable}`)],
  ['a table in capitals', 'html', Buffer.from(htmlTable.toUpperCase())],
  ['XML Spreadsheet 2003', 'xml', Buffer.from(xml)],
  [
    'XML Spreadsheet 2003 with a prefix',
    'xml',
    Buffer.from(xml.replaceAll(/<(\/?)Workbook( xmlns)?/g, '<$1ss:Workbook$2')),
  ],
  ['CSV', 'csv', Buffer.from(csv(','))],
  ['CSV with semicolons', 'csv', Buffer.from(csv(';', '\n'))],
  ['CSV with bars', 'csv', Buffer.from(csv('|'))],
  ['CSV with a mark', 'csv', Buffer.from(`\uFEFF${csv(',')}`)],
  ['CSV that tells Excel its delimiter', 'csv', Buffer.from(`sep=;\r\n${csv(';')}`)],
  ['CSV without quotes', 'csv', Buffer.from(plain.map((row) => row.join(',')).join('\n'))],
  ['CSV of no order', 'csv', Buffer.from(header.join(','))],
  ['a long CSV', 'csv', Buffer.from(csv(',') + csv(',').repeat(1000))],
  ['CSV in Latin 1', 'csv', Buffer.from(csv(',').replace('Siti', 'Zoé'), 'latin1')],
  ['CSV in UTF-16', 'csv', utf16(csv(','))],
  ['TSV', 'tsv', Buffer.from(csv('\t'))],
  ['TSV as Excel writes it', 'tsv', utf16(csv('\t'))],
  ['TSV in UTF-16 the other way round', 'tsv', wide(csv('\t'))],
  [
    'an OpenDocument table',
    'ods',
    zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }),
  ],
  ['a binary workbook', 'xlsb', zipOf({ '[Content_Types].xml': '<x/>', 'xl/workbook.bin': 'x' })],
];

const form = '<form action="/login"><input name="user"></form>';

export const pages: [string, string][] = [
  ['of maintenance', '<!doctype html><html><title>Maintenance</title>Sedang perbaikan</html>'],
  ['with a form to log in', `<html><body>${form}</body></html>`],
  ['with a form in a table', `<html><table><tr><td>${form}</td></tr></table></html>`],
  ['with a script and a table', `<html><script>go()</script>${htmlTable}</html>`],
  ['of an error, without a table', '<h1>Error</h1>'.replace('h1', 'title')],
];

export const words: [string, string][] = [
  ['a word', 'ok'],
  ['a sentence with commas', 'Maaf, terjadi kesalahan, silakan coba lagi'],
  ['sentences', 'Maaf, data kosong.\nSilakan, pilih tanggal, atau tipe lain.\n'],
  ['XML of another kind', '<?xml version="1.0"?><response><status>failed</status></response>'],
  ['a list of JSON', '[{"id":1338,"po":10735,"a":1,"b":2,"c":3,"d":4}]'],
];

/** So many rows are read: more orders than that are refused anyway. */
export const mostRows = 20_000;

const separators = [';', '\t', ',', '|'];

/**
 * The rows of a text with separators (RFC 4180, with whichever separator its first lines have most of). A quoted cell
 * may hold separators, line breaks and doubled quotes.
 */
export function readDelimited(text: string): string[][] {
  const separator = separatorOf(text) ?? '';
  const plain = `[^\\r\\n${separator === '|' ? '\\|' : separator}]*`;
  const end = separator === '' ? '' : `${separator === '|' ? '\\|' : separator}|`;
  const quoted = ' *"([^"]*(?:""[^"]*)*)"';
  const cell = new RegExp(`(?:${quoted}${plain}|(${plain}))(${end}\\r\\n|\\n|\\r|$)`, 'gy');
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [whole, inQuotes, bare = '', after] of text.matchAll(cell)) {
    if (whole === '' && row.length === 0) break;
    row.push(inQuotes?.replaceAll('""', '"') ?? bare);
    if (after === separator && after !== '') continue;
    rows.push(row);
    row = [];
    if (rows.length >= mostRows) break;
  }
  return rows.filter((cells) => cells.some((one) => one.trim() !== ''));
}

/** Excel says `sep=;` itself, or the first lines show it. */
function separatorOf(text: string): string | undefined {
  const head = text.slice(0, 2000).split(/\r?\n/).slice(0, 5).join('\n');
  const unquoted = head.replace(/"[^"]*"/g, '');
  const counts = separators.map((one) => ({ one, count: unquoted.split(one).length - 1 }));
  const [most] = counts.sort((a, b) => b.count - a.count);
  return most && most.count > 0 ? most.one : undefined;
}

/** So many rows are read: more orders than that are refused anyway. */
export const mostRows = 20_000;

const separators = [';', '\t', ',', '|'];

/**
 * The rows of a text with separators (RFC 4180, with whichever separator its first lines have most of). A quoted cell
 * may hold separators, line breaks and doubled quotes.
 */
export function readDelimited(text: string): string[][] {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    rows.push([...row, cell]);
    row = [];
    cell = '';
  };
  for (let at = 0; at < text.length && rows.length < mostRows; at += 1) {
    const character = text[at] ?? '';
    if (quoted) {
      const isEnd = character === '"' && text[at + 1] !== '"';
      // A quote within quotes is doubled.
      if (character === '"' && !isEnd) at += 1;
      if (isEnd) quoted = false;
      else cell += character;
    } else if (character === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (character === separator) {
      row.push(cell);
      cell = '';
    } else if (character === '\n') endRow();
    else if (character !== '\r') cell += character;
  }
  if (cell !== '' || row.length > 0) endRow();
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

/** A table of orders has more columns than a sentence has commas. */
const leastColumns = 3;
/** Without a second row to compare with, the header has to look like one. */
const leastColumnsOfHeader = 6;
const mostRowsCompared = 20;

/**
 * Whether a text is a table whose cells are divided by commas, semicolons, bars or tabs.
 * @param isCut it is the beginning of one: its last row can be a part of a row
 */
export function delimitedFormatOf(text: string, isCut: boolean): 'csv' | 'tsv' | undefined {
  const rows = rowsOf(text).slice(0, isCut ? -1 : undefined);
  if (isTable(rows, '\t')) return 'tsv';
  return [',', ';', '|'].some((delimiter) => isTable(rows, delimiter)) ? 'csv' : undefined;
}

/** Its rows, with a word for each quoted cell. */
function rowsOf(text: string): string[] {
  const unquoted = text
    // Excel's own hint to itself, in a line of its own.
    .replace(/^\s*sep=.\r?\n/i, '')
    .replace(/"(?:[^"]|"")*(?:"|$)/g, 'quoted');
  return unquoted.split(/\r\n|\r|\n/).filter((row) => row.trim() !== '');
}

function isTable(rows: readonly string[], delimiter: string): boolean {
  const compared = rows.slice(0, mostRowsCompared);
  const [columns = 0, ...others] = compared.map((row) => row.split(delimiter).length);
  const least = others.length === 0 ? leastColumnsOfHeader : leastColumns;
  return columns >= least && others.every((cells) => cells === columns);
}

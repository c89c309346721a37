import type { Cell } from './sheet.ts';

/** How a cell is shown: a place in `cellXfs` below. */
export type StyleId = number;

const formats = {
  rupiah: { id: 164, code: '"Rp"#,##0;-"Rp"#,##0' },
  date: { id: 165, code: 'yyyy\\-mm\\-dd' },
  moment: { id: 166, code: 'yyyy\\-mm\\-dd\\ hh:mm:ss' },
};
/** ECMA-376 part 1, 18.8.30: the format of text, in which nothing that is typed becomes a formula or a number. */
const textFormat = 49;

export const headerStyle: StyleId = 1;

const styleOf: Record<Cell['type'], StyleId> = {
  text: 2,
  number: 0,
  rupiah: 4,
  date: 5,
  moment: 6,
};

export function styleIdOf(type: Cell['type'], wrap: boolean): StyleId {
  return type === 'text' && wrap ? 3 : styleOf[type];
}

const xf = (numFmtId: number, more = '') =>
  `<xf numFmtId="${numFmtId}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${more}`;
const top = '<alignment vertical="top"/></xf>';

/** `xl/styles.xml`: the header and each type of cell. */
export const stylesXml = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  `<numFmts count="3">${Object.values(formats)
    .map(
      ({ id, code }) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
    )
    .join('')}</numFmts>`,
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
  '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>',
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF7"/><bgColor indexed="64"/></patternFill></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  '<cellXfs count="7">',
  `${xf(0, ' applyAlignment="1">')}${top}`,
  `<xf numFmtId="${textFormat}" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">${top}`,
  `${xf(textFormat, ' applyAlignment="1">')}${top}`,
  `${xf(textFormat, ' applyAlignment="1">')}<alignment vertical="top" wrapText="1"/></xf>`,
  `${xf(formats.rupiah.id, ' applyAlignment="1">')}${top}`,
  `${xf(formats.date.id, ' applyAlignment="1">')}${top}`,
  `${xf(formats.moment.id, ' applyAlignment="1">')}${top}`,
  '</cellXfs>',
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  '</styleSheet>',
].join('');

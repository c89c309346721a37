import { escapeXml } from './cell-text.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A sheet as the workbook lists it; `range` is what its filter is over. */
export interface ListedSheet {
  name: string;
  range: string;
}

/** Where a sheet stands in the package, counted from 1. */
export function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

/** `[Content_Types].xml` (ECMA-376 part 2, 10.1.2.2). */
export function contentTypesXml(sheets: number): string {
  const override = (part: string, type: string) =>
    `<Override PartName="/${part}" ContentType="${spreadsheetType}.${type}+xml"/>`;
  return [
    `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('xl/workbook.xml', 'sheet.main'),
    override('xl/styles.xml', 'styles'),
    ...numbers(sheets).map((number) => override(sheetPath(number), 'worksheet')),
    '</Types>',
  ].join('');
}

/** `_rels/.rels`. */
export const packageRelationsXml = [
  `${declaration}<Relationships xmlns="${packageRelations}">`,
  `<Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/>`,
  '</Relationships>',
].join('');

/** `xl/_rels/workbook.xml.rels`. */
export function workbookRelationsXml(sheets: number): string {
  return [
    `${declaration}<Relationships xmlns="${packageRelations}">`,
    ...numbers(sheets).map(
      (number) =>
        `<Relationship Id="rId${number}" Type="${relations}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
    ),
    `<Relationship Id="rId${sheets + 1}" Type="${relations}/styles" Target="styles.xml"/>`,
    '</Relationships>',
  ].join('');
}

/** `xl/workbook.xml`: the sheets' names, and the hidden names by which Excel knows their filters. */
export function workbookXml(sheets: readonly ListedSheet[]): string {
  const listed = sheets.map(
    ({ name }, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const filters = sheets.map(
    ({ name, range }, index) =>
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${escapeXml(
        `'${name.replaceAll("'", "''")}'!${range.replace(/[A-Z]+|\d+/g, '$$$&')}`,
      )}</definedName>`,
  );
  return [
    `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}">`,
    `<sheets>${listed.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`,
  ].join('');
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

const longestName = 31;

/** Names that Excel takes, no two alike: what it forbids is left out, what is too long is cut. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name, index) => {
    const allowed = name
      .replace(/[[\]:*?/\\]|\p{C}/gu, ' ')
      .trim()
      .replace(/^'+|'+$/g, '');
    const fallback = allowed === '' ? `Sheet${index + 1}` : allowed;
    let unique = fallback.slice(0, longestName).toWellFormed();
    for (let number = 2; taken.has(unique.toLowerCase()); number += 1) {
      const suffix = ` ${number}`;
      unique = `${fallback.slice(0, longestName - suffix.length)}${suffix}`;
    }
    taken.add(unique.toLowerCase());
    return unique;
  });
}

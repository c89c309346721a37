/** Why a written number can't be taken for an order's. */
export type NumberProblem =
  /** Rounded: the digits that are not shown are lost. */
  | 'rounded'
  | 'fraction'
  | 'notPositive'
  | 'tooLong'
  /** One number with a comma for thousands, or two: nobody can tell. */
  | 'oneOrTwo';

export type ReadNumber =
  /** `isReread`: it was written in another way than people write IDs. */
  { value: number; isReread: boolean } | { problem: NumberProblem };

/** Every number of this many digits is a safe integer. */
const mostDigits = 15;

/**
 * Reads one number as spreadsheets and people write whole numbers: `1338`, `1338.0`, `1.338`, `1.338E+3`. In scientific
 * notation a spreadsheet rounds what it shows (`1.34E+03` may be any of ten orders): it is taken only where it shows
 * every digit. Undefined: it is no number at all.
 * @param isAlone it fills a cell of its own, so that a comma in it parts no numbers
 */
export function readOrderNumber(text: string, isAlone: boolean): ReadNumber | undefined {
  const scientific = /^(\d)(?:[.,](\d*))?e\+?(-?\d{1,3})$/i.exec(text);
  if (scientific) return fromScientific(scientific);
  const [, sign = '', digits = '', rest = ''] = /^(-?)(\d+)((?:[.,]\d+)*)$/.exec(text) ?? [];
  if (digits === '') return undefined;
  if (sign !== '') return { problem: 'notPositive' };
  if (rest === '') return whole(digits, false);
  // What ends like this was a number with decimals in a spreadsheet.
  const [, integer = '', zeros] = /^((?:[.,]\d+)*?)[.,](0{1,2})$/.exec(rest) ?? [];
  const groups = zeros === undefined ? rest : integer;
  if (groups === '') return whole(digits, true);
  if (!/^(?:\.\d{3})+$|^(?:,\d{3})+$/.test(groups) || digits.length > 3 || digits.startsWith('0'))
    return { problem: 'fraction' };
  if (groups.startsWith(',') && !isAlone) return { problem: 'oneOrTwo' };
  return whole(digits + groups.replace(/[.,]/g, ''), true);
}

function fromScientific([, first = '', fraction = '', exponent = '']: RegExpExecArray): ReadNumber {
  const shown = fraction.length;
  if (Number(exponent) > shown) return { problem: 'rounded' };
  if (Number(exponent) < shown) return { problem: 'fraction' };
  return whole(first + fraction, true);
}

function whole(text: string, isReread: boolean): ReadNumber {
  const digits = text.replace(/^0+/, '');
  if (digits === '') return { problem: 'notPositive' };
  if (digits.length > mostDigits) return { problem: 'tooLong' };
  return { value: Number(digits), isReread };
}

/** What stands around an amount: the currency before or behind, and ",-" for no cents. */
const dressed =
  /^(?<front>-?)\s*(?:(?:rp|idr)\.?)?\s*(?<inner>-?)\s*(?<digits>\d[\d.,]*?)(?:,-)?\s*(?:idr)?$/i;
const thousands = /^[1-9]\d{0,2}([.,])\d{3}(\1\d{3})*$/;

/**
 * Rupiah as servers write them: `109900`, `109900.00`, `Rp100.000`, `-Rp 1.250.000,50`, `IDR 1,250,000.00`.
 * Undefined where it is no amount. A point or comma before exactly three last digits divides thousands, since no shop
 * prices in thousandths of a rupiah; before one or two it divides off the cents.
 */
export function readAmount(written: string): number | undefined {
  const parts = dressed.exec(written.replace(/[\s\u00A0\u202F]+/g, ' ').trim())?.groups;
  const digits = parts?.['digits'];
  if (parts === undefined || digits === undefined || digits.length > 30) return undefined;
  const value = rupiahIn(digits);
  if (value === undefined) return undefined;
  const signs = `${parts['front']}${parts['inner']}`;
  if (signs === '--') return undefined;
  return signs === '-' && value !== 0 ? -value : value;
}

function rupiahIn(digits: string): number | undefined {
  const cents = /[.,]\d{1,2}$/.exec(digits)?.[0] ?? '';
  const whole = digits.slice(0, digits.length - cents.length);
  const isGrouped = thousands.test(whole);
  if (!isGrouped && !/^\d+$/.test(whole)) return fromDatabase(digits);
  // What groups thousands can't divide off the cents as well.
  if (isGrouped && cents !== '' && whole.includes(cents[0] ?? '')) return undefined;
  return finite(`${whole.replace(/[.,]/g, '')}${cents.replace(',', '.')}`);
}

/** More places than cents, as a database with four of them writes 109900.0000. */
function fromDatabase(digits: string): number | undefined {
  return /^\d+\.\d+$/.test(digits) ? finite(digits) : undefined;
}

function finite(digits: string): number | undefined {
  const value = Number(digits);
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

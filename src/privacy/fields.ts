import { fold } from './fold.ts';
import { hidden, maskPersonal, partly } from './mask.ts';
import { isPlace } from './places.ts';

/** What a group sees of a field that holds a phone, whatever stands in it: `0812••••90`. */
export function maskPhone(phone: string): string {
  const folded = fold(phone).text;
  const digits = folded.replace(/\D/g, '');
  return partly.number({ isPhone: true, digits: folded.includes('+') ? `+${digits}` : digits });
}

/** What a group sees of a field that holds an address: the province, or else the city or regency, that it ends with. */
export function maskAddress(address: string): string {
  const [last = '', ...before] = fold(address)
    .text.split(/[,;\n]/)
    .map((part) => part.replace(/(?:^|[ -]+)\d{5}\s*$/, '').trim())
    .filter((part) => part !== '' && !/^indonesia$/i.test(part))
    .reverse();
  return before.length > 0 && isPlace(last) ? `${hidden}, ${last}` : hidden;
}

/** Letters and digits that a courier or a marketplace has made up. */
const code = /^(?=.*\d)[\p{L}\p{N}]{5,40}$/u;
const mobileNumber = /(?<!\d)(?:(?:00)?62|0)8[1-35-9]\d{7,10}$/;

/** What a group sees of an AWB or an invoice: all of it, unless somebody has written something else there. */
export function maskCode(text: string): string {
  const folded = fold(text).text.trim();
  return code.test(folded) && !mobileNumber.test(folded) ? text : maskPersonal(text);
}

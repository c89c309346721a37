import { findAddresses } from './addresses.ts';
import { findEmails } from './emails.ts';
import { fold, type Span } from './fold.ts';
import { findKept } from './kept.ts';
import { findNumbers, type PersonalNumber } from './numbers.ts';

/** What stands where something personal was. */
export interface Blots {
  number(number: Pick<PersonalNumber, 'isPhone' | 'digits'>): string;
  email: string;
  address: string;
}

export const hidden = '••••';

/** For a group: the team tells two phones apart by their ends, `0812••••90`. */
export const partly: Blots = {
  number({ isPhone, digits }) {
    if (digits.length < 10) return hidden;
    const head = digits.startsWith('+') ? `${digits.slice(0, 3)} ` : digits.slice(0, 4);
    return `${isPhone ? head : ''}${hidden}${digits.slice(-2)}`;
  },
  email: hidden,
  address: hidden,
};

/** For a log: nothing is left. */
export const wholly: Blots = {
  number: ({ isPhone }) => (isPhone ? '[phone]' : '[number]'),
  email: '[e-mail]',
  address: '[address]',
};

interface Blot extends Span {
  blot: string;
}

/**
 * Any text without the phones, account numbers, e-mail addresses and addresses in it, however they are written. What
 * names an order, amounts, dates, times and quantities stay, and so does what is masked already.
 */
export function maskPersonal(text: string, blots: Blots = partly): string {
  const emails = findEmails(text);
  const rest = emails.reduce(struckOut, text);
  const numbers = findNumbers(rest);
  const addresses = findAddresses(rest).map((address) => around(address, [...numbers, ...emails]));
  const stands = (span: Span) => !addresses.some((address) => meet(address, span));
  const found: Blot[] = [
    ...(addresses.length > 0 ? betweenNames(text, addresses) : []).map((span) => ({
      ...span,
      blot: blots.address,
    })),
    ...numbers.filter(stands).map((number) => ({ ...number, blot: blots.number(number) })),
    ...emails.filter(stands).map((email) => ({ ...email, blot: blots.email })),
  ];
  return found
    .sort((one, other) => other.from - one.from)
    .reduce((masked, { from, to, blot }) => masked.slice(0, from) + blot + masked.slice(to), text);
}

/** The text with a word of the same length in this place: parts of an e-mail address look like a street or a phone. */
const struckOut = (text: string, { from, to }: Span): string =>
  text.slice(0, from) + 'x'.repeat(to - from) + text.slice(to);

const meet = (one: Span, other: Span) => one.from < other.to && other.from < one.to;

/** Together with what else is personal and reaches into it. */
function around(address: Span, others: readonly Span[]): Span {
  const reaching = others.filter((other) => meet(address, other));
  return {
    from: Math.min(address.from, ...reaching.map(({ from }) => from)),
    to: Math.max(address.to, ...reaching.map(({ to }) => to)),
  };
}

/** What is left of addresses beside the orders, invoices and amounts that are named among them. */
function betweenNames(text: string, addresses: readonly Span[]): Span[] {
  const folded = fold(text);
  const names = findKept(folded.text)
    .filter(({ from }) => /[#\p{L}]/u.test(folded.text[from] ?? ''))
    .map((kept) => folded.original(kept))
    .sort((one, other) => one.from - other.from);
  return addresses.flatMap((address) => {
    const ends = names.filter((name) => meet(address, name));
    const froms = [address.from, ...ends.map(({ to }) => to)];
    const tos = [...ends.map(({ from }) => from), address.to];
    return froms.flatMap((from, index) => trimmed(text, { from, to: tos[index] ?? from }));
  });
}

/** Without the blanks and signs at its ends; nothing where it is nothing else. */
function trimmed(text: string, { from, to }: Span): Span[] {
  const said = /[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/su.exec(text.slice(from, to));
  return said === null ? [] : [{ from: from + said.index, to: from + said.index + said[0].length }];
}

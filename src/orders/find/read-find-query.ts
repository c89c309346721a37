import { type DateRange, parseDateRange } from '../dates/date-range.ts';
import { DateRangeError } from '../dates/date-range-error.ts';
import { monthOfName } from '../dates/month-names.ts';
import type { ListName } from '../reading/order-lists.ts';
import { plainText } from '../typed-text.ts';
import { type FindQuery, FindQueryError, type Trait } from './find-query.ts';
import { fold } from './fold.ts';
import { phoneNumber } from './phone-number.ts';
import {
  actWords,
  aroundWords,
  listWords,
  marketplaceWords,
  smallTalk,
  traitWords,
} from './trade-words.ts';

/** Longer than any name, product and number together that somebody types. */
const longestText = 200;
/** The most words that say one range of dates: `dari 28 desember 2025 sampai 3 januari 2026`. */
const mostDateWords = 8;
/** A phone number as people group it, beside other words or alone. */
const phoneLike = /(?<![\p{L}\p{N}])\+?\(?\d[\d\s().-]{6,30}\d(?![\p{L}\p{N}])/gu;

/**
 * Reads what a person looks for: phones, names, products, numbers, words of the trade and dates, in any order
 * (`order bu siti kemarin`, `yang cod belum dibayar`, `expired minggu lalu shopee`, `0812-3456-7890`).
 *
 * @param today yyyy-mm-dd, in the shop's time zone
 * @throws {FindQueryError} for a text that looks for nothing
 */
export function readFindQuery(text: string, today: string): FindQuery {
  const typed = plainText(text);
  if (typed.length > longestText) throw new FindQueryError('too-long');
  const phones: string[] = [];
  const withoutPhones = typed.replace(phoneLike, (written) => {
    const number = phoneNumber(written);
    if (number === undefined) return written;
    phones.push(number);
    return ' ';
  });
  const { dates, rest } = takeDates(withoutPhones.split(' ').filter(Boolean), today);
  const { traits, said } = takeTraits(fold(rest.join(' ')));
  const words = said.split(' ').filter(Boolean);
  const meaningful = words.filter((word) => !aroundWords.has(word));
  const { lists, others } = takeLists(meaningful);
  const marketplace = others.map(marketplaceIn).find((name) => name !== undefined);
  const names = others.filter((word) => marketplaceIn(word) === undefined);
  const query: FindQuery = {
    phones,
    words: [...new Set(names.every((word) => smallTalk.has(word)) ? [] : names)],
    traits,
    ...(marketplace !== undefined && { marketplace }),
    ...(lists.length > 0 && { lists }),
    ...dates,
  };
  if (query.words.length === 1 && query.words[0]?.length === 1 && isOnlyWords(query))
    throw new FindQueryError('too-short');
  if (isEmpty(query))
    throw new FindQueryError(/^[\p{L}\p{N}]$/u.test(fold(typed)) ? 'too-short' : 'empty');
  return query;
}

/** Whether it says more than which list and which days, for which there is the list itself. */
export function namesMoreThanList({ phones, words, traits, marketplace }: FindQuery): boolean {
  return phones.length + words.length + traits.length > 0 || marketplace !== undefined;
}

function isOnlyWords({ phones, traits, marketplace, lists, from, to }: FindQuery): boolean {
  const said = [marketplace, lists, from, to].some((part) => part !== undefined);
  return phones.length === 0 && traits.length === 0 && !said;
}

function isEmpty(query: FindQuery): boolean {
  return query.words.length === 0 && isOnlyWords(query);
}

/** The longest run of words that says dates, and what is left without it. */
function takeDates(words: readonly string[], today: string): { dates?: DateRange; rest: string[] } {
  for (let length = Math.min(mostDateWords, words.length); length > 0; length -= 1) {
    for (let at = 0; at + length <= words.length; at += 1) {
      const run = words.slice(at, at + length);
      const dates = saysDates(run) ? rangeOf(run.join(' '), today) : undefined;
      if (dates === undefined) continue;
      const { from, to } = dates;
      return {
        dates: { ...(from && { from }), ...(to && { to }) },
        rest: [...words.slice(0, at), ...words.slice(at + length)],
      };
    }
  }
  return { rest: [...words] };
}

/** A number alone is no date, a month's name alone is often a person's: Agus, Mei, Juni. */
function saysDates(run: readonly string[]): boolean {
  const [only = ''] = run;
  if (run.length > 1)
    return run.some((word) => /\p{L}|\d[-/.]\d/u.test(word)) && !aroundWords.has(fold(only));
  return monthOfName(only) === undefined && !/^\d+$/.test(only) && !aroundWords.has(fold(only));
}

function rangeOf(text: string, today: string): DateRange | undefined {
  try {
    return parseDateRange(text, today);
  } catch (error) {
    if (error instanceof DateRangeError) return undefined;
    throw error;
  }
}

function takeTraits(folded: string): { traits: Trait[]; said: string } {
  let said = folded;
  const traits = traitWords.flatMap(([trait, form]) => {
    const without = said.replace(form, ' ');
    const isSaid = without !== said;
    said = without;
    return isSaid ? [trait] : [];
  });
  return { traits, said };
}

/** Before a name `batal` says what is to be done, which looking doesn't do. */
function takeLists(words: readonly string[]): { lists: ListName[]; others: string[] } {
  const [first = '', ...rest] = words;
  const isOrder = actWords.test(first) || (first === 'batal' && rest.some(isName));
  const said = isOrder ? rest : words.filter((word) => !actWords.test(word));
  const lists = new Set(said.map(listIn).filter((list) => list !== undefined));
  return { lists: [...lists], others: said.filter((word) => listIn(word) === undefined) };
}

function isName(word: string): boolean {
  return listIn(word) === undefined && marketplaceIn(word) === undefined;
}

function listIn(word: string): ListName | undefined {
  return listWords.find(([, form]) => form.test(word))?.[0];
}

function marketplaceIn(word: string): string | undefined {
  return marketplaceWords.find(([, form]) => form.test(word))?.[0];
}

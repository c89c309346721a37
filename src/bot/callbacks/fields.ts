import type { CanceledType } from '../../ngorder/order.ts';
import type { CanceledFilter } from '../../ngorder/queries.ts';
import { calendarDay } from '../../orders/dates/calendar.ts';
import type { OrderReference } from '../../orders/order-reference.ts';
import type { Named } from '../../store/activity/origins.ts';
import type { QuietHours } from '../../store/tables/chats.ts';

/**
 * How one value stands in a button: as a fixed number of parts, between which the codec puts colons.
 * `read` gives back what `write` was given, and undefined for everything that `write` never makes.
 */
export interface Field<T> {
  readonly parts: number;
  /** The most bytes that the parts take, with the colons between them. */
  readonly mostBytes: number;
  write(value: T): string[];
  read(parts: readonly string[]): { value: T } | undefined;
  /** What the value names that belongs to certain chats; absent: nothing. */
  names?(value: T): readonly Named[];
}

/** Fields by name; one that may be absent is left out of what is read. */
export type Fields<T> = { readonly [K in keyof T]-?: Field<T[K]> };

/** One page of a list. */
export interface ListCursor extends CanceledFilter {
  page: number;
  /** How many orders a page of it has; absent in messages of a version that showed five. */
  perPage?: number | undefined;
}

/** How many orders the bot shows on a page. */
export const listPerPage = 10;
/** How many they were in messages that still stand in chats. */
const formerPerPage = 5;

/** What a choice of dates is for. */
export type Target = 'list' | 'export' | 'statistics';

/** One of a few words, each by a code of its own. */
export function oneOf<W extends string>(codes: Readonly<Record<W, string>>): Field<W> {
  const words = new Map((Object.keys(codes) as W[]).map((word) => [codes[word], word]));
  return {
    parts: 1,
    mostBytes: Math.max(...Object.values<string>(codes).map((code) => code.length)),
    write: (word) => [codes[word]],
    read([code = '']) {
      const word = words.get(code);
      return word === undefined ? undefined : { value: word };
    },
  };
}

/** One of a few words that stand in the button as they are. */
export function wordOf<W extends string>(words: readonly W[]): Field<W> {
  return oneOf(
    Object.fromEntries(words.map((word) => [word, word])) as unknown as Record<W, string>,
  );
}

export const yesOrNo: Field<boolean> = {
  parts: 1,
  mostBytes: 1,
  write: (yes) => [yes ? 'y' : 'n'],
  read: ([code = '']) => (/^[yn]$/.test(code) ? { value: code === 'y' } : undefined),
};

/** Hours of the day, from and until, or none: `21-7`. */
export const quietHours: Field<QuietHours | undefined> = {
  parts: 1,
  mostBytes: 5,
  write: (hours) => [hours === undefined ? '' : `${hours.from}-${hours.to}`],
  read([text = '']) {
    if (text === '') return { value: undefined };
    const [, from, to] = /^(1?\d|2[0-3])-(1?\d|2[0-3])$/.exec(text) ?? [];
    if (from === undefined || to === undefined || from === to) return undefined;
    return { value: { from: Number(from), to: Number(to) } };
  },
};

/** A number above zero that JavaScript can hold exactly: the ID of an order or a person. */
export const positive: Field<number> = {
  parts: 1,
  mostBytes: 16,
  write: (number) => [String(number)],
  read([text = '']) {
    const number = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN;
    return Number.isSafeInteger(number) ? { value: number } : undefined;
  },
};

/** A field that may be left empty. */
export function optional<T>(field: Field<T>): Field<T | undefined> {
  if (field.parts !== 1) throw new Error('only one part can be left empty');
  return {
    ...field,
    write: (value) => (value === undefined ? [''] : field.write(value)),
    read: (parts) => (parts[0] === '' ? { value: undefined } : field.read(parts)),
  };
}

/** No list has more pages than that, whatever Ngorder says: a button must hold the number. */
const lastPage = 999_999_999;

/** The number of a page, from 1. */
export const page: Field<number> = {
  parts: 1,
  mostBytes: String(lastPage).length,
  write: (number) => [String(Math.min(number, lastPage))],
  read: ([text = '']) => (/^[1-9]\d{0,8}$/.test(text) ? { value: Number(text) } : undefined),
};

/** An ID of so many characters: random bytes as base64url, a multiple of three of them. */
function idOf(what: Named['of'], length: number): Field<string> {
  const written = new RegExp(`^[\\w-]{${length}}$`);
  return {
    parts: 1,
    mostBytes: length,
    write: (text) => [text],
    read: ([text = '']) => (written.test(text) ? { value: text } : undefined),
    names: (id) => [{ of: what, id }],
  };
}

/** The token of a request. */
export const token = idOf('request', 16);

/** The ID of a search. */
export const search = idOf('search', 16);

/** The ID of what somebody picked. */
export const selection = idOf('selection', 12);

/** Orders that are no list of Ngorder's: what a search found, what somebody picked, for what money is owed. */
export type OrderSet = { of: 'search' | 'selection'; id: string } | { of: 'refunds' };

const setKind = oneOf<OrderSet['of']>({ search: 's', selection: 'p', refunds: 'r' });

/** Such orders, by the ID of what was searched for or picked: `s:AbCdEfGhIjKl-_12`, `r:`. */
export const orderSet: Field<OrderSet> = {
  parts: 2,
  mostBytes: setKind.mostBytes + 1 + search.mostBytes,
  write: (set) => [...setKind.write(set.of), set.of === 'refunds' ? '' : set.id],
  read([code = '', id = '']) {
    const of = setKind.read([code])?.value;
    if (of === undefined) return undefined;
    if (of === 'refunds') return id === '' ? { value: { of } } : undefined;
    const known = (of === 'search' ? search : selection).read([id]);
    return known && { value: { of, id: known.value } };
  },
  names: (set) => (set.of === 'refunds' ? [] : [set]),
};

/**
 * A day as `yyyy-mm-dd`, or none. Only days that the calendar has are read: what a button carries goes to Ngorder as it
 * is.
 */
export const day: Field<string | undefined> = {
  parts: 1,
  mostBytes: 8,
  write: (text) => [text?.replaceAll('-', '') ?? ''],
  read([text = '']) {
    if (text === '') return { value: undefined };
    const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
    const value = calendarDay(Number(year), Number(month), Number(date));
    return value === undefined ? undefined : { value };
  },
};

/** What is chosen for a setting, as a word: its handler knows which there are. */
export const settingValue: Field<string> = {
  parts: 1,
  mostBytes: 12,
  write: (word) => [word],
  read: ([word = '']) => (/^[\w-]{1,12}$/.test(word) ? { value: word } : undefined),
};

const referenceKind = oneOf({ id: 'i', po: 'p', either: 'e' });

/** What a person named an order by. */
export const orderReference: Field<OrderReference> = {
  parts: referenceKind.parts + positive.parts,
  mostBytes: referenceKind.mostBytes + 1 + positive.mostBytes,
  write(reference) {
    const { kind, number } = numbered(reference);
    return [...referenceKind.write(kind), ...positive.write(number)];
  },
  read([code = '', digits = '']) {
    const kind = referenceKind.read([code])?.value;
    const number = positive.read([digits])?.value;
    if (kind === undefined || number === undefined) return undefined;
    if (kind === 'id') return { value: { kind, orderId: number } };
    return { value: kind === 'po' ? { kind, poNumber: number } : { kind, number } };
  },
};

function numbered(reference: OrderReference): { kind: OrderReference['kind']; number: number } {
  switch (reference.kind) {
    case 'id':
      return { kind: 'id', number: reference.orderId };
    case 'po':
      return { kind: 'po', number: reference.poNumber };
    case 'either':
      return reference;
  }
}

/**
 * Several fields as one.
 * @example const period = group<{ from?: string; to?: string }>({ from: day, to: day });
 */
export function group<T extends object>(fields: Fields<T>): Field<T> {
  const named = Object.entries(fields) as [keyof T, Field<T[keyof T]>][];
  const sum = (of: (field: Field<T[keyof T]>) => number) =>
    named.reduce((total, [, field]) => total + of(field), 0);
  const parts = sum((field) => field.parts);
  return {
    parts,
    mostBytes: sum((field) => field.mostBytes) + Math.max(0, named.length - 1),
    write: (values) => named.flatMap(([name, field]) => field.write(values[name])),
    read(texts) {
      if (texts.length !== parts) return undefined;
      const values: { [K in keyof T]?: T[K] } = {};
      let at = 0;
      for (const [name, field] of named) {
        const read = field.read(texts.slice(at, at + field.parts));
        if (read === undefined) return undefined;
        if (read.value !== undefined) values[name] = read.value;
        at += field.parts;
      }
      return { value: values as T };
    },
    names: (values) =>
      named.flatMap(([name, field]) =>
        values[name] === undefined ? [] : (field.names?.(values[name]) ?? []),
      ),
  };
}

export const canceledType: Field<CanceledType> = oneOf({
  CANCEL: 'C',
  REJECTED: 'R',
  EXPIRED: 'E',
});

const filterFields = { type: canceledType, from: day, to: day };

/** Which canceled orders are meant. */
export const filter: Field<CanceledFilter> = group<CanceledFilter>(filterFields);

/** Stands behind the number of a page of ten orders. */
const tenMark = 't';

/** A page of a list: `C:20210101:20210131:4t`, and `…:4` where it is one of five orders. */
export const listCursor: Field<ListCursor> = {
  parts: filter.parts + 1,
  mostBytes: filter.mostBytes + 1 + page.mostBytes + tenMark.length,
  write: ({ page: number, perPage, ...filtered }) => [
    ...filter.write(filtered),
    `${page.write(number)}${perPage === undefined ? '' : tenMark}`,
  ],
  read(parts) {
    const last = parts.at(-1) ?? '';
    const isOfTen = last.endsWith(tenMark);
    const number = page.read([isOfTen ? last.slice(0, -tenMark.length) : last]);
    const filtered = filter.read(parts.slice(0, -1));
    if (number === undefined || filtered === undefined) return undefined;
    const perPage = isOfTen ? { perPage: listPerPage } : {};
    return { value: { ...filtered.value, page: number.value, ...perPage } };
  },
};

/** The page of a list of this bot's that an order was seen on; undefined where it was found on another kind of page. */
export function pageShown({ perPage, ...at }: Required<Pick<ListCursor, 'perPage'>> & ListCursor) {
  if (perPage !== listPerPage && perPage !== formerPerPage) return undefined;
  const { type, from, to, page: number } = at;
  return { type, from, to, page: number, ...(perPage === listPerPage && { perPage }) };
}

/** The page of ten on which a page of five begins; a page of ten as it is. */
export function inTens({ page: number, perPage, ...filtered }: ListCursor) {
  const tens = perPage === undefined ? Math.ceil((number * formerPerPage) / listPerPage) : number;
  return { ...filtered, page: tens, perPage: listPerPage };
}

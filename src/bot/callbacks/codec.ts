import type { CanceledType } from '../../ngorder/order.ts';
import { calendarDay } from '../../orders/dates/calendar.ts';
import { type DatePreset, datePresets } from '../../orders/dates/date-range.ts';
import type { OrderReference } from '../../orders/order-reference.ts';

/** Which canceled orders are meant; dates are `yyyy-mm-dd`, inclusive, absent for no bound. */
export interface Filter {
  type: CanceledType;
  from?: string | undefined;
  to?: string | undefined;
}

/** One page of a list. */
export interface ListPlace extends Filter {
  page: number;
}

/** Everything a button of a list, a card or a question can mean. Menus have data of their own. */
export type Press =
  | { press: 'list'; place: ListPlace }
  | { press: 'dates'; place: ListPlace }
  | { press: 'preset'; target: Target; type: CanceledType; preset: DatePreset }
  | { press: 'typeDates'; target: Target; type: CanceledType }
  | { press: 'card'; orderId: number; place: ListPlace }
  | { press: 'ask'; kind: 'return' | 'delete'; orderId: number; place: ListPlace }
  | { press: 'find'; reference: OrderReference }
  | { press: 'decide'; yes: boolean; token: string }
  | { press: 'askAgain'; token: string }
  | { press: 'happened'; yes: boolean; token: string }
  | { press: 'exportChoice'; filter: Filter }
  | { press: 'export'; filter: Filter }
  | { press: 'sendPrivately'; askedBy: number };

/** What a choice of dates is for. */
export type Target = 'list' | 'export';

/** Telegram Bot API, InlineKeyboardButton: the most bytes that a button can carry. */
export const mostBytes = 64;

const typeCodes = { CANCEL: 'C', REJECTED: 'R', EXPIRED: 'E' } as const satisfies Record<
  CanceledType,
  string
>;
const actCodes = { return: 'r', delete: 'd' } as const;
const targetCodes = { list: 'l', export: 'x' } as const;

/** The text a button carries: a letter for what it means, then its fields, separated by colons. */
export function pack(press: Press): string {
  return fieldsOf(press).join(':');
}

function fieldsOf(press: Press): (string | number)[] {
  switch (press.press) {
    case 'list':
      return ['L', ...placeFields(press.place)];
    case 'dates':
      return ['D', ...placeFields(press.place)];
    case 'preset':
      return ['P', targetCodes[press.target], typeCodes[press.type], press.preset];
    case 'typeDates':
      return ['T', targetCodes[press.target], typeCodes[press.type]];
    case 'card':
      return ['O', press.orderId, ...placeFields(press.place)];
    case 'ask':
      return ['A', actCodes[press.kind], press.orderId, ...placeFields(press.place)];
    case 'find':
      return ['V', ...referenceFields(press.reference)];
    case 'decide':
      return [press.yes ? 'Y' : 'N', press.token];
    case 'askAgain':
      return ['G', press.token];
    case 'happened':
      return ['H', press.yes ? 'y' : 'n', press.token];
    case 'exportChoice':
      return ['X', ...filterFields(press.filter)];
    case 'export':
      return ['E', ...filterFields(press.filter)];
    case 'sendPrivately':
      return ['S', press.askedBy];
  }
}

/** What a button means; undefined for anything that no version of this bot has packed. */
export function unpack(data: string): Press | undefined {
  const [letter = '', ...fields] = data.split(':');
  return Object.hasOwn(readers, letter) ? readers[letter]?.(fields) : undefined;
}

const readers: Record<string, (fields: string[]) => Press | undefined> = {
  L: (fields) => withPlace(fields, (place) => ({ press: 'list', place })),
  D: (fields) => withPlace(fields, (place) => ({ press: 'dates', place })),
  P: ([targetCode, typeCode, presetName, ...rest]) => {
    const target = keyOf(targetCodes, targetCode);
    const type = keyOf(typeCodes, typeCode);
    const preset = datePresets.find((candidate) => candidate === presetName);
    return target && type && preset && rest.length === 0
      ? { press: 'preset', target, type, preset }
      : undefined;
  },
  T: ([targetCode, typeCode, ...rest]) => {
    const target = keyOf(targetCodes, targetCode);
    const type = keyOf(typeCodes, typeCode);
    return target && type && rest.length === 0 ? { press: 'typeDates', target, type } : undefined;
  },
  O: ([id, ...fields]) => {
    const orderId = positive(id);
    return orderId === undefined
      ? undefined
      : withPlace(fields, (place) => ({ press: 'card', orderId, place }));
  },
  A: ([act, id, ...fields]) => {
    const kind = keyOf(actCodes, act);
    const orderId = positive(id);
    if (kind === undefined || orderId === undefined) return undefined;
    return withPlace(fields, (place) => ({ press: 'ask', kind, orderId, place }));
  },
  V: ([kind, digits, ...rest]) => {
    const reference = readReference(kind, positive(digits));
    return reference && rest.length === 0 ? { press: 'find', reference } : undefined;
  },
  Y: (fields) => withToken(fields, (token) => ({ press: 'decide', yes: true, token })),
  N: (fields) => withToken(fields, (token) => ({ press: 'decide', yes: false, token })),
  G: (fields) => withToken(fields, (token) => ({ press: 'askAgain', token })),
  H: ([answer, ...fields]) =>
    answer === 'y' || answer === 'n'
      ? withToken(fields, (token) => ({ press: 'happened', yes: answer === 'y', token }))
      : undefined,
  X: (fields) => withFilter(fields, (filter) => ({ press: 'exportChoice', filter })),
  E: (fields) => withFilter(fields, (filter) => ({ press: 'export', filter })),
  S: ([person, ...rest]) => {
    const askedBy = positive(person);
    return askedBy && rest.length === 0 ? { press: 'sendPrivately', askedBy } : undefined;
  },
};

function referenceFields(reference: OrderReference): (string | number)[] {
  switch (reference.kind) {
    case 'id':
      return ['i', reference.orderId];
    case 'po':
      return ['p', reference.poNumber];
    case 'either':
      return ['e', reference.number];
  }
}

function readReference(
  kind: string | undefined,
  number: number | undefined,
): OrderReference | undefined {
  if (number === undefined) return undefined;
  if (kind === 'i') return { kind: 'id', orderId: number };
  if (kind === 'p') return { kind: 'po', poNumber: number };
  return kind === 'e' ? { kind: 'either', number } : undefined;
}

function filterFields({ type, from, to }: Filter): string[] {
  return [typeCodes[type], compactDay(from), compactDay(to)];
}

function placeFields(place: ListPlace): (string | number)[] {
  return [...filterFields(place), place.page];
}

function withFilter(fields: string[], use: (filter: Filter) => Press): Press | undefined {
  const [typeCode, from = '', to = '', ...rest] = fields;
  const type = keyOf(typeCodes, typeCode);
  if (type === undefined || fields.length < 3 || rest.length > 0) return undefined;
  const days = { from: expandDay(from), to: expandDay(to) };
  if ((from && !days.from) || (to && !days.to)) return undefined;
  return use({ type, ...(days.from && { from: days.from }), ...(days.to && { to: days.to }) });
}

function withPlace(fields: string[], use: (place: ListPlace) => Press): Press | undefined {
  const page = positive(fields[3]);
  return page && fields.length === 4
    ? withFilter(fields.slice(0, 3), (filter) => use({ ...filter, page }))
    : undefined;
}

function withToken(fields: string[], use: (token: string) => Press): Press | undefined {
  const [token] = fields;
  return token !== undefined && fields.length === 1 && /^[\w-]{16}$/.test(token)
    ? use(token)
    : undefined;
}

function compactDay(day: string | undefined): string {
  return day?.replaceAll('-', '') ?? '';
}

/** Only days that the calendar has: what a button carries goes to Ngorder as it is. */
function expandDay(compact: string): string | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(compact);
  return parts ? calendarDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined;
}

function positive(text: string | undefined): number | undefined {
  if (text === undefined || !/^[1-9]\d{0,15}$/.test(text)) return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : undefined;
}

function keyOf<K extends string>(
  codes: Record<K, string>,
  code: string | undefined,
): K | undefined {
  return (Object.keys(codes) as K[]).find((key) => codes[key] === code);
}

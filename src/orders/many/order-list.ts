import type { OrderReference } from '../order-reference.ts';
import { withSpelledLabels } from '../order-reference.ts';
import { plainText, withoutTrimmings } from '../typed-text.ts';
import { type NumberProblem, type ReadNumber, readOrderNumber } from './order-number.ts';

/** So many orders at once, and no more. */
export const mostOrders = 1000;

/** Several orders as somebody named them, each once, in their order. */
export interface OrderList {
  references: OrderReference[];
  /** Named more than once, as they were written. */
  repeated: string[];
  /** Understood as no order, as it was written. */
  unread: { text: string; problem: NumberProblem | 'words' | 'backwards' }[];
  /** Read otherwise than written. */
  reread: string[];
}

/** A text names more orders than can be acted on at once. */
export class TooManyOrders extends Error {
  override readonly name = 'TooManyOrders';
  readonly count: number;

  constructor(count: number) {
    super(`${count} orders at once`);
    this.count = count;
  }
}

type Label = 'id' | 'po' | undefined;

/** Words that say what to do or what follows, and name nothing. */
const fillers = new Set(
  `batal batalin batalkan dibatalkan cancel canceled hapus delete aktifkan aktif kembalikan return lagi tolong minta semua
  semuanya ini itu yang yg dan and sama juga order orderan ordernya pesanan pesenan id ids nomor nomer no list daftar berikut
  selected data please pls the these following di dari ya kak`.split(/\s+/),
);
const idWords = new Set(['id', 'ids', 'order', 'orderan', 'pesanan', 'pesenan']);
/** Between the first and the last of a range. */
const rangeMark = String.raw`(?:\.{2,3}|-|s\/d|sd|sampai|hingga|to|until)`;
const number = String.raw`\d+(?:[.,]\d+)*(?:e[+]?\d{1,3})?`;
const rangePattern = new RegExp(`^#?(${number}) ?${rangeMark} ?(?:#|po )?(${number})$`, 'i');
const tokenPattern = new RegExp(
  [
    String.raw`#?${number} ?${rangeMark} ?(?:#|po ?)?${number}(?![\p{L}\d])`,
    String.raw`#?-?${number}(?![\p{L}\d])`,
    '[^\\s,;|]+',
  ].join('|'),
  'giu',
);
const namedId = /(?<![\p{L}\p{N}#&])#([1-9]\d{0,14})(?![\p{L}\p{N}_])/gu;
const leastInLines = 3;

/**
 * Reads the orders of a text: in lines, with commas or blanks between them, as ranges (`1338-1342`), as IDs (`#1338`) and
 * PO numbers (`PO 10735, 10736`: what follows a PO on its line is one too), or a forwarded list, each line about one order.
 * It never guesses at digits that aren't there, and tells what it made of what.
 * @throws {TooManyOrders} when they are more than {@link mostOrders}, also by a range alone
 */
export function readOrderList(text: string): OrderList {
  const collected = createCollection();
  const lines = text.split(/[\r\n]+/).map((line) => plainText(line));
  if (!readNamed(lines, collected) && !readTable(lines, collected))
    for (const line of lines) readLine(line, collected);
  return collected.list();
}

/** The orders of the cells of a column, each on its own. @throws {TooManyOrders} */
export function readOrderColumn(cells: readonly string[], label: Label): OrderList {
  const collected = createCollection();
  for (const cell of cells) {
    const typed = withSpelledLabels(withoutTrimmings(plainText(cell)));
    if (typed === '') continue;
    const [, own = '', digits = ''] = /^(#|po |id )?(.*)$/i.exec(typed) ?? [];
    const named = own.toLowerCase().startsWith('po') ? 'po' : own === '' ? label : 'id';
    collected.number(digits, named, true);
  }
  return collected.list();
}

/** Lists of the bot and cards name each order by `#`: everything else on their lines is about it. */
function readNamed(lines: readonly string[], collected: Collection): boolean {
  const named = lines.map((line) => [...line.matchAll(namedId)].map(([, id = '']) => id));
  const isList = named.filter((ids) => ids.length === 1).length > 1;
  const hasMore = lines.some((line) => /·/u.test(line));
  if (!isList || !hasMore) return false;
  for (const id of named.flat()) collected.number(id, 'id', true);
  return true;
}

/** Lines that each begin with a number and go on with words: a table that was pasted. */
function readTable(lines: readonly string[], collected: Collection): boolean {
  const full = lines.filter((line) => /\d/.test(line));
  const rows = full.map((line) => {
    const unnumbered = line.replace(/^(?:\d{1,3}[.)]|[-*•]) +(?=\S*\d)/u, '');
    return /^(#|po |id )?(\d{3,15})(?: *[-:|,;] *| +)(?=\p{L})(?!po )/iu.exec(unnumbered);
  });
  const isTable = rows.length > 1 && rows.every((row) => row !== null && isAbout(row));
  if (!isTable) return false;
  for (const row of rows) {
    const label = row?.[1]?.toLowerCase().startsWith('po') ? 'po' : row?.[1] ? 'id' : undefined;
    collected.number(row?.[2] ?? '', label, true);
  }
  return true;
}

/** What follows the number is more than a word of a list. */
function isAbout(row: RegExpExecArray): boolean {
  const words =
    row.input
      .slice(row.index + row[0].length)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return words.some(
    (word) =>
      !fillers.has(word) &&
      word.length >= leastInLines &&
      !/^(?:sd|sampai|hingga|until)$/.test(word),
  );
}

function readLine(line: string, collected: Collection): void {
  const said = withSpelledLabels(
    withoutTrimmings(line.replace(/^(?:[-*•]|\d{1,3}\)) +/u, '').replace(/&/g, ' ')),
  );
  let label: Label;
  for (const [token] of said.matchAll(tokenPattern)) {
    const word = token.toLowerCase().replace(/[:=.]+$/u, '');
    if (word === 'po') label = 'po';
    else if (idWords.has(word)) label = 'id';
    else if (/^[#\-:=./]+$/u.test(token) || word === '') continue;
    else if (!fillers.has(word)) readToken(token, label, collected);
  }
}

function readToken(token: string, label: Label, collected: Collection): void {
  const own: Label = token.startsWith('#') ? 'id' : label;
  const [, first = '', last = ''] = rangePattern.exec(token) ?? [];
  if (first !== '') collected.range(token, first, last, own);
  else if (/^#?-?\d/.test(token)) collected.number(token.replace(/^#/, ''), own, false);
  else collected.unread(token, 'words');
}

type Collection = ReturnType<typeof createCollection>;

function createCollection() {
  const references = new Map<string, OrderReference>();
  const repeated = new Set<string>();
  const unread = new Map<string, OrderList['unread'][number]>();
  const reread = new Set<string>();

  const add = (value: number, label: Label): void => {
    const reference = referenceTo(value, label);
    const key = `${reference.kind}:${value}`;
    if (references.has(key)) repeated.add(nameOf(value, label));
    references.set(key, reference);
    if (references.size > mostOrders) throw new TooManyOrders(references.size);
  };
  const leave = (text: string, problem: OrderList['unread'][number]['problem']): void => {
    unread.set(text, { text, problem });
  };

  return {
    unread: leave,
    number(text: string, label: Label, isAlone: boolean): void {
      const read = readOrderNumber(text, isAlone);
      const several = isAlone ? [] : touching(text, read);
      if (several.length > 0) for (const value of several) add(value, label);
      else if (read === undefined) leave(text, 'words');
      else if ('problem' in read) leave(text, read.problem);
      else {
        if (read.isReread) reread.add(text);
        add(read.value, label);
      }
    },
    range(text: string, first: string, last: string, label: Label): void {
      const ends = [first, last].map((end) => readOrderNumber(end, false));
      const problem = ends.find((end) => end === undefined || 'problem' in end);
      const [from = 0, to = 0] = ends.map((end) => (end && 'value' in end ? end.value : 0));
      const count = to - from + 1;
      if (ends.includes(undefined)) leave(text, 'words');
      else if (problem && 'problem' in problem) leave(text, problem.problem);
      // `1340-45` could mean anything.
      else if (count < 1) leave(text, 'backwards');
      else if (count > mostOrders) throw new TooManyOrders(count);
      else for (let value = from; value <= to; value += 1) add(value, label);
    },
    list(): OrderList {
      // An ID that is also named as a bare number is one order.
      for (const [key, reference] of references) {
        if (reference.kind !== 'either' || !references.has(`id:${reference.number}`)) continue;
        references.delete(key);
        repeated.add(nameOf(reference.number, undefined));
      }
      return {
        references: [...references.values()],
        repeated: [...repeated],
        unread: [...unread.values()],
        reread: [...reread],
      };
    },
  };
}

/** Numbers that touch each other, `1338,1339`, where that can't be one number. */
function touching(text: string, read: ReadNumber | undefined): number[] {
  const isUnclear = read === undefined || ('problem' in read && read.problem === 'fraction');
  const parts = text.split(',');
  const are = isUnclear && parts.length > 1 && parts.every((part) => /^\d{3,15}$/.test(part));
  return are ? parts.map(Number) : [];
}

function referenceTo(value: number, label: Label): OrderReference {
  if (label === 'po') return { kind: 'po', poNumber: value };
  return label === 'id' ? { kind: 'id', orderId: value } : { kind: 'either', number: value };
}

function nameOf(value: number, label: Label): string {
  return label === 'po' ? `PO ${value}` : label === 'id' ? `#${value}` : String(value);
}

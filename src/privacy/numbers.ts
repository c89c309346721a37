import { type Group, groupRuns } from './digit-groups.ts';
import { type Folded, fold, replaceIn, type Span } from './fold.ts';

/** A phone, or another number that is somebody's own, such as a bank account. */
export interface PersonalNumber extends Span {
  isPhone: boolean;
  /** Behind a `+` where it was written with one. */
  digits: string;
}

const digitWords =
  'nol|zero|kosong satu|one dua|two tiga|three empat|four lima|five enam|six tujuh|seven delapan|eight sembilan|nine'.split(
    ' ',
  );
/** Digits in words, and letters that stand for digits among digits. */
const disguised = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${digitWords.join('|')})(?![\\p{L}\\p{N}])|(?<=\\d)o(?!\\p{L})|(?<!\\p{L})o(?=[ .-]?8)|(?<=\\d)[il](?=\\d)`,
  'giu',
);
const mayHoldDigits = /\p{N}|nol|zero|kosong/iu;

/** Every personal number in a text, however its digits are written and grouped. */
export function findNumbers(text: string): PersonalNumber[] {
  if (!mayHoldDigits.test(text)) return [];
  const folded = replaceIn(fold(text), disguised, undisguise);
  return groupRuns(folded.text)
    .flatMap(numbersIn)
    .map(({ isPhone, digits, ...span }) => ({
      isPhone,
      digits,
      ...folded.original(withBrackets(folded, span)),
    }));
}

function undisguise(word: string): string {
  const plain = word.toLowerCase();
  if (plain === 'o') return '0';
  if (plain === 'i' || plain === 'l') return '1';
  return String(digitWords.findIndex((names) => names.split('|').includes(plain)));
}

/** Phones go first: what is left between them may be accounts. */
function numbersIn(run: readonly Group[]): PersonalNumber[] {
  const found: PersonalNumber[] = [];
  let rest: Group[] = [];
  const closeRest = () => {
    found.push(...accountsIn(rest));
    rest = [];
  };
  for (let at = 0; at < run.length; at += 1) {
    const isFraction = rest.length > 0 && isDecimal(run[at] as Group);
    const isSecond = rest.length === 0 && found.length > 0 && isOtherPhone(run[at] as Group);
    const last = isFraction ? undefined : isSecond ? at : lastOfPhone(run, at);
    if (last === undefined) {
      rest.push(run[at] as Group);
    } else {
      closeRest();
      found.push(numberOf(run.slice(at, last + 1), true));
      at = last;
    }
  }
  closeRest();
  return found;
}

/** A landline behind a stroke and another phone: `0812 3456 7890 / 5551234`. */
function isOtherPhone({ gap = '', digits, isReference }: Group): boolean {
  return /^ ?[/&|] ?$/.test(gap) && /^[2-9]\d{6,7}$/.test(digits) && !isReference;
}

/** What stands behind a dot or a comma is a fraction, or thousands. */
function isDecimal({ gap = '', digits }: Group): boolean {
  return /^[.,]$/.test(gap) && digits.length < 9;
}

const joined = (groups: readonly Group[]) => groups.map(({ digits }) => digits).join('');
/** ITU-T E.164: a phone has no more digits than these. */
const mostDigits = 15;

/** The last group of the phone that begins with this one; undefined where none does. */
function lastOfPhone(run: readonly Group[], first: number): number | undefined {
  const start = run[first] as Group;
  if (start.isLandline && !start.isReference && !start.isParcel) return first + 1;
  const fewest = fewestDigits(start, joined(run.slice(first, first + mostDigits)));
  if (fewest === undefined || start.digits.length > mostDigits) return undefined;
  let last = first;
  while (last + 1 < run.length && goesOn(run, first, last + 1, fewest)) last += 1;
  const fits = (groups: readonly Group[]) => !fewest.chunky || isChunky(groups);
  while (last > first && !fits(run.slice(first, last + 1))) last -= 1;
  const groups = run.slice(first, last + 1);
  return joined(groups).length >= fewest.digits && fits(groups) ? last : undefined;
}

/** How many digits make it a phone, and whether they must be grouped as in a phone. */
interface Fewest {
  digits: number;
  chunky: boolean;
}

/** From how many digits on it is a phone, behind a word that says so also from fewer than its beginning lets expect. */
function fewestDigits(group: Group, ahead: string): Fewest | undefined {
  if (group.isReference && group.digits.length > 4) return undefined;
  const byBeginning = fewestAfter(group, ahead);
  const isShort = byBeginning === undefined || ahead.length < byBeginning.digits;
  return group.isLabelled && isShort ? { digits: 6, chunky: false } : byBeginning;
}

/** Without a 0 or + before it, sizes and amounts can begin alike. */
function fewestAfter(
  { isInternational, isLabelled, isParcel }: Group,
  ahead: string,
): Fewest | undefined {
  if (isInternational) return { digits: 8, chunky: false };
  if (isParcel) return /^08[1-35-9]/.test(ahead) ? { digits: 10, chunky: false } : undefined;
  if (/^0[1-9]/.test(ahead)) return { digits: 8, chunky: false };
  if (/^(?:00)?620?8[1-35-9]/.test(ahead)) return { digits: 10, chunky: false };
  if (/^(?:00)?62[2-7]/.test(ahead)) return { digits: 10, chunky: true };
  return /^8[1-35-9]/.test(ahead) ? { digits: 9, chunky: !isLabelled } : undefined;
}

/** Digits one by one, or grouped as phones are: about three at a time, where sizes have two. */
function isChunky(groups: readonly Group[]): boolean {
  const whole = groups.slice(0, -1);
  return areSingle(groups) || whole.length === 0 || joined(whole).length / whole.length > 2.6;
}

function areSingle(groups: readonly Group[]): boolean {
  return groups.length >= 8 && groups.slice(0, -1).every(({ digits }) => digits.length === 1);
}

/** Whether a group still belongs to the phone before it, or is a number or a quantity of its own. */
function goesOn(run: readonly Group[], first: number, at: number, fewest: Fewest): boolean {
  const soFar = run.slice(first, at);
  const total = joined(soFar).length;
  const { digits, gap = '', isReference } = run[at] as Group;
  const before = run[at - 1] as Group;
  if (isReference) return !fewest.chunky && total < fewest.digits;
  if (total < fewest.digits) return true;
  if (beginsPhone(run, at) || (areSingle(soFar) && digits.length > 1)) return false;
  if (at - 1 === first && total >= 9 && /\s/.test(gap)) return false;
  if (total >= 10 && /\n|[,;] /.test(gap)) return false;
  const isSpelled = digits.length === 1 && run[at + 1]?.digits.length === 1;
  if (isSpelled && before.digits.length > 1) return false;
  return !(total >= 11 && digits.length <= 2 && before.digits.length >= 3 && /\s/.test(gap));
}

/** Another phone, as sure as one can be before it is read to its end. */
function beginsPhone(run: readonly Group[], at: number): boolean {
  const { digits, isInternational } = run[at] as Group;
  const ahead = joined(run.slice(at, at + mostDigits));
  if (isInternational || (digits.length >= 9 && /^8/.test(digits))) return true;
  return /^(?:0[1-9]\d{7}|(?:00)?62[2-8]\d{7})/.test(ahead);
}

/** Ten digits and more, in one piece or in groups that blanks, dots and dashes part. */
function accountsIn(groups: readonly Group[]): PersonalNumber[] {
  const found: PersonalNumber[] = [];
  let stretch: Group[] = [];
  const close = () => {
    const total = joined(stretch).length;
    if (total >= 10 && stretch.some(({ digits }) => digits.length >= 4))
      found.push(numberOf(stretch, false));
    stretch = [];
  };
  for (const group of groups) {
    if (!/^ ?[-.]? ?$/.test(group.gap ?? '\n') || group.isReference) close();
    if (group.isReference || group.isParcel) close();
    else stretch.push(group);
  }
  close();
  return found;
}

function numberOf(groups: readonly Group[], isPhone: boolean): PersonalNumber {
  const [first] = groups;
  const plus = first?.isInternational ? '+' : '';
  return {
    isPhone,
    digits: plus + joined(groups),
    from: first?.from ?? 0,
    to: groups.at(-1)?.to ?? 0,
  };
}

/** With the plus and the brackets around it. */
function withBrackets({ text }: Folded, { from, to }: Span): Span {
  const before = /[+(][+( ]*$/.exec(text.slice(Math.max(0, from - 4), from))?.[0] ?? '';
  const opened = before.includes('(') && !text.slice(from, to).includes(')');
  return { from: from - before.length, to: opened && text[to] === ')' ? to + 1 : to };
}

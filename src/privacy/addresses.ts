import { type Folded, fold, type Span } from './fold.ts';
import { isPlace } from './places.ts';

const notInWord = '(?<![\\p{L}\\p{N}])';
const anyOf = (...patterns: string[]) => new RegExp(`${notInWord}(?:${patterns.join('|')})`, 'iu');

const people = '(?:pak|bu|bpk|bapak|ibu|mas|mbak|haji|hj?\\.)';
const landmarks =
  'warung|wr\\.|toko|masjid|mesjid|mushol\\p{L}*|gereja|pura|vihara|sekolah|sd|smp|sma|smk|tk|kampus|universitas|' +
  'pasar|kantor|balai|puskesmas|klinik|rs|rsud|apotek|indomaret|alfamart|alfa|bengkel|pom|spbu|jembatan|gang|gg|' +
  'lapangan|kuburan|makam|konter|salon|laundry|bank|atm|polsek|kelurahan|stasiun|terminal|mall|hotel|pabrik|sawah|' +
  'sungai|kali|perempatan|pertigaan|lampu merah|gapura|portal|kos|kost|bakso|depot|resto|kafe|cafe';

/** What an address begins with: nothing before it belongs to it. */
const beginnings = anyOf(
  'jln?(?:\\. *| +)(?=[\\p{L}\\p{N}])',
  'jalan +(?!(?:jalan|kaki|terus|aja|saja|dulu|lagi|pulang|pergi|keluar|ke|dari|ya|kak|besok|hari|nya)\\b)(?=[\\p{L}\\p{N}])',
  '(?:gg|gang|lr|lorong)(?:\\. *| +)(?=[\\p{L}\\p{N}])',
  '(?:komp|kompl|komplek|kompleks|perum|perumahan|perumnas|prm|griya|kavling|kav|ruko|apartemen|apart?e?ment|apt)(?:\\. *| +)(?=[\\p{L}\\p{N}])',
  '(?:komp|perum|gg|jln?)\\.(?=\\p{L})',
  `(?:sebelah|samping|depan|dpn|belakang|blkg|dekat|dkt|deket|seberang|sebrang|pojok)(?: +\\p{L}+)? +(?:(?:${landmarks})\\b|rumah +${people})`,
  `(?:rumah|rmh) +(?:no\\b|cat\\b|pagar\\b|warna\\b|tingkat\\b|${people})`,
);
/** What stands further inside an address: the street may stand before it. */
const insides = anyOf(
  'bl(?:ok|k)\\.? *(?:[a-z]{1,3}[ -]?\\d|[a-z]\\b|\\d)',
  'r[tw]\\.? *(?:[/:]? *rw\\b|[:.]? *\\d)',
  '(?:dusun|dukuh|desa|kelurahan|kecamatan|kabupaten|nagari|jorong|lingkungan|padukuhan)\\.? +(?=\\p{L})',
  '(?:dsn|ds|kec|kab|kp|lingk?)\\. *(?=\\p{L})',
  `kel(?:\\. *| +)(?!besar\\b|${people})(?=\\p{L})`,
  '(?:dsn|kec|kab) +(?=\\p{L})',
  '(?<!(?:ayam|telur|bebek) )kampung +(?=\\p{L})',
  'kode ?pos',
);
/** One of these means nothing, two make an address. */
const hints = [
  anyOf('no(?:mor)?\\.? ?\\d{1,4}[a-z]?(?![\\d.,/-]*\\d)'),
  /(?<=[\p{L},] *)(?<!(?:PO|ID|order|pesanan)[ .:#-]{0,3})[1-9]\d{4}(?= *(?:,|$))/iu,
  anyOf('lantai +\\d', 'lt\\.? ?\\d', 'perempatan', 'pertigaan', 'bundaran', 'simpang'),
  anyOf(
    'cluster',
    'residence',
    'regency',
    'villa',
    'estate',
    'gedung',
    'tower',
    'kota +(?=\\p{L})',
  ),
  anyOf('street', 'road', 'avenue'),
];

/** Every address in a text, from where it begins to the end of its line. */
export function findAddresses(text: string): Span[] {
  const folded = fold(text);
  return linesOf(folded).flatMap((line) => {
    const from = beginningOf(line.text);
    return from === undefined
      ? []
      : [folded.original({ from: line.from + from, to: line.from + line.text.trimEnd().length })];
  });
}

function linesOf({ text }: Folded): { text: string; from: number }[] {
  return [...text.matchAll(/[^\n]+/g)].map(({ 0: line, index }) => ({ text: line, from: index }));
}

function beginningOf(line: string): number | undefined {
  const starts = [
    ...first(line, beginnings),
    ...first(line, insides).map((at) => streetBefore(line, at)),
    ...placesWithCode(line),
    ...hinted(line),
  ];
  return starts.length === 0 ? undefined : Math.min(...starts);
}

function first(line: string, pattern: RegExp): number[] {
  const at = line.search(pattern);
  return at === -1 ? [] : [at];
}

/** Where the street begins that stands before this part of its address, told by a comma or a number. */
function streetBefore(line: string, at: number): number {
  const start = sentenceStart(line, at);
  return /[,\d]/.test(line.slice(start, at)) ? start : at;
}

/** Behind a full stop, unless that shortens a word, a colon or a bracket. */
function sentenceStart(line: string, at: number): number {
  const ends = [...line.slice(0, at).matchAll(/(?:\p{L}{4}\.|[!?;:([]) */gu)];
  const last = ends.at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}

/** A place with its postal code behind it: "Malang 65111". */
function placesWithCode(line: string): number[] {
  return [...line.matchAll(/(?<!\p{L})\p{L}+(?: +\p{L}+){0,2}[ ,-]+[1-9]\d{4}(?!\d)/gu)].flatMap(
    ({ 0: match, index }) => {
      const names = match.replace(/[ ,-]+\d+$/, '').split(/ +/);
      return names.some((_, from) => isPlace(names.slice(from).join(' '))) ? [index] : [];
    },
  );
}

function hinted(line: string): number[] {
  const places = line.split(/[,()]/).filter(isPlace).length;
  const found = hints.flatMap((hint) => first(line, hint));
  const isAddress = found.length > 1 || (found.length === 1 && places > 0);
  return isAddress ? [sentenceStart(line, Math.min(...found))] : [];
}

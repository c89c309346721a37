import type { CanceledType } from '../ngorder/order.ts';
import { type DateRange, DateRangeError, parseDateRange } from './dates/date-range.ts';
import { plainText, withoutTrimmings } from './typed-text.ts';

/** What somebody said of the orders that they mean; absent is what they didn't say. */
export interface SaidFilter {
  type?: CanceledType;
  /** All dates, where that was said: neither first nor last day. */
  dates?: DateRange;
}

const typeWords: readonly (readonly [CanceledType, RegExp])[] = [
  ['CANCEL', /^(?:(?:di|pem)?batal(?:kan|in|an)?|btl|cancel(?:l?ed|s|ation)?|cancle[dr]?|cncl)$/],
  ['REJECTED', /^(?:di|pe)?(?:tolak|tlak|nolak)(?:an|in)?$|^reject(?:ed|s)?$|^rejek$/],
  ['EXPIRED', /^exp(?:ired?|ird|d)?$|^k[ae]d[ae]l[a-z]{2,6}sa$|^hangus$/],
];

/** Words that are said around a filter and say nothing of it. */
const aroundIt = new Set(
  `pesanan pesenan psanan orderan order orders ordernya yang yg which that are were is was daftar list data laporan
  rekap report excel exel xls xlsx file unduh unduhan download export ekspor lihat liat tampilkan tampilin buka cek check
  show minta kirim kirimin kirimkan get give me untuk utk buat bwt for of in on at the di pada periode period status
  saja aja doang only just sih nih punya milik mau pengen ingin want bisa can dengan dgn`.split(
    /\s+/,
  ),
);
/** Before a day they belong to it, before `bulan lalu` they don't. */
const dateWords = new Set(['tanggal', 'tgl', 'tanggalnya', 'date', 'dates']);
/** Said of a list that another word tells of, it isn't all dates that is meant: `semua yang ditolak bulan lalu`. */
const allOfThem = new Set(['semua', 'smua', 'semuanya', 'seluruh', 'all', 'every']);

/**
 * Reads what people write behind a command, as an answer, or alone: `rejected 2021-01-01 2021-01-31`, `bulan lalu yang
 * ditolak`, `semua`, in any order and case, all of it optional. `test/fixtures/as-people-write.ts` holds what is known.
 *
 * @param today yyyy-mm-dd, in the shop's time zone
 * @throws {DateRangeError} for words that are neither a type nor dates, and where two types are named
 */
export function parseFilterWords(words: string, today: string): SaidFilter {
  const typed = withoutTrimmings(plainText(words).replace(/ [·|] /g, ' '))
    .split(' ')
    .filter(Boolean);
  const types = new Set(typed.map(typeOf).filter((type) => type !== undefined));
  const [type] = types;
  if (types.size > 1) {
    const named = typed.filter((word) => typeOf(word) !== undefined);
    throw new DateRangeError('unreadable', named.join(' '));
  }
  const dates = datesOf(
    typed.filter((word) => typeOf(word) === undefined),
    today,
  );
  return { ...(type && { type }), ...(dates && { dates }) };
}

function datesOf(words: readonly string[], today: string): DateRange | undefined {
  const said = words.filter((word) => !aroundIt.has(bare(word)));
  const range = said.filter((word) => !dateWords.has(bare(word)));
  if (range.length === 0) return undefined;
  const withoutAll = range.filter((word) => !allOfThem.has(bare(word)));
  const attempts = [words, said, range, withoutAll].filter((attempt) => attempt.length > 0);
  let problem: unknown;
  for (const attempt of attempts) {
    try {
      return parseDateRange(attempt.join(' '), today);
    } catch (error) {
      if (!(error instanceof DateRangeError)) throw error;
      // What is wrong with a date that was understood says more than that something else wasn't.
      if (problem === undefined || error.reason !== 'unreadable') problem = error;
    }
  }
  throw problem;
}

function typeOf(word: string): CanceledType | undefined {
  return typeWords.find(([, form]) => form.test(bare(word)))?.[0];
}

/** `Ditolak,` and `status:` are the words alone. */
function bare(word: string): string {
  return word.toLowerCase().replace(/^[.,:;/-]+|[.,:;/-]+$/g, '');
}

import { type Cell, type Sheet, sheet } from '../../../workbook/sheet.ts';
import type { ReadingEnd } from './order-stream.ts';
import type { Totals } from './totals.ts';
import type { ExportWords } from './words.ts';

/** What the sheet that explains a workbook tells. */
export interface Summary {
  shop: string;
  /** Which orders, as people say it. */
  filter: string;
  madeAt: Date;
  totals: Totals;
  /** What is owed for each is told too. */
  isOwed: boolean;
  products: number;
  /** From 1, and whether it is the last one; a single file says nothing of parts. */
  part: number;
  isLast: boolean;
  /** Undefined while orders are still being read for further parts. */
  end: ReadingEnd | undefined;
}

/** The sheet that says filter, time, source and totals; `tell` is asked once the sheets before it are written. */
export function summarySheet(words: ExportWords, tell: () => Summary): Sheet {
  return sheet<[string, Cell]>({
    name: words.summary,
    columns: [
      { title: words.what, type: 'text', of: ([what]) => what },
      { title: words.value, type: 'mixed', width: 48, of: ([, value]) => value },
    ],
    rows: (function* () {
      yield* summaryRows(words, tell());
    })(),
  });
}

function summaryRows(words: ExportWords, summary: Summary): [string, Cell][] {
  const { shop, filter, madeAt, totals, isOwed, products, part, isLast, end } = summary;
  const text = (value: string): Cell => ({ type: 'text', value });
  const rupiah = (value: number): Cell => ({ type: 'rupiah', value });
  const number = (value: number | undefined): Cell => ({ type: 'number', value });
  const isSplit = part > 1 || !isLast;
  return [
    [words.shop, text(shop)],
    [words.filter, text(filter)],
    [words.madeAt, { type: 'moment', value: madeAt }],
    [words.madeFrom, text(words.madeFromPages)],
    ...(isSplit ? [[words.part, number(part)] satisfies [string, Cell]] : []),
    [words.rows, number(totals.orders)],
    [words.sum, rupiah(totals.sum)],
    ...(isOwed ? [[words.owedSum, rupiah(totals.owed)] satisfies [string, Cell]] : []),
    [words.remainingSum, rupiah(totals.remaining)],
    [words.productRows, number(products)],
    [words.withoutTotal, number(totals.withoutTotal)],
    ...(end === undefined
      ? []
      : ([
          [words.listed, number(end.total)],
          [words.complete, text(end.complete ? words.yes : words.incomplete)],
        ] satisfies [string, Cell][])),
  ];
}

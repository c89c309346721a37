import type { Ngorder } from '../../ngorder/client.ts';
import { NgorderError } from '../../ngorder/errors.ts';
import type { CanceledFilter } from '../../ngorder/queries.ts';
import { type BuildOptions, buildExport } from './build/build-export.ts';
import type { OrderSource } from './build/order-stream.ts';
import { together } from './build/totals.ts';
import { type Delivered, type Holds, restOf } from './delivered.ts';
import { fetchExport } from './download/fetch-export.ts';
import {
  inspectWorkbook,
  NotInspectable,
  type WorkbookContents,
} from './download/inspect-workbook.ts';
import { ExportError } from './errors.ts';
import { type ExportFormat, exportFileName, type NamedOrders } from './file-name.ts';

/** Why the bot built a file itself. */
export type BuiltBecause =
  /** Ngorder's own file has another number of orders than its list. */
  | { kind: 'otherRows'; rows: number; listed: number }
  /** Ngorder's own file is an old workbook, or a table that is none. */
  | { kind: 'notExcel'; format: ExportFormat }
  /** Nobody can count the orders in Ngorder's own file, or Ngorder doesn't say how many its list has. */
  | { kind: 'uncountable' }
  /** Ngorder gave none. */
  | { kind: 'failed'; error: ExportError | NgorderError }
  /** Something that Ngorder's own download doesn't know was asked for. */
  | { kind: 'asked' };

/** A file to be handed over. It stays on disk until the export is disposed of. */
export interface MadeFile {
  path: string;
  /** What to call it: `canceled-orders_all.xlsx`. */
  name: string;
  bytes: number;
  part: Part;
  /** Undefined where it is Ngorder's own, which comes in one. */
  holds?: Holds;
}

/** Which of how many files one is. */
export interface Part {
  /** From 1. */
  number: number;
  of: number;
  /** So many were handed over before all of the others were read anew. */
  readAnewAfter?: number;
}

/** An export, and what is known of it. */
export interface MadeExport {
  files: MadeFile[];
  /** Ngorder's own file, or why the bot built one. */
  made: { by: 'ngorder'; contents: WorkbookContents } | { by: 'bot'; because: BuiltBecause };
  orders: number;
  /** In rupiah, of what is owed where that was asked for; undefined where Ngorder's own file doesn't say it for certain. */
  sum: number | undefined;
  /** How many orders tell no amount, and so are not in the sum. */
  withoutSum: number;
  /** How many orders the list has; undefined where Ngorder didn't say. */
  listed: number | undefined;
  /** All of the list is in it, and nothing else, for certain. */
  isComplete: boolean;
  dispose(): Promise<void>;
}

/** Which orders are to be in it. */
export interface WantedOrders {
  /** Where Ngorder has a file of exactly these: its filter. */
  filter?: CanceledFilter | undefined;
  source: OrderSource;
  /** What they are called in the file's name. */
  named: NamedOrders;
}

export interface MakeOptions extends Omit<BuildOptions, 'maxBytes' | 'filesBefore'> {
  /** What was handed over already: files of the rest are made, and counted and totaled together with it. */
  delivered?: Delivered | undefined;
  /** 50 MB unless told, the most that a bot may send (Telegram Bot API, Sending files). */
  maxBytes?: number;
}

const fiftyMb = 50 * 1024 * 1024;

/**
 * Makes the Excel of exactly these orders: Ngorder's own where there is one, that is a real workbook with as many orders
 * as the list has, else one that is built from the pages.
 *
 * @throws NgorderError where the list can't be read either; the signal's reason
 */
export async function makeExport(
  ngorder: Pick<Ngorder, 'downloadCanceled' | 'listCanceled'>,
  { filter, source, named }: WantedOrders,
  options: MakeOptions,
): Promise<MadeExport> {
  const because: BuiltBecause | MadeExport =
    options.format === 'csv' || filter === undefined || options.delivered !== undefined
      ? { kind: 'asked' }
      : await download(ngorder, filter, options);
  if ('made' in because) return because;
  const { maxBytes = fiftyMb, format, locale, delivered } = options;
  const filesBefore = delivered?.files ?? 0;
  const rest = restOf(source, { orderIds: delivered?.orderIds ?? [] });
  const built = await buildExport(rest.source, { ...options, maxBytes, filesBefore });
  const { files, end } = built;
  const totals = delivered ? together(delivered.totals, built.totals) : built.totals;
  const of = filesBefore + files.length;
  const name = exportFileName(named, format, locale);
  const isOwed = options.owed !== undefined;
  return {
    files: files.map(({ path, bytes, totals: held, orderIds }, index) => {
      const part = {
        number: filesBefore + index + 1,
        of,
        ...(filesBefore > 0 && { readAnewAfter: filesBefore }),
      };
      const holds = { totals: held, orderIds };
      return { path, bytes, name: of === 1 ? name : partName(name, part), part, holds };
    }),
    made: { by: 'bot', because },
    orders: totals.orders,
    sum: isOwed ? totals.owed : totals.sum,
    withoutSum: isOwed ? totals.withoutOwed : totals.withoutTotal,
    listed: end.total,
    isComplete: end.complete && end.total === totals.orders && rest.isAllThere(),
    async dispose() {
      await Promise.all(files.map((file) => file.remove()));
    },
  };
}

type Checked = Omit<MadeExport, 'files' | 'dispose'> | BuiltBecause;

/** Ngorder's own file, or why it is not that which is asked for. */
async function download(
  ngorder: Pick<Ngorder, 'downloadCanceled' | 'listCanceled'>,
  filter: CanceledFilter,
  { spoolFolder, locale, signal, maxBytes = fiftyMb }: MakeOptions,
): Promise<MadeExport | BuiltBecause> {
  try {
    const file = await fetchExport(ngorder, filter, { spoolFolder, locale, signal, maxBytes });
    try {
      const checked: Checked =
        file.format === 'xlsx' ? await check(file.path) : { kind: 'notExcel', format: file.format };
      if ('kind' in checked) {
        await file.dispose();
        return checked;
      }
      const { path, name, bytes } = file;
      const part = { number: 1, of: 1 };
      return { ...checked, files: [{ path, name, bytes, part }], dispose: () => file.dispose() };
    } catch (error) {
      await file.dispose();
      throw error;
    }
  } catch (error) {
    return reasonIn(error);
  }

  async function check(path: string): Promise<Checked> {
    const contents = await inspectWorkbook(path, signal);
    const { rows, rupiah } = contents;
    const { total, totalSent } = await ngorder.listCanceled({ ...filter, perPage: 1 }, signal);
    if (!totalSent) return { kind: 'uncountable' };
    if (rows !== total) return { kind: 'otherRows', rows, listed: total };
    const made = { by: 'ngorder', contents } as const;
    return { made, orders: rows, sum: rupiah, withoutSum: 0, listed: total, isComplete: true };
  }
}

function reasonIn(error: unknown): BuiltBecause {
  if (error instanceof NotInspectable) return { kind: 'uncountable' };
  if (error instanceof NgorderError || error instanceof ExportError)
    return { kind: 'failed', error };
  throw error;
}

/** `canceled-orders_all_2-of-3.xlsx`. */
function partName(name: string, { number, of }: Part): string {
  return name.replace(/(\.\w+)$/, `_${number}-${of}$1`);
}

import type { Ngorder } from '../../ngorder/client.ts';
import { canceledTypes } from '../../ngorder/order.ts';
import type { DateRange } from '../dates/date-range.ts';
import { type ReadOrders, readAll } from '../reading/many/read-all.ts';
import { createTally, type OrderNumbers } from './tally.ts';

/** The numbers of the orders of some days, and how far they were read. */
export interface NumbersRead extends OrderNumbers {
  /** How many orders were read, and how many there are as far as that is known. */
  read: number;
  total?: number;
  /** Proven: none was missed. Else there are at least as many. */
  complete: boolean;
  /** The kind of the error for which Ngorder could not be read to the end. */
  failure?: string;
  /** When the reading began, in milliseconds since 1970. */
  readAt: number;
}

export interface ReadNumbersOptions {
  /** Aborted, it ends with what was read until then. */
  signal?: AbortSignal | undefined;
  /** What was counted before is to be counted again. */
  again?: boolean | undefined;
  /** Told after each page. */
  onProgress?: (progress: Pick<ReadOrders, 'read' | 'total'>) => void;
}

/** So many names of each kind are kept: more than a message shows. */
const mostNames = 10;

/** Who counts again is given what somebody else has begun to count no longer ago than so many milliseconds. */
const againMs = 3000;

/**
 * Counts the canceled, rejected and expired orders that were ordered on these days. Who asks for the same days at the same
 * time, or within a few minutes, is given the same reading. Resolves also where Ngorder can't be read to the end.
 */
export async function readNumbers(
  ngorder: Ngorder,
  days: DateRange,
  { signal, again = false, onProgress }: ReadNumbersOptions = {},
): Promise<NumbersRead> {
  const tally = createTally();
  const { read, total, complete, failure, begunAt } = await readAll(
    ngorder,
    { lists: canceledTypes, ...days },
    {
      signal,
      ...(again && { withinMs: againMs }),
      onPage({ list, reading, orders, ...progress }) {
        if (list !== 'active')
          tally.add(
            list,
            reading,
            orders.map(({ order }) => order),
          );
        onProgress?.(progress);
        return false;
      },
    },
  );
  const { sources, products, ...numbers } = tally.numbers();
  return {
    ...numbers,
    sources: sources.slice(0, mostNames),
    products: products.slice(0, mostNames),
    read,
    ...(total !== undefined && { total }),
    complete,
    ...(failure !== undefined && { failure: failure.kind }),
    readAt: begunAt,
  };
}

import type { FindQuery } from '../../../orders/find/find-query.ts';
import { type KeptQuery, SearchForgotten } from '../../../orders/find/kept-search.ts';
import { DocumentError } from '../../../orders/many/document/errors.ts';
import { mostDocumentBytes, readDocument } from '../../../orders/many/document/read-document.ts';
import { type Question, questionOf } from '../../../orders/many/facts-of.ts';
import {
  type GatherOptions,
  gatherListed,
  gatherNamed,
  gatherSearched,
} from '../../../orders/many/gather.ts';
import { withoutMistakable } from '../../../orders/many/once-deleted.ts';
import {
  type Picked,
  type PickedInDocument,
  type PickedInRun,
  type PickedInSearch,
  pickedById,
  pickedByName,
} from '../../../orders/many/picked.ts';
import { reversalOf, undoQuestionOf } from '../../../orders/many/reversal.ts';
import type { Ledger } from '../../../orders/requests/ledger.ts';
import type { ActKind } from '../../../orders/requests/states.ts';
import type { SearchRows } from '../../../store/tables/searches.ts';
import type { Shop } from '../../../team/shops/shops.ts';
import { FileTooLarge } from '../../../telegram/download-file.ts';

export interface LookUpParts {
  ledger: Pick<Ledger, 'actsOf' | 'deletedAmong' | 'touchedSince'>;
  searches: Pick<SearchRows, 'get'>;
  /** Fetches a file that somebody sent. @throws {FileTooLarge} */
  fetchFile: (
    fileId: string,
    options: { mostBytes: number; signal: AbortSignal },
  ) => Promise<Buffer>;
}

/** What was picked, with what a document holds in place of it. @throws {DocumentError} */
export async function readPicked(
  { fetchFile }: LookUpParts,
  picked: Picked,
  signal: AbortSignal,
): Promise<Exclude<Picked, PickedInDocument>> {
  if (picked.of !== 'document') return picked;
  try {
    const bytes = await fetchFile(picked.fileId, { mostBytes: mostDocumentBytes, signal });
    return pickedByName(await readDocument(bytes));
  } catch (error) {
    throw error instanceof FileTooLarge ? new DocumentError('tooLarge', error) : error;
  }
}

/**
 * Finds the orders that somebody picked, and sorts them by what can be done to them.
 * @throws {TooManyOrders}, {SearchForgotten}, {NgorderError} when they can't be read; the signal's reason
 */
export async function lookUp(
  parts: LookUpParts,
  shop: Shop,
  kind: ActKind,
  picked: Exclude<Picked, PickedInDocument>,
  options: GatherOptions,
): Promise<Question> {
  const { ngorder } = shop;
  switch (picked.of) {
    case 'names': {
      const gathered = await gatherNamed(ngorder, picked.references, options);
      const deletedAmong = (orderIds: readonly number[]) =>
        parts.ledger.deletedAmong(shop.id, orderIds);
      const sure = await withoutMistakable(gathered, picked.references, deletedAmong);
      return questionOf(kind, picked, sure);
    }
    case 'list':
      return questionOf(kind, picked, await gatherListed(ngorder, picked, options));
    case 'search': {
      const sought = { query: await queryOf(parts, picked, shop), today: shop.today() };
      return questionOf(kind, picked, await gatherSearched(ngorder, sought, picked, options));
    }
    case 'run':
      return lookUpRun(parts, shop, picked, options);
  }
}

async function queryOf(
  { searches }: LookUpParts,
  { search: id }: PickedInSearch,
  shop: Shop,
): Promise<FindQuery> {
  const search = await searches.get(id);
  if (search?.query === undefined || search.shop !== shop.id) throw new SearchForgotten();
  return (JSON.parse(search.query) as KeptQuery).query;
}

/** The orders of a run that is to be undone. */
async function lookUpRun(
  { ledger }: LookUpParts,
  { ngorder }: Shop,
  { token }: PickedInRun,
  options: GatherOptions,
): Promise<Question> {
  const { request, acts } = await ledger.actsOf(token);
  const reversal = reversalOf(request, acts);
  if (reversal === undefined) throw new Error('A run that nothing undoes');
  const { references } = pickedById(reversal.acts.map(({ orderId }) => orderId));
  const gathered = await gatherNamed(ngorder, references, options);
  return undoQuestionOf(reversal, gathered, await ledger.touchedSince(token));
}

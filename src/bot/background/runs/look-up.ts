import type { Ngorder } from '../../../ngorder/client.ts';
import { DocumentError } from '../../../orders/many/document/errors.ts';
import { mostDocumentBytes, readDocument } from '../../../orders/many/document/read-document.ts';
import { type Question, questionOf } from '../../../orders/many/facts-of.ts';
import { type GatherOptions, gatherListed, gatherNamed } from '../../../orders/many/gather.ts';
import {
  type Picked,
  type PickedInDocument,
  type PickedInRun,
  pickedById,
  pickedByName,
} from '../../../orders/many/picked.ts';
import { reversalOf, undoQuestionOf } from '../../../orders/many/reversal.ts';
import type { Ledger } from '../../../orders/requests/ledger.ts';
import type { ActKind } from '../../../orders/requests/states.ts';
import { FileTooLarge } from '../../../telegram/download-file.ts';

export interface LookUpParts {
  ledger: Pick<Ledger, 'actsOf' | 'touchedSince'>;
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
 * @throws {TooManyOrders}, {NgorderError} when they can't be read; the signal's reason
 */
export async function lookUp(
  parts: LookUpParts,
  ngorder: Ngorder,
  kind: ActKind,
  picked: Exclude<Picked, PickedInDocument>,
  options: GatherOptions,
): Promise<Question> {
  switch (picked.of) {
    case 'names':
      return questionOf(kind, picked, await gatherNamed(ngorder, picked.references, options));
    case 'list':
      return questionOf(kind, picked, await gatherListed(ngorder, picked, options));
    case 'run':
      return lookUpRun(parts, ngorder, picked, options);
  }
}

/** The orders of a run that is to be undone. */
async function lookUpRun(
  { ledger }: LookUpParts,
  ngorder: Ngorder,
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

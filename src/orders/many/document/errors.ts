/**
 * Why no orders can be read from a document:
 * - `xls`: an Excel of before 2007; `locked`: it has a password; `other`: neither a table nor an .xlsx
 * - `tooLarge`: it is, or unpacks to, more than is read; `broken`: it can't be unpacked
 * - `empty`: no column of it holds numbers of orders
 */
export type DocumentProblem = 'xls' | 'locked' | 'other' | 'tooLarge' | 'broken' | 'empty';

/** No orders can be read from a document. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  readonly reason: DocumentProblem;

  constructor(reason: DocumentProblem, cause?: unknown) {
    super(`not a document with orders: ${reason}`, { cause });
    this.reason = reason;
  }
}

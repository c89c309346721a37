/** One line of the Ngorder sandbox's call log. */
export interface NgorderCall {
  number: number;
  /** ISO time. */
  at: string;
  method: string;
  path: string;
  query: Record<string, string>;
  body?: unknown;
  /** Missing while the request is in progress, and if it got no response. */
  status?: number;
  /** Missing while the request is in progress. */
  ms?: number;
  /** Whether an order was changed. */
  effect: boolean;
  /** The kind of fault that struck it. */
  fault?: string;
}

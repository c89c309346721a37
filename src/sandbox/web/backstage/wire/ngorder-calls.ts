/** One line of the Ngorder sandbox's call log. */
export interface NgorderCall {
  number: number;
  /** ISO time. */
  at: string;
  method: string;
  path: string;
  query: Record<string, string>;
  body?: unknown;
  /** Missing while the request is under way, and when it got no answer. */
  status?: number;
  /** Missing while the request is under way. */
  ms?: number;
  /** Whether an order was changed. */
  effect: boolean;
  /** The trouble that struck it. */
  fault?: string;
}

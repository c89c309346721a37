import type { Passage } from './passage.ts';

/** What can be done to an order. */
export const kinds = ['cancel', 'return', 'delete'] as const;
export type Kind = (typeof kinds)[number];

/** Whether a request is to change an order. */
export function isAct({ to, what }: Passage): boolean {
  return to === 'ngorder' && kinds.some((kind) => kind === what);
}

/** The order that a request to change one names. */
export function orderOf({ body }: Passage): number {
  return typeof body === 'object' && body !== null && 'id' in body ? Number(body.id) : Number.NaN;
}

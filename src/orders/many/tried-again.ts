import type { Act } from '../requests/states.ts';

/** The orders of a run that are worth another try: refused, not reached, changed, held by another act or left out. */
export function triedAgain(acts: readonly Act[]): number[] {
  return acts
    .filter(({ status, outcome }) => {
      if (status !== 'failed' && status !== 'skipped') return false;
      return outcome?.kind !== 'elsewhere';
    })
    .map(({ orderId }) => orderId);
}

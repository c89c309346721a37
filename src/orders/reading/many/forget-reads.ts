import type { Ngorder } from '../../../ngorder/client.ts';
import { dropReadings } from './kept-readings.ts';
import { dropPages } from './shared-pages.ts';

/**
 * To be called when an act of ours is over, whatever came of it: from then on nobody is shown what was read before, nor
 * joins a reading that began before.
 */
export function forgetReads(ngorder: Ngorder): void {
  dropPages(ngorder);
  dropReadings(ngorder);
}

import type { OrderInBrief } from '../../../orders/requests/runs/many-facts.ts';
import { type Shareable, shareable } from '../../i18n/audience.ts';
import type { Localizer } from '../../i18n/localizer.ts';

/** So many orders are named in one line, the rest is counted. */
const mostNamed = 12;

/** `#1338, #1340 +3`: IDs, or what people wrote, which a group may see masked. */
export function named(names: readonly (number | string)[], localizer: Localizer): Shareable {
  const shown = names
    .slice(0, mostNamed)
    .map((name) => (typeof name === 'number' ? `#${name}` : localizer.text(name, 40)));
  const left = names.length - shown.length;
  return shareable(`${shown.join(', ')}${left > 0 ? ` +${left}` : ''}`);
}

/** What orders cost together, in rupiah, and of how many that isn't known. */
export function sumOfOrders(orders: readonly OrderInBrief[]): { sum: number; unpriced: number } {
  const totals = orders.map(({ total }) => total).filter((total) => total !== undefined);
  const sum = totals.reduce((all, total) => all + total, 0);
  return { sum, unpriced: orders.length - totals.length };
}

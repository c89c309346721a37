import type { RefundDiscovery } from '../../../orders/refunds/discovery.ts';
import type { Refunds } from '../../../orders/refunds/refunds.ts';
import type { Ledger } from '../../../orders/requests/ledger.ts';
import { readNumbers } from '../../../orders/statistics/read-numbers.ts';
import {
  momentsOf,
  type OwedNow,
  type Statistics,
  type StatisticsAsked,
} from '../../../orders/statistics/statistics.ts';
import { teamNumbers } from '../../../orders/statistics/team-numbers.ts';
import type { Shop } from '../../../team/shops/shops.ts';
import type { Team } from '../../../team/team.ts';
import { countingView, statisticsPress, statisticsView } from '../../views/statistics.ts';
import type { SearchJob } from './search-job.ts';

export interface StatisticsJobParts {
  ledger: Pick<Ledger, 'doneWithin'>;
  refunds: Pick<Refunds, 'owed'>;
  refundDiscovery: Pick<RefundDiscovery, 'look'>;
  team: Pick<Team, 'may'>;
}

/** Once all is counted, nobody waits longer for what was canceled elsewhere, in milliseconds: it is said then. */
const discoveryMs = 1200;

/** Counts the orders of a period and what the team did in it. */
export function createStatisticsJob(parts: StatisticsJobParts): SearchJob {
  const { ledger, team } = parts;
  return {
    operation: 'browse',
    async carryOut({ askedBy }, asked, { shop, localizer, signal, stop, onProgress }) {
      const { period, again }: StatisticsAsked = JSON.parse(asked);
      const { from, to } = period;
      // It goes on beside the counting, and perhaps after it.
      await parts.refundDiscovery.look(shop, 0);
      const orders = await readNumbers(
        shop.ngorder,
        { ...(from && { from }), ...(to && { to }) },
        {
          signal,
          again,
          onProgress: ({ read, total }) =>
            onProgress(() => {
              const view = () => countingView(period, localizer, { read, total });
              return { read, total, count: 0, view };
            }),
        },
      );
      const owed = await owedNow(parts, shop);
      const done = await ledger.doneWithin(shop.id, momentsOf(period, shop.timeZone));
      // As in the activity: whoever approves what others do sees what they did.
      const ownOnly = !(await team.may(askedBy, 'approve', shop.id));
      const statistics: Statistics = {
        orders,
        team: teamNumbers(done, ownOnly ? askedBy : undefined),
        owed,
        ownOnly,
        ...(stop.aborted && { isStopped: true }),
      };
      return JSON.stringify(statistics);
    },
    view(_search, asked, found, localizer) {
      const { period }: StatisticsAsked = JSON.parse(asked);
      return statisticsView(period, JSON.parse(found) as Statistics, localizer);
    },
    again(_search, asked) {
      if (asked === undefined) return statisticsPress({ preset: 'month' });
      const { period }: StatisticsAsked = JSON.parse(asked);
      return statisticsPress(period);
    },
  };
}

async function owedNow(
  { refunds, refundDiscovery }: StatisticsJobParts,
  shop: Shop,
): Promise<OwedNow> {
  const discovery = await refundDiscovery.look(shop, discoveryMs);
  const { count, sum, unknown } = await refunds.owed(shop.id);
  return { count, sum, unknown, complete: discovery === 'complete' };
}

// Which part of the activity a person may look at, of what they want to look at.

import { addDays } from '../../orders/dates/calendar.ts';
import { presetRange, startOfDay } from '../../orders/dates/date-range.ts';
import type { HistoryQuery } from '../../team/activity/history.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import type { ActivityFilter } from '../views/activity.ts';

type QueryParts = Pick<FeatureParts, 'history' | 'team'>;

/** Whoever approves what others do sees what they did. */
export function seesAll({ team }: QueryParts, { person, shop }: BotContext): Promise<boolean> {
  return team.may(person.id, 'approve', shop.id);
}

/** What is to be read for a filter; `ownOnly` where that is only what concerns the person. */
export async function queryFor(
  parts: QueryParts,
  ctx: BotContext,
  filter: ActivityFilter,
): Promise<{ query: HistoryQuery; ownOnly: boolean }> {
  const { shop, person } = ctx;
  // An order's own history stands on its card anyway.
  const ownOnly = filter.order === undefined && !(await seesAll(parts, ctx));
  // Who has done nothing yet has no number, and 0 is nobody's.
  const own = ownOnly ? ((await parts.history.numberOf(person.id)) ?? 0) : undefined;
  const { days = 'all', ...rest } = filter;
  const { from, to } = presetRange(days, shop.today());
  const query = {
    ...rest,
    shop: shop.id,
    ...(own !== undefined && { person: own }),
    ...(from !== undefined && { from: startOfDay(from, shop.timeZone) }),
    ...(to !== undefined && { before: startOfDay(addDays(to, 1), shop.timeZone) }),
  };
  return { query, ownOnly };
}

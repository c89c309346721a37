import { type Delivered, readDelivered } from '../../../orders/export/delivered.ts';
import type { ExportRow } from '../../../store/tables/exports.ts';
import type { Entry } from '../../../team/activity/entry.ts';
import type { HandoverParts } from './handover.ts';

/** Which of its several files were handed over before the last one. */
export function deliveredOf({ delivered }: ExportRow): Delivered | undefined {
  return delivered === null ? undefined : readDelivered(delivered);
}

/** All of it was handed over. What left the bot, and for whom, is written down with it. */
export async function markSent(
  { rows, activity }: Pick<HandoverParts, 'rows' | 'activity'>,
  row: ExportRow,
  count: number,
): Promise<void> {
  const { id, source, type, from_day, to_day, format } = row;
  const entry: Entry = {
    kind: 'export',
    shop: row.shop,
    person: { id: row.asked_by, name: '' },
    chat: row.chat_id,
    facts: {
      ...(source === 'list' ? { type } : { source }),
      ...(from_day !== '' && { from: from_day }),
      ...(to_day !== '' && { to: to_day }),
      format,
      count,
    },
  };
  await rows.markSent(id, (transaction) => activity.record(entry, transaction));
}

/** Nothing more of it comes: what left the bot before is written down all the same. */
export async function endExport(
  parts: Pick<HandoverParts, 'rows' | 'activity'>,
  { id }: Pick<ExportRow, 'id'>,
): Promise<void> {
  const row = await parts.rows.get(id);
  const delivered = row && row.status !== 'sent' ? deliveredOf(row) : undefined;
  if (row && delivered) await markSent(parts, row, delivered.totals.orders);
  await parts.rows.finish(id);
}

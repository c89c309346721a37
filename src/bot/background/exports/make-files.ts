import { type MadeExport, makeExport } from '../../../orders/export/make-export.ts';
import type { ExportRow } from '../../../store/tables/exports.ts';
import { reasons } from '../../../team/activity/reasons.ts';
import type { Shop } from '../../../team/shops/shops.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { reasonWords } from '../../views/acts/reason.ts';
import { type ExportAsked, ordersName } from '../../views/export.ts';
import type { HandoverParts } from './handover.ts';
import type { ShownProgress } from './progress.ts';
import { wantedOrders } from './wanted-orders.ts';
import { deliveredOf } from './what-left.ts';

/** What was asked for, of which shop, and in whose language it is handed over. */
export interface Handover {
  row: ExportRow;
  asked: ExportAsked;
  shop: Shop;
  localizer: Localizer;
}

/** Makes the files that are still to be handed over. @throws what {@link makeExport} throws, and `OrdersForgotten` */
export async function makeFiles(
  parts: HandoverParts,
  { row, asked, shop, localizer }: Handover,
  { signal, tell }: Pick<ShownProgress, 'signal' | 'tell'>,
): Promise<MadeExport> {
  const { spoolFolder, cancellations, exportFileBytes } = parts;
  const { id, name, timeZone, ngorder } = shop;
  const { owed, ...wanted } = await wantedOrders(parts, asked.orders, shop);
  return makeExport(ngorder, wanted, {
    format: asked.format,
    locale: localizer.locale,
    shop: { name, timeZone },
    filter: ordersName(asked.orders, localizer),
    owed,
    spoolFolder,
    delivered: deliveredOf(row),
    ...(exportFileBytes !== undefined && { maxBytes: exportFileBytes }),
    cancellationsOf: async (orderIds) =>
      new Map(
        (await cancellations(id, orderIds)).map(({ order_id, name, at, reason, note }) => [
          order_id,
          {
            by: name ?? undefined,
            at: at ?? undefined,
            reason: reasonWords(
              { reason: reasons.find((one) => one === reason), reasonNote: note },
              localizer,
            ),
          },
        ]),
      ),
    signal,
    onRead: tell,
  });
}

import type { Api } from 'grammy';
import type { LimitFunction } from 'p-limit';
import type { Logger } from 'pino';
import type { CanceledType } from '../../../ngorder/order.ts';
import type { OrdersAsked } from '../../../orders/export/orders-asked.ts';
import type { KeptQuery } from '../../../orders/find/kept-search.ts';
import type { Picked } from '../../../orders/many/picked.ts';
import type { RefundDiscovery } from '../../../orders/refunds/discovery.ts';
import type { Refunds } from '../../../orders/refunds/refunds.ts';
import type { Cancellations } from '../../../store/requests/cancellations.ts';
import type { ExportRow, ExportRows, NewExport } from '../../../store/tables/exports.ts';
import type { SearchRows } from '../../../store/tables/searches.ts';
import type { Selections } from '../../../store/tables/selections.ts';
import type { Activity } from '../../../team/activity/activity.ts';
import type { Shops } from '../../../team/shops/shops.ts';
import type { Team } from '../../../team/team.ts';
import type { TransientDelay } from '../../../telegram/availability.ts';
import type { Codec } from '../../callbacks/codec.ts';
import type { LocalizerIn } from '../../i18n/localizer-in.ts';
import type { MessageTarget } from '../../messages/target.ts';
import type { ExportAsked } from '../../views/export.ts';

/** What handing over an Excel takes. */
export interface HandoverParts {
  api: Api;
  team: Pick<Team, 'may'>;
  rows: ExportRows;
  activity: Activity;
  cancellations: Cancellations;
  searches: Pick<SearchRows, 'get'>;
  selections: Pick<Selections, 'get'>;
  refunds: Pick<Refunds, 'open'>;
  refundDiscovery: Pick<RefundDiscovery, 'look'>;
  localizerIn: LocalizerIn;
  codec: Codec;
  shops: Shops;
  spoolFolder: string;
  log: Logger;
  transientDelay: TransientDelay;
  /** How many are made at once; one that waits for its chat holds up no other. */
  making: LimitFunction;
  /** How often at most the message that announces one shows how far it is; 2 s unless told. */
  progressMs?: number;
  /** The most bytes of one file; what a bot may send unless told. */
  exportFileBytes?: number;
}

type Known = Pick<HandoverParts, 'searches' | 'selections'>;

/** What was asked for. */
export async function askedIn(known: Known, row: ExportRow): Promise<ExportAsked> {
  return { format: row.format, orders: await ordersIn(known, row) };
}

async function ordersIn(
  { searches, selections }: Known,
  { source, source_id: id, shop, type, from_day, to_day }: ExportRow,
): Promise<OrdersAsked> {
  switch (source) {
    case 'list': {
      const from = from_day !== '' && { from: from_day };
      return {
        of: 'list',
        filter: { type: type as CanceledType, ...from, ...(to_day !== '' && { to: to_day }) },
      };
    }
    case 'search': {
      const search = await searches.get(id);
      if (search?.query === undefined || search.shop !== shop) return { of: 'search', id };
      return { of: 'search', id, text: (JSON.parse(search.query) as KeptQuery).text };
    }
    case 'selection': {
      const row = await selections.get(id);
      if (row?.shop !== shop) return { of: 'selection', id };
      return { of: 'selection', id, picked: JSON.parse(row.picked) as Picked };
    }
    case 'refunds':
      return { of: 'refunds' };
  }
}

/** How it is written down. */
export function rowOf(
  orders: OrdersAsked,
): Pick<NewExport, 'source' | 'source_id' | 'type' | 'from_day' | 'to_day'> {
  const none = { source_id: '', type: '', from_day: '', to_day: '' };
  switch (orders.of) {
    case 'list': {
      const { type, from = '', to = '' } = orders.filter;
      return { ...none, source: 'list', type, from_day: from, to_day: to };
    }
    case 'search':
    case 'selection':
      return { ...none, source: orders.of, source_id: orders.id };
    case 'refunds':
      return { ...none, source: 'refunds' };
  }
}

/** Whether whoever asked may still have it: asked when it is fetched, and again as each file leaves. */
export function mayHave(
  { team }: Pick<HandoverParts, 'team'>,
  { asked_by, shop }: ExportRow,
): Promise<boolean> {
  return team.may(asked_by, 'export', shop);
}

/** Where it is to go. */
export function targetOf({ chat_id, thread_id, reply_to }: ExportRow): MessageTarget {
  return {
    chatId: chat_id,
    ...(thread_id !== 0 && { topic: thread_id }),
    ...(reply_to !== 0 && { replyTo: reply_to }),
  };
}

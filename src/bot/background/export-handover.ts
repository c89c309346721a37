import type { Api } from 'grammy';
import type { LimitFunction } from 'p-limit';
import type { Logger } from 'pino';
import type { CanceledType } from '../../ngorder/order.ts';
import type { ExportRow, ExportRows } from '../../store/tables/exports.ts';
import type { Shops } from '../../team/shops.ts';
import type { Team } from '../../team/team.ts';
import type { TransientDelay } from '../../telegram/availability.ts';
import type { Codec } from '../callbacks/codec.ts';
import type { LocalizerIn } from '../i18n/localizer-in.ts';

/** What handing over an Excel takes. */
export interface HandoverParts {
  api: Api;
  team: Pick<Team, 'may'>;
  rows: ExportRows;
  localizerIn: LocalizerIn;
  codec: Codec;
  shops: Shops;
  spoolFolder: string;
  log: Logger;
  transientDelay: TransientDelay;
  /** How many are fetched from Ngorder at once; one that waits for its chat holds up no other. */
  fetching: LimitFunction;
}

/** Which orders an export is of. */
export function exportFilterOf({ type, from_day, to_day }: ExportRow) {
  return {
    type: type as CanceledType,
    ...(from_day !== '' && { from: from_day }),
    ...(to_day !== '' && { to: to_day }),
  };
}

import type { Api } from 'grammy';
import type { LimitFunction } from 'p-limit';
import type { Logger } from 'pino';
import type { CanceledType } from '../../ngorder/order.ts';
import type { Cancellations } from '../../store/requests/cancellations.ts';
import type { ExportRow, ExportRows } from '../../store/tables/exports.ts';
import type { Activity } from '../../team/activity/activity.ts';
import type { Shops } from '../../team/shops/shops.ts';
import type { Team } from '../../team/team.ts';
import type { TransientDelay } from '../../telegram/availability.ts';
import type { Codec } from '../callbacks/codec.ts';
import type { LocalizerIn } from '../i18n/localizer-in.ts';
import type { MessageTarget } from '../messages/target.ts';
import type { ExportAsked } from '../views/export.ts';

/** What handing over an Excel takes. */
export interface HandoverParts {
  api: Api;
  team: Pick<Team, 'may'>;
  rows: ExportRows;
  activity: Activity;
  cancellations: Cancellations;
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
}

/** What was asked for. */
export function askedIn({ type, from_day, to_day, format }: ExportRow): ExportAsked {
  return {
    format,
    filter: {
      type: type as CanceledType,
      ...(from_day !== '' && { from: from_day }),
      ...(to_day !== '' && { to: to_day }),
    },
  };
}

/** Where it is to go. */
export function targetOf({ chat_id, thread_id, reply_to }: ExportRow): MessageTarget {
  return {
    chatId: chat_id,
    ...(thread_id !== 0 && { topic: thread_id }),
    ...(reply_to !== 0 && { replyTo: reply_to }),
  };
}

import type { Generated } from 'kysely';

export interface ChatsTable {
  bot_id: number;
  chat_id: number;
  locale: string | null;
  /** The first message in a group says once who can read along. */
  warned_at: number | null;
  gone_at: number | null;
  /** Where an Excel goes that is asked for in a group: `person` or `group`; null: nobody has said so. */
  excel_to: string | null;
  /** 1: a group sees phones and addresses whole; null or 0: masked. */
  unmasked: number | null;
  /** The hours, 0 to 23 by the shop's clock, from and until which the bot makes no sound; null: it may at any time. */
  quiet_from: number | null;
  quiet_to: number | null;
  /** The hour, 0 to 23 by the shop's clock, at which the chat is sent its daily digest; null: it wants none. */
  digest_hour: number | null;
  /** The topic that it goes into, 0 outside topics, and since when it is wanted so. */
  digest_thread: number | null;
  digest_since: number | null;
}

/** The days on which a chat's digest was sent, or was not to be: on none of them another one is. */
export interface DigestsTable {
  bot_id: number;
  chat_id: number;
  /** yyyy-mm-dd, by the shop's clock. */
  day: string;
}

export interface ConversationsTable {
  bot_id: number;
  key: string;
  state_encrypted: string;
  updated_at: number;
}

export interface InboxTable {
  bot_id: number;
  update_id: number;
  /** What is handled in order of arrival: a chat. */
  queue: string;
  /** waiting, handled, or dead: a dead letter. */
  status: string;
  /** The whole update, encrypted; empty once it is handled. */
  payload_encrypted: string;
  received_at: number;
  /** Not handled before this moment. */
  due_at: number;
  /** When that was decided: a clock that shows less was put back since. */
  put_off_at: Generated<number>;
  handled_at: number | null;
  failures: number;
  /** How many processes ended with it in hand. */
  losses: Generated<number>;
  error: string | null;
}

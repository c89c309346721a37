import type { Generated } from 'kysely';
import type {
  ActKind,
  ActStatus,
  ApprovalReason,
  RequestStatus,
  RunReason,
  RunState,
  SettledBy,
} from '../requests/states.ts';

/** What was asked of people, and what they decided. */
export interface RequestsTable {
  token: string;
  bot_id: number;
  shop: string;
  kind: ActKind;
  status: RequestStatus;
  asked_by: number;
  asked_by_name: string;
  created_at: number;
  expires_at: number;
  decided_by: number | null;
  decided_by_name: string | null;
  decided_at: number | null;
  /** The request that this one puts anew; null: none. */
  follows: string | null;
  /** Why it takes a second person, as far as is known; null: one is enough. */
  approval: ApprovalReason | null;
  /** Who approved or refused it, or withdrew it while it waited for that. */
  answered_by: number | null;
  answered_by_name: string | null;
  answered_at: number | null;
  /** 1: a Yes to it says why. */
  asks_reason: Generated<number>;
  /** How long it is held back once it is decided, in milliseconds; null: not at all. */
  grace_ms: number | null;
  /** Nothing of it leaves before; null: it was not held back. */
  held_until: number | null;
  /** Who took it back meanwhile. */
  undone_by: number | null;
  undone_by_name: string | null;
  undone_at: number | null;
}

/** What happens to one order because of a request. */
export interface ActsTable {
  request: string;
  /** From 0, in the order in which the request names its orders. */
  position: number;
  bot_id: number;
  shop: string;
  order_id: number;
  po_number: number | null;
  status: ActStatus;
  /** The whole order as the person saw it, encrypted; null where a person asked without a preview. */
  seen_encrypted: string | null;
  /** Where the order was found, as JSON: the next reader starts there. */
  found_at: string | null;
  sends: number;
  sent_at: number | null;
  /** When it was first read in its old state after the request's time was up. */
  old_since: number | null;
  /** Not looked at again before this moment. */
  due_at: number;
  tries: number;
  /** How it ended, as JSON, encrypted, since it can hold an order. */
  outcome_encrypted: string | null;
  settled_by: SettledBy | null;
  settled_at: number | null;
  /** When people were asked what happened, since nobody could read it for a day. */
  asked_person_at: number | null;
  /** When Ngorder could first not be read to learn what became of it. */
  unread_at: number | null;
  /** Why it was canceled, when somebody said so last, and what they wrote about it. */
  reason: Generated<string | null>;
  reason_at: Generated<number | null>;
  reason_note_encrypted: Generated<string | null>;
  /** 0: its order and what was written about it were erased, since the shop keeps them no longer. */
  order_kept: Generated<number>;
}

/** Where a request stands: one message in each chat. */
export interface RequestMessagesTable {
  request: string;
  bot_id: number;
  chat_id: number;
  thread_id: number | null;
  /** Null until it stands there. */
  message_id: number | null;
  /** Counts what has changed of the request; the chat shows `shown_version` of it. */
  version: number;
  shown_version: number;
  /** Not shown before this moment. */
  due_at: number;
  /** 1: it was not asked here, but is shown to who may approve it, or to who asked for it elsewhere. */
  copy: Generated<number>;
}

/** A request over many orders: how far it is let. One act each for its orders stands in `acts`. */
export interface RunsTable {
  request: string;
  bot_id: number;
  state: RunState;
  /** Why it is paused or was stopped; null while it goes on. */
  reason: RunReason | null;
  /** Who paused, continued or stopped it; null: nobody, or the bot itself. */
  changed_by: number | null;
  changed_by_name: string | null;
  /** By whose right it goes on: who said yes, or continued it last. */
  led_by: number | null;
  led_by_name: string | null;
  /** When it was let go on, or an act of it was last settled. */
  alive_at: number;
  /** What keeps it waiting at Ngorder, by the error's name; null: nothing. */
  trouble: string | null;
  /** What was said of its orders when it was asked for, as JSON, encrypted. */
  facts_encrypted: string;
  /** When the managers were told why it is paused. */
  told_at: number | null;
}

import type { Generated } from 'kysely';
import type {
  ActKind,
  ActStatus,
  ApprovalReason,
  RequestStatus,
  RunReason,
  RunState,
  SettledBy,
} from './requests/states.ts';

/** What the tables hold. Times are milliseconds since 1970 by the database's clock; what is `encrypted` is so for its own cell alone. */
export interface Tables {
  requests: RequestsTable;
  acts: ActsTable;
  request_messages: RequestMessagesTable;
  runs: RunsTable;
  selections: SelectionsTable;
  leases: LeasesTable;
  chats: ChatsTable;
  conversations: ConversationsTable;
  inbox: InboxTable;
  facts: FactsTable;
  exports: ExportsTable;
  searches: SearchesTable;
  shops: ShopsTable;
  chat_shops: ChatShopsTable;
  members: MembersTable;
  invitations: InvitationsTable;
  join_requests: JoinRequestsTable;
  activity: ActivityTable;
  activity_heads: ActivityHeadsTable;
  activity_people: ActivityPeopleTable;
  activity_kept: ActivityKeptTable;
  refunds: RefundsTable;
}

/** What is true of the database as a whole, by name. */
export interface FactsTable {
  name: string;
  value: string;
}

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

/** Orders that somebody has picked, to do something with them. */
export interface SelectionsTable {
  /** Short, since buttons carry it. */
  id: string;
  bot_id: number;
  shop: string;
  person_id: number;
  person_name: string;
  chat_id: number;
  thread_id: number | null;
  /** What is picked, as JSON: numbers of orders, or a list with its marks. */
  picked: string;
  /** What is to be asked about them, while the question is being prepared. */
  wanted: ActKind | null;
  /** The message that is to become the question; null: a new one. */
  message_id: number | null;
  created_at: number;
  due_at: number;
  failures: number;
}

export interface LeasesTable {
  name: string;
  holder: string;
  expires_at: number;
  /** How many holders in a row fell silent without letting go of it. */
  breaks: Generated<number>;
}

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

/** What somebody looks for, and what was found. */
export interface SearchesTable {
  id: string;
  bot_id: number;
  shop: string;
  chat_id: number;
  /** 0 outside topics. */
  thread_id: number;
  /** The message that shows it; 0: none does any more. */
  message_id: number;
  asked_by: number;
  /** waiting, stopped or over. */
  status: string;
  query_encrypted: string;
  result_encrypted: string | null;
  created_at: number;
  due_at: number;
}

/** What somebody can ask for. */
export type ExportFileFormat = 'xlsx' | 'csv';

/** Where its orders come from: a list, what a search finds, what somebody picked, what is owed. */
export type ExportSourceKind = 'list' | 'search' | 'selection' | 'refunds';

export interface ExportsTable {
  id: string;
  bot_id: number;
  shop: string;
  chat_id: number;
  /** 0 outside topics. */
  thread_id: number;
  /** The message that was pressed; 0 in private. */
  reply_to: number;
  asked_by: number;
  source: Generated<ExportSourceKind>;
  /** Of a search or a selection, its ID; else ''. */
  source_id: Generated<string>;
  /** Of a list; else ''. */
  type: string;
  /** Days, yyyy-mm-dd; '' for no bound. */
  from_day: string;
  to_day: string;
  format: Generated<ExportFileFormat>;
  /** waiting; closed: the chat is about to see what came of it; sent. One that is over is removed. */
  status: string;
  /** The message that says that the file is on its way; 0 before it is sent. */
  status_message_id: number;
  created_at: number;
  due_at: number;
  failures: number;
}

/** A shop at Ngorder that a bot works for. */
export interface ShopsTable {
  /** Short, since buttons carry it. */
  id: string;
  bot_id: number;
  /** Ngorder's own number for it; null until Ngorder has said it. */
  ngorder_id: number | null;
  /** Tells the token from any other, without telling it; null: the shop is not connected. */
  token_fingerprint: string | null;
  /** Null also where versions that left the token in the environment were last at work. */
  token_encrypted: string | null;
  /** The last token that the environment brought for it, by its fingerprint: what was chosen by chat since then stands. */
  seeded_fingerprint: string | null;
  /** When Ngorder was last asked for it. */
  looked_at: number | null;
  /** The last day of its subscription, yyyy-mm-dd, as Ngorder has said; and the last warning of it that owners got. */
  expires_on: string | null;
  expiry_told: string | null;
  /** Since when Ngorder refuses its token, and when owners were told so; null: it takes it, as far as is known. */
  refused_at: number | null;
  refused_told_at: number | null;
  name: string;
  created_at: number;
  /** What the shop's people chose for it, as JSON; null: nothing yet. */
  settings: string | null;
}

/** Which shop is worked on in a group or in one of its topics, and which one a person has chosen for their private chat. */
export interface ChatShopsTable {
  bot_id: number;
  chat_id: number;
  /** 0: in all of the chat's topics that have no shop of their own. */
  thread_id: number;
  shop: string;
  /** Who said so; null: the bot was used there by somebody of that shop. */
  chosen_by: number | null;
}

/** Who works for a shop, and as what. */
export interface MembersTable {
  shop: string;
  person_id: number;
  role: string;
  /** How the person was last called; '' until they have written. */
  name: Generated<string>;
  /**
   * environment: OWNER_IDS names them, and they are owners for as long as it does; chat: invited; group: by being in a group
   * of the shop, for as long as they are.
   */
  source: Generated<MemberSource>;
  /** Who gave them their role; null: the environment, or nobody had one before. */
  added_by: number | null;
  /** That group; null: they are a member by themselves. */
  group_id: number | null;
}

export type MemberSource = 'environment' | 'chat' | 'group';

/** Somebody in a shop's group who wants to belong to its team. */
export interface JoinRequestsTable {
  shop: string;
  person_id: number;
  name: string;
  /** waiting; accepted; refused. */
  status: JoinRequestStatus;
  /** When it was asked or decided. */
  at: number;
}

export type JoinRequestStatus = 'waiting' | 'accepted' | 'refused';

/** A link with which somebody becomes a member. */
export interface InvitationsTable {
  /** The link's token can't be read out of the database. */
  token_hash: string;
  shop: string;
  role: string;
  /** once; many: until it runs out; ownership: once, while the shop has no owner. */
  uses: InvitationUses;
  /** Null: the bot itself. */
  created_by: number | null;
  created_at: number;
  /** Null: never by itself. */
  expires_at: number | null;
  used_at: number | null;
}

export type InvitationUses = 'once' | 'many' | 'ownership';

/** What was done: rows that are written once, each with the hash of the one before. */
export interface ActivityTable {
  bot_id: number;
  /** From 1, without a gap. */
  number: number;
  /** Null: it concerns the bot as a whole. */
  shop: string | null;
  at: number;
  kind: string;
  /** Who did it, and whom it was done to, by their numbers in `activity_people`; null: the bot itself, or nobody. */
  person: number | null;
  subject: number | null;
  chat_id: number | null;
  order_id: number | null;
  po_number: number | null;
  /** The act that it tells of. */
  request: string | null;
  position: number | null;
  result: string | null;
  reason: string | null;
  /** What else is to be known of it, as JSON; no names, and nothing of a buyer. */
  facts: string | null;
  /** What tells whether the order and the note in `activity_kept` are those of then. */
  order_digest: string | null;
  note_digest: string | null;
  previous: string;
  hash: string;
  seal: string;
}

/** Where a bot's activity ends. */
export interface ActivityHeadsTable {
  bot_id: number;
  number: number;
  hash: string;
  seal: string;
  /** The key of all seals and digests of this bot, encrypted. */
  key_encrypted: string;
}

/** The people that the activity tells of. Their names stand here alone, so that one can be taken out. */
export interface ActivityPeopleTable {
  bot_id: number;
  number: number;
  /** Null once the person was forgotten. */
  telegram_id: number | null;
  name: string;
  forgotten_at: number | null;
}

/** What the activity keeps for a while: the order before, and what somebody wrote. */
export interface ActivityKeptTable {
  bot_id: number;
  number: number;
  what: KeptInActivity;
  text_encrypted: string;
  /** Those of its row, by which it is found once it is to be erased. */
  shop: string | null;
  at: number | null;
}

export type KeptInActivity = 'order' | 'note';

/** Money that a shop owes for a canceled order, or has owed. */
export interface RefundsTable {
  bot_id: number;
  shop: string;
  order_id: number;
  status: RefundStatus;
  /** In rupiah; null where the order doesn't tell how much was paid. */
  amount: number | null;
  /** The order as it was canceled, or found canceled. */
  order_encrypted: string;
  opened_at: number;
  /** Who canceled it by the bot; null: somebody did so elsewhere. */
  canceled_by: string | null;
  closed_at: number | null;
  /** Null: it was closed by the order's return. */
  closed_by: number | null;
  closed_by_name: string | null;
  /** How the money went back. */
  way: string | null;
}

/** open; refunded: somebody said that the money went back; returned: the order is active again. */
export type RefundStatus = 'open' | 'refunded' | 'returned';

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

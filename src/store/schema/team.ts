import type { Generated } from 'kysely';

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
  /** 1: somebody has said that it works for that shop no longer, and for no other one. */
  ended: Generated<number>;
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

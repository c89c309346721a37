import type { Generated } from 'kysely';
import type {
  ActivityHeadsTable,
  ActivityKeptTable,
  ActivityPeopleTable,
  ActivityTable,
} from './schema/activity.ts';
import type { ChatsTable, ConversationsTable, DigestsTable, InboxTable } from './schema/chats.ts';
import type { ExportsTable, RefundsTable, SearchesTable, SelectionsTable } from './schema/lists.ts';
import type {
  ActsTable,
  RequestMessagesTable,
  RequestsTable,
  RunsTable,
} from './schema/requests.ts';
import type {
  ChatShopsTable,
  InvitationsTable,
  JoinRequestsTable,
  MembersTable,
  ShopsTable,
} from './schema/team.ts';

/** What the tables hold. Times are milliseconds since 1970 by the database's clock; what is `encrypted` is so for its own cell alone. */
export interface Tables {
  requests: RequestsTable;
  acts: ActsTable;
  request_messages: RequestMessagesTable;
  runs: RunsTable;
  selections: SelectionsTable;
  leases: LeasesTable;
  chats: ChatsTable;
  digests: DigestsTable;
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

export interface LeasesTable {
  name: string;
  holder: string;
  expires_at: number;
  /** How many holders in a row fell silent without letting go of it. */
  breaks: Generated<number>;
}

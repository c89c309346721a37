import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { DatabaseAddress } from '../../src/config.ts';

/** What the bot's database says of itself; read beside the running processes. */
export interface Records {
  inbox: InboxRecord[];
  acts: ActRecord[];
  exports: { status: string }[];
  places: PlaceRecord[];
}

export interface InboxRecord {
  update_id: number;
  queue: string;
  status: string;
  payload_encrypted: string;
  handled_at: number | null;
}

export interface ActRecord {
  /** Of its request, as in the request's buttons. */
  token: string;
  order_id: number;
  kind: string;
  status: string;
  /** 1 when every chat shows it as it is. */
  is_shown: number;
  sends: number;
  decided_at: number | null;
  settled_at: number | null;
  /** 1 when the person saw the order, 0 when they asked without having seen it. */
  was_seen: number;
}

/** A message in which a request stands, and how much of what became of it that shows. */
export interface PlaceRecord {
  request: string;
  chat_id: number;
  message_id: number | null;
  version: number;
  shown_version: number;
}

const queries = {
  inbox: 'select update_id, queue, status, payload_encrypted, handled_at from inbox order by 1',
  acts: `select token, order_id, kind,
    case when requests.status in ('proposed', 'declined', 'expired') and acts.status <> 'checking'
      then requests.status else acts.status end as status,
    case when exists (select 1 from request_messages where request = token
      and shown_version <> version) then 0 else 1 end as is_shown,
    sends, decided_at, settled_at,
    case when seen_encrypted is null then 0 else 1 end as was_seen
    from requests join acts on acts.request = requests.token`,
  exports: 'select status from exports',
  places: 'select request, chat_id, message_id, version, shown_version from request_messages',
} as const;

/** Reads the tables as any other program would, past the bot's own code. */
export async function readRecords(database: DatabaseAddress): Promise<Records> {
  const { rows, close } = await open(database);
  try {
    return {
      inbox: (await rows(queries.inbox)) as Records['inbox'],
      acts: (await rows(queries.acts)) as Records['acts'],
      exports: (await rows(queries.exports)) as Records['exports'],
      places: (await rows(queries.places)) as Records['places'],
    };
  } finally {
    await close();
  }
}

/** Whether nothing is left to be done, and nothing to be shown. */
export function isSettled({ inbox, acts, exports }: Records): boolean {
  return (
    inbox.every(({ status }) => status !== 'waiting') &&
    acts.every(({ status }) => !['waiting', 'checking', 'sent', 'unknown'].includes(status)) &&
    acts.every(({ is_shown }) => is_shown === 1) &&
    exports.length === 0
  );
}

async function open(address: DatabaseAddress) {
  if (address.kind === 'sqlite') {
    const file = new DatabaseSync(address.path, { readOnly: true });
    return {
      rows: async (query: string): Promise<unknown[]> => file.prepare(query).all(),
      close: async () => file.close(),
    };
  }
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const client = new pg.Client({ connectionString: address.url, types });
  await client.connect();
  return {
    rows: async (query: string): Promise<unknown[]> => (await client.query(query)).rows,
    close: () => client.end(),
  };
}

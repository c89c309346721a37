import type { Kysely, Selectable } from 'kysely';
import { actSeen, runFacts } from '../../../store/encryption/cells.ts';
import { type Encryption, ifReadable } from '../../../store/encryption/encryption.ts';
import { aboutWhat } from '../../../store/requests/about.ts';
import type { AlongsideRequest } from '../../../store/requests/decision/expire.ts';
import type { RequestsTable } from '../../../store/schema/requests.ts';
import type { Tables } from '../../../store/schema.ts';
import type { Activity } from '../../../team/activity/activity.ts';
import type { Entry } from '../../../team/activity/entry.ts';
import type { activityGroups } from '../../../team/activity/kinds.ts';
import type { ManyFacts } from '../runs/many-facts.ts';
import type { Person } from '../states.ts';

/** A step that a request takes while a second person is asked, or while it is held back. */
export type RequestStep = (typeof activityGroups.approval)[number] | 'undo';

/** Who took the step, and in which chat; nobody where the time ran out. */
export interface TakenBy {
  person?: Person | undefined;
  chat?: number | undefined;
}

/** What writes such a step down, in the transaction that takes it. */
export type RecordStep = (step: RequestStep, by?: TakenBy) => AlongsideRequest;

/** So many orders of many are named in a row. */
const mostNamed = 100;

export function stepRecorder(activity: Activity, encryption: Encryption): RecordStep {
  return (step, { person, chat } = {}) =>
    async (row, transaction) => {
      const asker = { id: row.decided_by ?? row.asked_by, name: row.decided_by_name ?? '' };
      const { order, reason, facts } = await whatOf(row, transaction, encryption);
      await activity.record(
        {
          kind: step,
          shop: row.shop,
          person,
          subject: person?.id === asker.id ? undefined : asker,
          chat,
          order,
          reason,
          act: { request: row.token, position: 0 },
          facts: { act: row.kind, ...(row.approval && { why: row.approval }), ...facts },
        },
        transaction,
      );
    };
}

/** The one order that it is about, or how many and which. */
async function whatOf(
  { token }: Selectable<RequestsTable>,
  transaction: Kysely<Tables>,
  encryption: Encryption,
): Promise<Pick<Entry, 'order' | 'reason' | 'facts'>> {
  const { first, facts } = await aboutWhat(transaction, token);
  const reason = first.reason ?? undefined;
  if (facts !== undefined) {
    const text = ifReadable(() => encryption.decrypt(facts, runFacts(token)));
    if (text === undefined) return { reason };
    const { orders } = JSON.parse(text) as ManyFacts;
    const ids = orders.slice(0, mostNamed).map(({ orderId }) => orderId);
    return { reason, facts: { count: orders.length, orders: ids.join(' ') } };
  }
  const { seen_encrypted: encrypted } = first;
  const seen = ifReadable(() =>
    encrypted === null ? undefined : JSON.parse(encryption.decrypt(encrypted, actSeen(token, 0))),
  );
  return {
    reason,
    order: { id: first.order_id, poNumber: first.po_number ?? undefined },
    facts: { ...(typeof seen?.totalAmount === 'number' && { total: seen.totalAmount }) },
  };
}

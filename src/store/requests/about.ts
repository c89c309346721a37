import type { Kysely, Selectable } from 'kysely';
import type { ActsTable } from '../schema/requests.ts';
import type { Tables } from '../schema.ts';

/** What a request is about: its first order, and where it is about many what was said of all of them, encrypted. */
export interface AboutWhat {
  first: Pick<Selectable<ActsTable>, 'order_id' | 'po_number' | 'seen_encrypted' | 'reason'>;
  facts: string | undefined;
}

export async function aboutWhat(from: Kysely<Tables>, request: string): Promise<AboutWhat> {
  const { facts_encrypted, ...first } = await from
    .selectFrom('acts')
    .leftJoin('runs', 'runs.request', 'acts.request')
    .select(['order_id', 'po_number', 'seen_encrypted', 'acts.reason', 'facts_encrypted'])
    .where('acts.request', '=', request)
    .where('acts.position', '=', 0)
    .executeTakeFirstOrThrow();
  return { first, facts: facts_encrypted ?? undefined };
}

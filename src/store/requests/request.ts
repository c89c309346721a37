import type { Selectable } from 'kysely';
import type { RequestsTable, RunsTable } from '../schema/requests.ts';

/** What is read of a run together with its request; all null where the request is about one order. */
type RunColumns = Pick<
  Selectable<RunsTable>,
  'reason' | 'changed_by' | 'changed_by_name' | 'led_by' | 'led_by_name' | 'trouble'
> & { run_state: RunsTable['state'] | null; alive_at: number | null };

/** A request as it lies in the database, with the moment at which it was read. */
export type RequestRow = Selectable<RequestsTable> & { read_at: number };
export type RequestWithRun = RequestRow & RunColumns;

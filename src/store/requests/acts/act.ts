import { type Selectable, sql } from 'kysely';
import type { ActsTable } from '../../schema/requests.ts';

/** An act as it lies in the database, with the moment at which it was read. */
export type ActRow = Selectable<ActsTable> & { read_at: number };

/** Which act is meant. */
export interface ActKey {
  request: string;
  position: number;
}

/** The condition that a row of `acts` is this one. */
export function isAct({ request, position }: ActKey) {
  return sql<boolean>`acts.request = ${request} and acts.position = ${position}`;
}

/** The lease that a worker holds while it works on an act. */
export function leaseOf({ request, position }: ActKey): string {
  return `act:${request}:${position}`;
}

import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    // What was said about a request over many orders is found by each of them.
    await sql`create index activity_of_many on activity (request)
      where order_id is null and request is not null`.execute(db);
  },
};

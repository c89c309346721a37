import type { KeptInActivity } from '../schema/activity.ts';
import type { Store } from '../store.ts';
import type { ActivityHead, ActivityRow } from './append.ts';

/** A text that is still kept beside a row, encrypted. */
export interface KeptText {
  number: number;
  what: KeptInActivity;
  text_encrypted: string;
}

/** What is read to check a bot's activity. */
export interface ChainRows {
  /** The head and the last number that there is, as they were at one moment; undefined without a head. */
  end(): Promise<(ActivityHead & { latest: number | null }) | undefined>;
  /** The last number that there is, for when the head is gone. */
  latest(): Promise<number | null>;
  /** The rows after one number and up to another, in order. */
  between(after: number, last: number, limit: number): Promise<ActivityRow[]>;
  /** What is kept beside the rows between these numbers. */
  keptBetween(first: number, last: number): Promise<KeptText[]>;
}

export function createChainRows({ db }: Store, botId: number): ChainRows {
  return {
    end: () =>
      db
        .selectFrom('activity_heads')
        .selectAll()
        .select(({ selectFrom }) =>
          selectFrom('activity')
            .select(({ fn }) => fn.max('number').as('latest'))
            .whereRef('activity.bot_id', '=', 'activity_heads.bot_id')
            .as('latest'),
        )
        .where('bot_id', '=', botId)
        .executeTakeFirst(),
    async latest() {
      const row = await db
        .selectFrom('activity')
        .select(({ fn }) => fn.max('number').as('latest'))
        .where('bot_id', '=', botId)
        .executeTakeFirst();
      return row?.latest ?? null;
    },
    between: (after, last, limit) =>
      db
        .selectFrom('activity')
        .selectAll()
        .where('bot_id', '=', botId)
        .where('number', '>', after)
        .where('number', '<=', last)
        .orderBy('number')
        .limit(limit)
        .execute(),
    keptBetween: (first, last) =>
      db
        .selectFrom('activity_kept')
        .select(['number', 'what', 'text_encrypted'])
        .where('bot_id', '=', botId)
        .where('number', '>=', first)
        .where('number', '<=', last)
        .execute(),
  };
}

import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Encryption } from '../encryption/encryption.ts';
import { anotherKey, isKeyOf } from '../encryption/key-check.ts';
import { StoreError } from '../errors.ts';
import type { Tables } from '../schema.ts';
import { step as s001 } from './001-first.ts';
import { step as s002 } from './002-broken-leases.ts';
import { step as s003 } from './003-long-lives.ts';
import { step as s004 } from './004-unread.ts';
import { step as s005 } from './005-losses.ts';
import { step as s006 } from './006-waiting.ts';
import { step as s007 } from './007-bots-and-shops.ts';
import { step as s008 } from './008-requests-and-acts.ts';
import { step as s009 } from './009-bound-to-rows.ts';
import { step as s010 } from './010-clocks-put-back.ts';
import { step as s011 } from './011-dead-letters.ts';
import { step as s012 } from './012-team-by-chat.ts';
import { step as s013 } from './013-excel-to.ts';
import { step as s014 } from './014-shop-settings.ts';
import { step as s015 } from './015-activity.ts';
import { step as s016 } from './016-refunds.ts';
import { step as s017 } from './017-runs.ts';
import { step as s018 } from './018-chat-settings.ts';
import { step as s019 } from './019-export-formats.ts';
import { step as s020 } from './020-approvals.ts';
import { step as s021 } from './021-reasons.ts';
import { step as s022 } from './022-searches.ts';
import { step as s023 } from './023-shop-tokens.ts';
import { step as s024 } from './024-export-sources.ts';
import { step as s025 } from './025-asked-reasons.ts';
import { step as s026 } from './026-no-scans.ts';
import { step as s027 } from './027-grace-times.ts';
import { step as s028 } from './028-chat-shops.ts';
import { step as s029 } from './029-kept-orders.ts';
import { step as s030 } from './030-shop-watch.ts';
import { step as s031 } from './031-deleted-orders.ts';
import { step as s032 } from './032-group-members.ts';
import { step as s033 } from './033-ended-bindings.ts';
import { step as s034 } from './034-approvals-of-many.ts';
import { step as s035 } from './035-delivered-files.ts';
import { step as s036 } from './036-done-acts.ts';
import { step as s037 } from './037-digests.ts';
import { step as s038 } from './038-searches-of-kinds.ts';
import { step as s039 } from './039-put-off.ts';
import type { Step } from './step.ts';

/** Every step a database takes from empty to now. A step that has been released is never changed, only followed. */
const migrations: Record<string, Step> = {
  '001_first': s001,
  '002_broken_leases': s002,
  '003_long_lives': s003,
  '004_unread': s004,
  '005_losses': s005,
  '006_waiting': s006,
  '007_bots_and_shops': s007,
  '008_requests_and_acts': s008,
  '009_bound_to_rows': s009,
  '010_clocks_put_back': s010,
  '011_dead_letters': s011,
  '012_team_by_chat': s012,
  '013_excel_to': s013,
  '014_shop_settings': s014,
  '015_activity': s015,
  '016_refunds': s016,
  '017_runs': s017,
  '018_chat_settings': s018,
  '019_export_formats': s019,
  '020_approvals': s020,
  '021_reasons': s021,
  '022_searches': s022,
  '023_shop_tokens': s023,
  '024_export_sources': s024,
  '025_asked_reasons': s025,
  '026_no_scans': s026,
  '027_grace_times': s027,
  '028_chat_shops': s028,
  '029_kept_orders': s029,
  '030_shop_watch': s030,
  '031_deleted_orders': s031,
  '032_group_members': s032,
  '033_ended_bindings': s033,
  '034_approvals_of_many': s034,
  '035_delivered_files': s035,
  '036_done_acts': s036,
  '037_digests': s037,
  '038_searches_of_kinds': s038,
  '039_put_off': s039,
};

/** What is encrypted is read and written anew up to this step, and by none after it. */
const lastThatReads: keyof typeof migrations = '009_bound_to_rows';

/**
 * Brings the database to this version; two processes that start together don't disturb each other.
 * @throws {StoreError} `newer` when a later version of the bot has been at this database, `key` when a step has to read
 * what another key was used for: nothing is changed then.
 * @param last the step to stop at, for a test of those that follow it
 */
export async function migrate(
  db: Kysely<Tables>,
  encryption: Encryption,
  last?: string,
): Promise<void> {
  const provider = {
    getMigrations: async () =>
      Object.fromEntries(
        Object.entries(migrations).map(([name, { up }]): [string, Migration] => [
          name,
          { up: (step) => up(step, encryption) },
        ]),
      ),
  };
  const applied = await appliedSteps(db);
  if (applied.length > 0) {
    refuseNewer(applied);
    const isReadBySteps = !applied.includes(lastThatReads);
    if (isReadBySteps && !(await isKeyOf(db, encryption))) throw anotherKey();
  }
  // Kysely would read the whole layout of the database several times, at every start.
  if (Object.keys(migrations).every((name) => applied.includes(name))) return;
  const migrator = new Migrator({ db, provider });
  const { error } = await (last === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(last));
  if (error !== undefined) {
    // Of two that start together the other one may be newer.
    refuseNewer(await appliedSteps(db), error);
    throw new StoreError('migration', 'The database could not be brought to this version.', error);
  }
}

/** The steps that the database has taken so far, by name. */
async function appliedSteps(db: Kysely<Tables>): Promise<string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
    return rows.map(({ name }) => name);
  } catch (error) {
    if (isMissingTable(error)) return [];
    throw error;
  }
}

/** PostgreSQL, Appendix A, 42P01: undefined_table; SQLite has no code of its own for it. */
function isMissingTable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === '42P01') || /^no such table/.test(error.message);
}

function refuseNewer(applied: readonly string[], cause?: unknown): void {
  if (applied.every((name) => Object.hasOwn(migrations, name))) return;
  throw new StoreError(
    'newer',
    'The database was made by a newer version of the bot: run that version.',
    cause,
  );
}

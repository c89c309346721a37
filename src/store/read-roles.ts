import { DatabaseSync } from 'node:sqlite';

/**
 * Everybody's role in an SQLite file that a running bot has open, by Telegram user ID; nothing is written or locked.
 * Undefined where there is no such database yet, or it can't be read just now.
 */
export function readRoles(path: string): Record<number, string> | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    const rows = database.prepare('select person_id, role from members order by person_id').all();
    return Object.fromEntries(rows.map(({ person_id, role }) => [person_id, String(role)]));
  } catch {
    return undefined;
  } finally {
    database?.close();
  }
}

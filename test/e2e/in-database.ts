import { DatabaseSync } from 'node:sqlite';
import type { Chat, User } from '../../src/sandbox/telegram/client/player.ts';
import type { ShopWorld } from './shop-world.ts';

/** The file of a shop whose bot runs on SQLite. */
export function databasePath({ env }: ShopWorld): string {
  return String(env['DATABASE_URL']).slice('sqlite:'.length);
}

/** Works in that file beside the bot: for what no chat shows. */
export function inDatabase<Result>(
  world: ShopWorld,
  work: (database: DatabaseSync) => Result,
): Result {
  const database = new DatabaseSync(databasePath(world), { timeout: 5000 });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** How many updates of one person in a chat are still to be handled, or were handled. */
export function countUpdates(
  world: ShopWorld,
  chat: Chat,
  person: User,
  status: 'waiting' | 'handled',
): number {
  const queue = `chat:${chat.id}${chat.type === 'private' ? '' : `:person:${person.id}`}`;
  return inDatabase(world, (database) => {
    const counted = database
      .prepare('select count(*) as n from inbox where queue = ? and status = ?')
      .get(queue, status);
    return Number(counted?.['n']);
  });
}

import { type Kysely, type SqlBool, sql } from 'kysely';
import type { DatabaseClock } from '../../clock.ts';
import type { Tables } from '../../schema.ts';
import { isReachable } from '../../tables/chats.ts';

/**
 * Has a request that waits for an approval shown in the private chats of those who may answer, and of who asked for it
 * where the chat it was asked in is gone.
 */
export async function copyTo(
  transaction: Kysely<Tables>,
  now: DatabaseClock,
  botId: number,
  token: string,
  roles: readonly string[],
): Promise<void> {
  const people = await recipients(botId, token, roles).execute(transaction);
  for (const { person_id: chat_id } of people.rows) {
    await transaction
      .insertInto('request_messages')
      .values({
        request: token,
        bot_id: botId,
        chat_id,
        thread_id: null,
        message_id: null,
        version: 1,
        shown_version: 0,
        due_at: now(),
        copy: 1,
      })
      .onConflict((conflict) => conflict.columns(['request', 'chat_id']).doNothing())
      .execute();
  }
}

/** Whether somebody is to be shown it who isn't yet. */
export async function isToBeCopied(
  db: Kysely<Tables>,
  botId: number,
  token: string,
  roles: readonly string[],
): Promise<boolean> {
  return (await recipients(botId, token, roles).execute(db)).rows.length > 0;
}

/** Who is to be shown a request that waits, and isn't yet: a private chat has the number of its person. */
function recipients(botId: number, token: string, roles: readonly string[]) {
  const isShown = (person: string) => sql<SqlBool>`exists (select 1 from request_messages
    where request_messages.request = requests.token
    and request_messages.chat_id = ${sql.ref(person)})`;
  return sql<{ person_id: number }>`
    select members.person_id from requests join members on members.shop = requests.shop
    where requests.token = ${token} and requests.bot_id = ${botId}
      and requests.status = 'awaiting' and members.role in (${sql.join([...roles])})
      and members.person_id <> requests.asked_by and members.person_id <> requests.decided_by
      and not ${isShown('members.person_id')}
    union
    select requests.decided_by from requests
    where requests.token = ${token} and requests.bot_id = ${botId}
      and requests.status = 'awaiting' and not ${isShown('requests.decided_by')}
      and not exists (select 1 from request_messages where request_messages.request = requests.token
        and request_messages.copy = 0
        and ${isReachable(botId, sql.ref('request_messages.chat_id'))})`;
}

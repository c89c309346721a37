import type { Kysely, Selectable } from 'kysely';
import type { Logger } from 'pino';
import { conversationState } from '../encryption/cells.ts';
import { type Encryption, ifReadable } from '../encryption/encryption.ts';
import { gathered } from '../engine/gathered.ts';
import type { ConversationsTable } from '../schema/chats.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';

/**
 * What a conversation has heard so far, encrypted, since it holds what people typed. It is written by
 * {@link commitUnitOfWork}.
 */
export interface ConversationStates {
  /** Undefined: there is no such conversation, or none that can be read. */
  read(key: string): Promise<string | undefined>;
}

/**
 * What a message said when it was taken up lies among the conversations: it is encrypted, and forgotten after two days,
 * as they are, and nobody can edit a message for longer (Telegram Bot API, editing).
 */
export function heardKey(chatId: number, messageId: number): string {
  return `${chatId}:message:${messageId}`;
}

/** @param log told of a state that can't be decrypted: its conversation is over */
export function createConversationStates(
  store: Store,
  botId: number,
  log: Logger,
): ConversationStates {
  const { db, encryption } = store;
  const find = gathered<{ key: string }, { at: number; state_encrypted: string }>(
    store,
    { key: 'text' },
    (asked) =>
      db
        .selectFrom(asked.as('asked'))
        .crossJoin('conversations')
        .select(['asked.at', 'conversations.state_encrypted'])
        .where('conversations.bot_id', '=', botId)
        .whereRef('conversations.key', '=', 'asked.key'),
  );
  return {
    async read(key) {
      const [row] = await find({ key });
      if (row === undefined) return undefined;
      const { state_encrypted: encrypted } = row;
      const state = ifReadable(() => encryption.decrypt(encrypted, conversationState(botId, key)));
      if (state !== undefined) return state;
      log.error({ conversation: key }, 'a conversation can’t be decrypted: it is over');
      await db
        .deleteFrom('conversations')
        .where('bot_id', '=', botId)
        .where('key', '=', key)
        .where('state_encrypted', '=', encrypted)
        .execute();
      return undefined;
    },
  };
}

/**
 * Moves the conversations of a group to the supergroup it became. Who has begun something new there goes on with that.
 */
export async function moveConversations(
  transaction: Kysely<Tables>,
  encryption: Encryption,
  botId: number,
  from: number,
  to: number,
): Promise<void> {
  const rows = await transaction
    .deleteFrom('conversations')
    .where('bot_id', '=', botId)
    .where('key', 'like', `${from}:%`)
    .returningAll()
    .execute();
  for (const row of rows) {
    const key = `${to}${row.key.slice(String(from).length)}`;
    const open = () => encryption.decrypt(row.state_encrypted, conversationState(botId, row.key));
    await insertAnew(transaction, encryption, { ...row, key }, open);
  }
}

/** Gives a bot the conversations of a version that knew one bot only, which encrypted them for no row. */
export async function adoptConversations(
  transaction: Kysely<Tables>,
  encryption: Encryption,
  botId: number,
): Promise<void> {
  const rows = await transaction
    .deleteFrom('conversations')
    .where('bot_id', '=', 0)
    .returningAll()
    .execute();
  for (const row of rows) {
    const open = () => encryption.decryptLegacy(row.state_encrypted);
    await insertAnew(transaction, encryption, { ...row, bot_id: botId }, open);
  }
}

/** Puts a row at its new place, unless there is one already. What can't be read stays so, for its reader to tell. */
async function insertAnew(
  transaction: Kysely<Tables>,
  encryption: Encryption,
  row: Selectable<ConversationsTable>,
  open: () => string,
): Promise<void> {
  const state = ifReadable(open);
  const cell = conversationState(row.bot_id, row.key);
  await transaction
    .insertInto('conversations')
    .values(
      state === undefined ? row : { ...row, state_encrypted: encryption.encrypt(state, cell) },
    )
    .onConflict((conflict) => conflict.columns(['bot_id', 'key']).doNothing())
    .execute();
}

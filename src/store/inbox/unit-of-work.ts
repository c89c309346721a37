import type { Kysely } from 'kysely';
import type { Locale } from '../../config.ts';
import { conversationState } from '../encryption/cells.ts';
import type { ChatsTable } from '../schema/chats.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import type { ExcelTo } from '../tables/chats.ts';

/**
 * What handling one update changes in conversations and settings. It is held back until the update is done and then
 * committed together with the mark that it is, so that handling it again after a kill starts from the same place.
 */
export interface UnitOfWork {
  /** The new state of a conversation, as text; null when it has ended. */
  conversations: Map<string, string | null>;
  /** The language that was chosen for a chat. */
  locales: Map<number, Locale>;
  /** The texts of messages that were taken up, by {@link heardKey}: an edit that leaves them as they are asks for nothing. */
  heard: Map<string, string>;
  /** Where the Excel of a group is to go. */
  excelTo: Map<number, ExcelTo>;
}

export function emptyUnitOfWork(): UnitOfWork {
  return { conversations: new Map(), heard: new Map(), locales: new Map(), excelTo: new Map() };
}

export function isEmpty({ conversations, locales, heard, excelTo }: UnitOfWork): boolean {
  return [conversations, locales, heard, excelTo].every(({ size }) => size === 0);
}

/** Takes changes along to where their chats have moved, by the old ID, while they were made. */
export function moveChanges(
  { conversations, locales, excelTo }: UnitOfWork,
  moved: ReadonlyMap<number, number>,
): void {
  for (const [from, to] of moved) {
    for (const [key, state] of conversations) {
      if (!key.startsWith(`${from}:`)) continue;
      conversations.delete(key);
      conversations.set(`${to}${key.slice(String(from).length)}`, state);
    }
    moveKey(locales, from, to);
    moveKey(excelTo, from, to);
  }
}

function moveKey<T>(chosen: Map<number, T>, from: number, to: number): void {
  const value = chosen.get(from);
  if (value === undefined) return;
  chosen.delete(from);
  chosen.set(to, value);
}

/** Writes changes as a part of the transaction that marks their update as handled. */
export async function commitUnitOfWork(
  transaction: Kysely<Tables>,
  { now, encryption }: Store,
  botId: number,
  { conversations, heard, locales, excelTo }: UnitOfWork,
): Promise<void> {
  for (const [key, state] of [...conversations, ...heard]) {
    if (state === null) {
      await transaction
        .deleteFrom('conversations')
        .where('bot_id', '=', botId)
        .where('key', '=', key)
        .execute();
      continue;
    }
    const kept = {
      state_encrypted: encryption.encrypt(state, conversationState(botId, key)),
      updated_at: now(),
    };
    await transaction
      .insertInto('conversations')
      .values({ bot_id: botId, key, ...kept })
      .onConflict((conflict) => conflict.columns(['bot_id', 'key']).doUpdateSet(kept))
      .execute();
  }
  const choose = (chatId: number, chosen: Partial<Pick<ChatsTable, 'locale' | 'excel_to'>>) =>
    transaction
      .insertInto('chats')
      .values({ bot_id: botId, chat_id: chatId, ...chosen })
      .onConflict((conflict) => conflict.columns(['bot_id', 'chat_id']).doUpdateSet(chosen))
      .execute();
  for (const [chatId, locale] of locales) await choose(chatId, { locale });
  for (const [chatId, excel_to] of excelTo) await choose(chatId, { excel_to });
}

import type { Update } from 'grammy/types';
import { looksLikeToken } from '../../team/shops/token.ts';
import type { BotContext, BotParts } from '../context.ts';

// A shop's token must lie in no conversation: of this question nothing is kept but that it waits, and for which shop.

/** How long the question waits for its answer. */
const answerTimeMs = 15 * 60_000;

/** What is known of a question that waits for a token. */
export interface TokenQuestion {
  /** The shop whose token is to be renewed; absent: a shop is to be connected. */
  renewing?: string;
}

interface Waiting extends TokenQuestion {
  at: number;
}

/** The chat stands first, as in the keys of conversations. */
export function tokenQuestionKey(chatId: number, personId: number): string {
  return `${chatId}:${personId}:token`;
}

/** What the person writes next in this chat is a token. */
export function waitForToken(ctx: BotContext, question: TokenQuestion): void {
  keep(ctx, JSON.stringify({ ...question, at: Date.now() } satisfies Waiting));
}

export function forgetTokenQuestion(ctx: BotContext): void {
  keep(ctx, null);
}

/** The question that waits for this person's answer in this chat. */
export async function tokenQuestionOf(
  { chatId, from }: Pick<BotContext, 'chatId' | 'from'>,
  { conversationStates }: Pick<BotParts, 'conversationStates'>,
): Promise<TokenQuestion | undefined> {
  if (chatId === undefined || from === undefined) return undefined;
  const state = await conversationStates.read(tokenQuestionKey(chatId, from.id));
  if (state === undefined) return undefined;
  const { at, ...question } = JSON.parse(state) as Waiting;
  return Date.now() - at < answerTimeMs ? question : undefined;
}

function keep({ chatId, from, unitOfWork }: BotContext, state: string | null): void {
  if (chatId !== undefined && from !== undefined)
    unitOfWork.conversations.set(tokenQuestionKey(chatId, from.id), state);
}

/** What may be kept of an update that was set aside: where it may hold a token, nothing of what was written. */
export async function withoutToken(
  update: Update,
  parts: Pick<BotParts, 'conversationStates'>,
): Promise<Update> {
  const message = update.message ?? update.edited_message;
  const text = message?.text;
  if (message?.from === undefined || text === undefined) return update;
  const asked = { chatId: message.chat.id, from: message.from };
  const mayHoldToken =
    text.split(/\s+/).some(looksLikeToken) || (await tokenQuestionOf(asked, parts)) !== undefined;
  if (!mayHoldToken) return update;
  const { entities: _, ...kept } = { ...message, text: '…' };
  const place = update.message === undefined ? 'edited_message' : 'message';
  return { ...update, [place]: kept };
}

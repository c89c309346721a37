/** The traffic as lines in order of time, each tied to the update that it follows. Pure. */
import type { Update } from 'grammy/types';
import type { NgorderCall } from './ngorder-calls.ts';

/** A call of the Bot API, as the Telegram sandbox logs it. */
export interface BotCall {
  id: number;
  /** Milliseconds since 1970. */
  at: number;
  /** The chat that it concerns, if it concerns one. */
  chat_id?: number;
  method: string;
  params: Record<string, unknown>;
  /** 0 if it got no response. */
  status: number;
  response: unknown;
  ms: number;
}

/** An update on its way to the bot. */
export interface QueuedUpdate {
  /** Milliseconds since 1970. */
  at: number;
  chat_id: number;
  update: Update;
}

/** What came of it. */
export interface Outcome {
  updateId?: number;
  status?: number;
  /** Of a call or request without a status. */
  state?: 'no answer' | 'under way';
  /** Telegram's description of an error. */
  reason?: string;
  /** The kind of fault that struck it. */
  fault?: string;
}

export interface WireLine {
  /** Identifies the call, request or update; it stays the same while more becomes known of it. */
  key: string;
  source: 'telegram' | 'bot' | 'ngorder';
  /** Milliseconds since 1970. */
  at: number;
  /** Missing for updates, and while a request is in progress. */
  ms?: number;
  title: string;
  /** Who pressed the button that `about` names; missing for anything but a press. */
  pressedBy?: string;
  /** Its subject in a few words; may be empty. */
  about: string;
  outcome: Outcome;
  failed: boolean;
  chatId?: number;
  /** The update that it belongs to. Few calls name theirs; the others are guessed by chat and time. */
  cause?: { updateId: number; certain: boolean };
  detail: unknown;
}

export const linesKept = 1000;

/** A call later than this after its chat's last update doesn't count as following it. */
const followsWithinMs = 60_000;

export function lineOfUpdate({ at, chat_id, update }: QueuedUpdate): WireLine {
  const { update_id, ...content } = update;
  const kind = Object.keys(content)[0] ?? 'update';
  return {
    key: `telegram/${update_id}/${at}`,
    source: 'telegram',
    at,
    title: kind,
    ...aboutUpdate(update),
    outcome: { updateId: update_id },
    failed: false,
    chatId: chat_id,
    cause: { updateId: update_id, certain: true },
    detail: update,
  };
}

function aboutUpdate({
  message,
  callback_query: press,
}: Update): Pick<WireLine, 'about' | 'pressedBy'> {
  if (press) return { pressedBy: press.from.first_name, about: press.data ?? '' };
  if (!message) return { about: '' };
  const said = message.text ?? message.caption ?? Object.keys(message).find(isContent) ?? '';
  return { about: message.from ? `${message.from.first_name}: ${said}` : said };
}

/** Fields that every message has; any other names its content, such as `new_chat_members`. */
const envelope =
  /^(?:message_id|message_thread_id|is_topic_message|from|sender_chat|chat|date|reply_to_message)$/;
const isContent = (field: string): boolean => !envelope.test(field);

/** Undefined for a successful poll: its updates have lines of their own. */
export function lineOfBotCall(call: BotCall): WireLine | undefined {
  const { id, at, ms, method, params, status, response, chat_id } = call;
  const failed = status !== 200;
  if (method === 'getUpdates' && !failed) return undefined;
  return {
    key: `bot/${id}`,
    source: 'bot',
    at,
    ms,
    title: method,
    about: firstText(params),
    outcome: {
      ...(status === 0 ? { state: 'no answer' } : { status }),
      ...(failed && reasonOf(response)),
    },
    failed,
    ...(chat_id !== undefined && { chatId: chat_id }),
    detail: { params, response },
  };
}

export function lineOfNgorderCall(call: NgorderCall): WireLine {
  const { number, at, ms, method, path, query, body, status, fault } = call;
  const failed = ms !== undefined && (status === undefined || status >= 400 || status === 302);
  const asked = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  if (body !== undefined && body !== '') asked.push(JSON.stringify(body));
  return {
    key: `ngorder/${number}`,
    source: 'ngorder',
    at: Date.parse(at),
    ...(ms !== undefined && { ms }),
    // Without the API's root path, which all have in common.
    title: `${method} ${path.replace(/^\/api\/open/u, '')}`,
    about: asked.join(' '),
    outcome: {
      ...(ms === undefined
        ? { state: 'under way' }
        : status === undefined
          ? { state: 'no answer' }
          : { status }),
      ...(fault !== undefined && { fault }),
    },
    failed,
    detail: call,
  };
}

/** Merges new lines in order of time and by key, keeping only the last `linesKept`. */
export function withLines(
  lines: readonly WireLine[],
  newcomers: readonly WireLine[],
): readonly WireLine[] {
  const byKey = new Map(lines.map((line) => [line.key, line]));
  for (const line of newcomers) byKey.set(line.key, line);
  const sorted = [...byKey.values()].sort((a, b) => a.at - b.at);
  return tied(sorted.slice(-linesKept));
}

/**
 * Ties each line to the update that it follows.
 *
 * - An answer to a press names the press: certain.
 * - Any other call into a chat follows that chat's last update: a guess, since work may go on in the background.
 * - A request to Ngorder names no chat: it follows the last update of all, which is a guess too. Only the shop
 *   itself is asked for when the bot starts, and not because of an update.
 *
 * Lines that stay as they are stay the same objects.
 */
export function tied(lines: readonly WireLine[]): readonly WireLine[] {
  const ofPress = new Map<string, WireLine>();
  const lastOf = new Map<number | undefined, WireLine>();
  return lines.map((line) => {
    if (line.source === 'telegram') {
      const press = pressIn(line.detail);
      if (press !== undefined) ofPress.set(press, line);
      lastOf.set(line.chatId, line).set(undefined, line);
      return line;
    }
    const answered = answeredPress(line);
    const named = answered === undefined ? undefined : ofPress.get(answered);
    if (named) return withCause(line, named, true);
    const isOwn = line.source === 'bot' ? line.chatId === undefined : line.title === 'GET /shop';
    if (isOwn) return line;
    const followed = lastOf.get(line.chatId);
    if (!followed || line.at - followed.at > followsWithinMs) return line;
    return withCause(line, followed, false);
  });
}

function withCause(line: WireLine, update: WireLine, certain: boolean): WireLine {
  const updateId = update.cause?.updateId;
  if (updateId === undefined) return line;
  if (line.cause?.updateId === updateId && line.cause.certain === certain) return line;
  return { ...line, cause: { updateId, certain } };
}

const pressIn = (detail: unknown): string | undefined =>
  (detail as Partial<Update>).callback_query?.id;

function answeredPress(line: WireLine): string | undefined {
  if (line.source !== 'bot' || line.title.toLowerCase() !== 'answercallbackquery') return undefined;
  const { params } = line.detail as { params: Record<string, unknown> };
  return String(params['callback_query_id']);
}

/** What to show of the wire. */
export interface WireFilter {
  /** Lines of this chat, and requests to Ngorder that follow its updates. */
  chatId: number | undefined;
  /** Only lines that belong to this update. */
  updateId: number | undefined;
  /** A text in the title, the subject, or anywhere in the JSON. */
  text: string;
}

/** The lines that match, newest first. */
export function filtered(lines: readonly WireLine[], filter: WireFilter): WireLine[] {
  const { chatId, updateId } = filter;
  const text = filter.text.trim().toLowerCase();
  const ofChat = new Set(
    lines.filter((line) => line.chatId === chatId).map(({ cause }) => cause?.updateId),
  );
  return lines
    .filter(
      (line) =>
        (chatId === undefined ||
          line.chatId === chatId ||
          (line.source === 'ngorder' &&
            line.cause !== undefined &&
            ofChat.has(line.cause.updateId))) &&
        (updateId === undefined || line.cause?.updateId === updateId) &&
        (text === '' || searchable(line).includes(text)),
    )
    .reverse();
}

const searched = new WeakMap<WireLine, string>();

function searchable(line: WireLine): string {
  const known = searched.get(line);
  if (known !== undefined) return known;
  const text = [line.title, line.pressedBy, line.about, JSON.stringify([line.outcome, line.detail])]
    .join(' ')
    .toLowerCase();
  searched.set(line, text);
  return text;
}

function firstText({ text, caption, action }: Record<string, unknown>): string {
  const said = text ?? caption ?? action;
  return typeof said === 'string' ? said : '';
}

function reasonOf(response: unknown): Pick<Outcome, 'reason'> {
  if (typeof response !== 'object' || response === null || !('description' in response)) return {};
  return { reason: String(response.description) };
}

import { randomUUID } from 'node:crypto';
import { type Api, GrammyError, InputFile } from 'grammy';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Logger } from 'pino';
import type { Locale } from '../config.ts';
import type { Ngorder } from '../ngorder/client.ts';
import { NgorderError } from '../ngorder/errors.ts';
import type { CanceledType } from '../ngorder/order.ts';
import { ExportError } from '../orders/export/errors.ts';
import { type ExportFile, fetchExport } from '../orders/export/fetch-export.ts';
import type { Chats } from '../store/chats.ts';
import { DatabaseTrouble } from '../store/errors.ts';
import type { ExportRow, ExportRows } from '../store/exports.ts';
import type { Leases } from '../store/leases.ts';
import type { Filter } from './callback-data.ts';
import { callAfresh } from './outgoing.ts';
import { cannotBeEdited, isChatGone } from './showing.ts';
import { exportCaptionView, exportFailedView, exportWorkingView } from './views/export.ts';
import type { Screen } from './views/screen.ts';
import type { Wording, Wordings } from './wording.ts';

/** An Excel that somebody asks for, and where it is to go. */
export interface ExportOrder {
  chatId: number;
  threadId: number | undefined;
  replyTo: number | undefined;
  askedBy: number;
  filter: Filter;
}

/** Fetches Excels beside the chat's other work, and hands them over, also those that a restart interrupted. */
export interface ExportDelivery {
  /** Writes down what is asked for. False: the same file is on its way to this chat already. */
  begin(order: ExportOrder): Promise<boolean>;
  start(): void;
  /** Lets go of what is under way: the next start begins it anew. */
  stop(): Promise<void>;
}

export interface ExportDeliveryParts {
  api: Api;
  ngorder: Ngorder;
  rows: ExportRows;
  leases: Leases;
  chats: Chats;
  wordings: Wordings;
  defaultLocale: Locale;
  spoolFolder: string;
  log: Logger;
  tickMs?: number;
  /** How long one that died while fetching keeps others from it. */
  leaseMs?: number;
}

interface DeliveryParts extends ExportDeliveryParts {
  fetching: LimitFunction;
}

/** Telegram Bot API, sendChatAction: what is shown lasts five seconds at most. */
const chatActionMs = 4500;
/** So many are fetched from Ngorder at once; more may be under way, since one that waits for its chat holds up no other. */
const fetchedAtOnce = 5;
const atOnce = 50;
/** How long an export is left alone after each unforeseen failure; after the last it is given up and explained. */
const pausesMs = [2000, 10_000, 60_000];

export function createExportDelivery(parts: ExportDeliveryParts): ExportDelivery {
  const { rows, leases, log, tickMs = 2000, leaseMs = 30_000 } = parts;
  const holder = randomUUID();
  const inHand = new Map<string, Promise<void>>();
  const fetching = pLimit(fetchedAtOnce);
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  const underLease = async (id: string): Promise<void> => {
    const lease = `export:${id}`;
    if (!(await leases.take(lease, holder, leaseMs))) return;
    const renewal = setInterval(() => {
      leases
        .renew(lease, holder, leaseMs)
        .catch((error: unknown) => log.error({ err: error }, 'a lease was not renewed'));
    }, leaseMs / 3);
    try {
      const row = await rows.get(id);
      if (row !== undefined) await deliver({ ...parts, fetching }, row, stopping.signal);
    } finally {
      clearInterval(renewal);
      await leases.release(lease, holder);
    }
  };

  const look = async (): Promise<void> => {
    if (stopping.signal.aborted) return;
    for (const { id } of await rows.due(atOnce)) {
      if (inHand.size >= atOnce || inHand.has(id) || stopping.signal.aborted) continue;
      const work = underLease(id)
        .catch((error: unknown) => log.error({ err: error }, 'an export could not be delivered'))
        .finally(() => {
          inHand.delete(id);
        });
      inHand.set(id, work);
    }
  };
  const lookAround = (): void => {
    look().catch((error: unknown) => log.error({ err: error }, 'the exports could not be read'));
  };

  return {
    async begin({ chatId, threadId = 0, replyTo = 0, askedBy, filter }) {
      const { type, from = '', to = '' } = filter;
      const place = { chat_id: chatId, thread_id: threadId, reply_to: replyTo, asked_by: askedBy };
      const added = await rows.add({ ...place, type, from_day: from, to_day: to });
      if (added) lookAround();
      return added;
    },
    start() {
      timer = setInterval(lookAround, tickMs);
      lookAround();
    },
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await Promise.all(inHand.values());
    },
  };
}

/** Delivers the file or explains why none comes; what goes wrong between the bot and Telegram is tried again. */
async function deliver(parts: DeliveryParts, row: ExportRow, signal: AbortSignal): Promise<void> {
  const { rows, log } = parts;
  try {
    await deliverOnce(parts, row, signal);
  } catch (error) {
    // The database has failed, not the export: it is begun anew when that is over.
    if (signal.aborted || error instanceof DatabaseTrouble) return;
    const [shortPause = 0] = pausesMs;
    // Marked by now: it waits for the chat to come back.
    if (isChatGone(error)) return rows.postpone(row.id, shortPause);
    const floodMs = floodIn(error);
    if (floodMs !== undefined) return rows.postpone(row.id, floodMs);
    const pause = pausesMs[row.failures];
    if (pause === undefined) {
      log.error({ err: error }, 'an export was given up');
      await rows.finish(row.id);
    } else {
      log.warn({ err: error }, 'an export is tried again');
      await rows.fail(row.id, pause);
    }
  }
}

async function deliverOnce(
  parts: DeliveryParts,
  row: ExportRow,
  signal: AbortSignal,
): Promise<void> {
  const { api, rows, chats, wordings, defaultLocale, log } = parts;
  const wording = wordings((await chats.locale(row.chat_id)) ?? defaultLocale);
  const filter = filterOf(row);
  const statusId =
    row.status_message_id || (await sendStatus(parts, row, exportWorkingView(filter, wording)));
  const stopShowing = showAction(parts, row);
  try {
    await handOver(parts, row, wording, signal);
    await rows.finish(row.id);
    await api
      .deleteMessage(row.chat_id, statusId)
      .catch((error: unknown) => log.warn({ err: error }, 'a status message stays'));
  } catch (error) {
    const isLastTry = pausesMs[row.failures] === undefined;
    const isOver = isForeseen(error) || (isLastTry && !signal.aborted && !passesByItself(error));
    if (!isOver) throw error;
    if (!isForeseen(error)) log.error({ err: error }, 'an export could not be delivered');
    await rows.close(row.id);
    await explain(parts, row, statusId, exportFailedView(error, filter, wording));
    await rows.finish(row.id);
  } finally {
    stopShowing();
  }
}

/** Fetches the file and sends it. */
async function handOver(
  parts: DeliveryParts,
  row: ExportRow,
  wording: Wording,
  signal: AbortSignal,
): Promise<void> {
  const { ngorder, rows, spoolFolder, fetching } = parts;
  let file: ExportFile | undefined;
  try {
    const fetched = await fetching(() =>
      fetchExport(ngorder, filterOf(row), { spoolFolder, signal }),
    );
    file = fetched;
    await rows.close(row.id);
    await callAfresh(() => sendFile(parts, row, fetched, wording), signal);
  } finally {
    await file?.dispose();
  }
}

async function explain(
  { api }: DeliveryParts,
  row: ExportRow,
  statusId: number,
  { text, keyboard }: Screen,
): Promise<void> {
  const shown = { parse_mode: 'HTML', reply_markup: { inline_keyboard: keyboard } } as const;
  try {
    await api.editMessageText(row.chat_id, statusId, text, shown);
  } catch (error) {
    if (!cannotBeEdited(error)) throw error;
    await api.sendMessage(row.chat_id, text, { ...shown, ...placeOf(row) });
  }
}

async function sendStatus(
  { api, rows }: DeliveryParts,
  row: ExportRow,
  { text }: Screen,
): Promise<number> {
  const status = await api.sendMessage(row.chat_id, text, { parse_mode: 'HTML', ...placeOf(row) });
  await rows.placeStatus(row.id, status.message_id);
  return status.message_id;
}

async function sendFile(
  { api }: DeliveryParts,
  row: ExportRow,
  file: ExportFile,
  wording: Wording,
): Promise<void> {
  const audience = { inGroup: row.chat_id < 0 };
  const { text, keyboard } = exportCaptionView(filterOf(row), wording, audience, row.asked_by);
  await api.sendDocument(row.chat_id, new InputFile(file.path, file.name), {
    caption: text,
    parse_mode: 'HTML',
    ...placeOf(row),
    ...(keyboard.length > 0 && { reply_markup: { inline_keyboard: keyboard } }),
  });
}

/** Shows "sending a file…" until the returned function is called. */
function showAction({ api, log }: DeliveryParts, { chat_id, thread_id }: ExportRow): () => void {
  const topic = thread_id === 0 ? {} : { message_thread_id: thread_id };
  const show = () => {
    api.sendChatAction(chat_id, 'upload_document', topic).catch((error: unknown) => {
      log.debug({ err: error }, 'chat action not shown');
      if (isChatGone(error)) stop();
    });
  };
  const timer = setInterval(show, chatActionMs);
  const stop = () => clearInterval(timer);
  show();
  return stop;
}

/** For how long Telegram wants to be left alone in this chat, in milliseconds. */
function floodIn(error: unknown): number | undefined {
  if (!(error instanceof GrammyError) || error.error_code !== 429) return undefined;
  return (error.parameters.retry_after ?? 1) * 1000;
}

/** Its chat or the database is away: that is no failure of the export. */
function passesByItself(error: unknown): boolean {
  return error instanceof DatabaseTrouble || isChatGone(error) || floodIn(error) !== undefined;
}

function isForeseen(error: unknown): boolean {
  return error instanceof NgorderError || error instanceof ExportError;
}

function filterOf({ type, from_day, to_day }: ExportRow) {
  return {
    type: type as CanceledType,
    ...(from_day !== '' && { from: from_day }),
    ...(to_day !== '' && { to: to_day }),
  };
}

function placeOf({ thread_id, reply_to }: ExportRow) {
  return {
    ...(thread_id !== 0 && { message_thread_id: thread_id }),
    ...(reply_to !== 0 && {
      reply_parameters: { message_id: reply_to, allow_sending_without_reply: true },
    }),
  };
}

import { randomUUID } from 'node:crypto';
import { type Api, InputFile } from 'grammy';
import type { Logger } from 'pino';
import type { Locale } from '../config.ts';
import type { Ngorder } from '../ngorder/client.ts';
import { NgorderError } from '../ngorder/errors.ts';
import type { CanceledType } from '../ngorder/order.ts';
import { ExportError } from '../orders/export/errors.ts';
import { type ExportFile, fetchExport } from '../orders/export/fetch-export.ts';
import type { Chats } from '../store/chats.ts';
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

/** Telegram Bot API, sendChatAction: what is shown lasts five seconds at most. */
const chatActionMs = 4500;
const atOnce = 5;
/** How long an export is left alone after each unforeseen failure; after the last it is given up and explained. */
const pausesMs = [2000, 10_000, 60_000];

export function createExportDelivery(parts: ExportDeliveryParts): ExportDelivery {
  const { rows, leases, log, tickMs = 2000, leaseMs = 30_000 } = parts;
  const holder = randomUUID();
  const inHand = new Map<string, Promise<void>>();
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
      if (row !== undefined) await deliver(parts, row, stopping.signal);
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
async function deliver(
  parts: ExportDeliveryParts,
  row: ExportRow,
  signal: AbortSignal,
): Promise<void> {
  const { rows, log } = parts;
  try {
    await deliverOnce(parts, row, signal);
  } catch (error) {
    if (signal.aborted) return;
    const pause = isChatGone(error) ? undefined : pausesMs[row.failures];
    if (pause === undefined) {
      log.error({ err: error }, 'an export was given up');
      await rows.finish(row.id);
    } else {
      log.warn({ err: error }, 'an export is tried again');
      await rows.postpone(row.id, pause);
    }
  }
}

async function deliverOnce(
  parts: ExportDeliveryParts,
  row: ExportRow,
  signal: AbortSignal,
): Promise<void> {
  const { api, ngorder, rows, chats, wordings, defaultLocale, spoolFolder, log } = parts;
  const wording = wordings((await chats.locale(row.chat_id)) ?? defaultLocale);
  const filter = filterOf(row);
  const statusId =
    row.status_message_id || (await sendStatus(parts, row, exportWorkingView(filter, wording)));
  const stopShowing = showAction(parts, row);
  let file: ExportFile | undefined;
  try {
    file = await fetchExport(ngorder, filter, { spoolFolder, signal });
    const fetched = file;
    await callAfresh(() => sendFile(parts, row, fetched, wording), signal);
    await rows.finish(row.id);
    await api
      .deleteMessage(row.chat_id, statusId)
      .catch((error: unknown) => log.warn({ err: error }, 'a status message stays'));
  } catch (error) {
    const lastTry = !signal.aborted && pausesMs[row.failures] === undefined;
    if (!isForeseen(error) && !lastTry) throw error;
    if (!isForeseen(error)) log.error({ err: error }, 'an export could not be delivered');
    await explain(parts, row, statusId, exportFailedView(error, filter, wording));
    await rows.finish(row.id);
  } finally {
    stopShowing();
    await file?.dispose();
  }
}

async function explain(
  { api }: ExportDeliveryParts,
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
  { api, rows }: ExportDeliveryParts,
  row: ExportRow,
  { text }: Screen,
): Promise<number> {
  const status = await api.sendMessage(row.chat_id, text, { parse_mode: 'HTML', ...placeOf(row) });
  await rows.placeStatus(row.id, status.message_id);
  return status.message_id;
}

async function sendFile(
  { api }: ExportDeliveryParts,
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
function showAction(
  { api, log }: ExportDeliveryParts,
  { chat_id, thread_id }: ExportRow,
): () => void {
  const topic = thread_id === 0 ? {} : { message_thread_id: thread_id };
  const show = () => {
    api
      .sendChatAction(chat_id, 'upload_document', topic)
      .catch((error: unknown) => log.debug({ err: error }, 'chat action not shown'));
  };
  show();
  const timer = setInterval(show, chatActionMs);
  return () => clearInterval(timer);
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

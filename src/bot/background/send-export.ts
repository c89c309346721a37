import { InputFile } from 'grammy';
import { type Held, LeaseLost } from '../../background/with-lease.ts';
import { NgorderError } from '../../ngorder/errors.ts';
import { ExportError } from '../../orders/export/errors.ts';
import { type ExportFile, fetchExport } from '../../orders/export/fetch-export.ts';
import { DatabaseUnavailable } from '../../store/errors.ts';
import { type ExportRow, leaseOfExport } from '../../store/tables/exports.ts';
import type { Shop } from '../../team/shops.ts';
import { isChatGone, isTooLarge, mayNotWrite } from '../../telegram/errors.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { orToOneAlone } from '../messages/alone.ts';
import { editToView, html, sendView } from '../messages/send.ts';
import { type MessageTarget, targetOptions } from '../messages/target.ts';
import { exportCaptionView, exportFailedView, exportWorkingView } from '../views/export.ts';
import { inlineKeyboard, type MessageView } from '../views/message-view.ts';
import { withdraw } from './drop-export.ts';
import { exportFilterOf, type HandoverParts } from './export-handover.ts';

/** Telegram Bot API, sendChatAction: what is shown lasts five seconds at most. */
const chatActionMs = 4500;
/** How long an export is left alone after each unforeseen failure; after the last it is given up and explained. */
const pausesMs = [2000, 10_000, 60_000];
/** How long an export is left alone whose shop can't be reached with any token that is known. */
const noShopMs = 60_000;

/** Delivers the file or explains why none comes; what goes wrong between the bot and Telegram is tried again. */
export async function deliver(parts: HandoverParts, row: ExportRow, held: Held): Promise<void> {
  const { rows, log, shops } = parts;
  const shop = shops.of(row.shop);
  // Its token is not known now: what is asked for waits for it.
  if (shop === undefined) return rows.postpone(row.id, noShopMs);
  if (!(await mayHave(parts, row))) return withdraw(parts, row);
  try {
    await deliverOnce(parts, row, shop, held);
  } catch (error) {
    if (held.signal.aborted || error instanceof LeaseLost) return;
    if (await isPutOff(parts, row, error)) return;
    const pause = isFinal(error) ? undefined : pausesMs[row.failures];
    if (pause === undefined) return giveUp(parts, row, error, held);
    log.warn({ err: error }, 'an export is tried again');
    await rows.fail(row.id, pause);
  }
}

/** Asked when it is fetched, and again when it leaves. */
function mayHave({ team }: HandoverParts, { asked_by, shop }: ExportRow): Promise<boolean> {
  return team.may(asked_by, 'export', shop);
}

/** From here on the chat sees what comes of it. @throws {LeaseLost} when somebody else may be at it by now */
async function closeAsHolder(
  { rows }: HandoverParts,
  { id }: ExportRow,
  { holder }: Held,
): Promise<void> {
  if (!(await rows.close(id, holder))) throw new LeaseLost(leaseOfExport(id));
}

/** Leaves an export for later, as often as it takes, when it is not the export that has failed. */
async function isPutOff(
  { rows, log, transientDelay }: HandoverParts,
  row: ExportRow,
  error: unknown,
): Promise<boolean> {
  // It is begun anew when the outage is over.
  if (error instanceof DatabaseUnavailable) return true;
  // Marked by now: it waits for the chat to come back.
  const ms = isChatGone(error) ? pausesMs[0] : await transientDelay(error);
  if (ms === undefined) return false;
  log.warn({ err: error, ms }, 'an export waits for Telegram');
  await rows.postpone(row.id, ms);
  return true;
}

async function giveUp(
  parts: HandoverParts,
  row: ExportRow,
  error: unknown,
  held: Held,
): Promise<void> {
  const { rows, log } = parts;
  log.error({ err: error }, 'an export was given up');
  try {
    await explain(parts, row, error, held);
  } catch (failure) {
    if (await isPutOff(parts, row, failure)) return;
    log.error({ err: failure }, 'nobody could be told that an export was given up');
  }
  await rows.finish(row.id);
}

async function deliverOnce(
  parts: HandoverParts,
  row: ExportRow,
  shop: Shop,
  held: Held,
): Promise<void> {
  const { api, rows, log } = parts;
  const localizer = await parts.localizerIn(row.chat_id, row.shop);
  const statusId =
    row.status_message_id ||
    (await sendStatus(parts, row, exportWorkingView(exportFilterOf(row), localizer)));
  // While Telegram is away, Ngorder isn't asked for the file again and again.
  if (row.status_message_id !== 0) await showActionOnce(parts, row);
  const stopShowing = showAction(parts, row);
  try {
    if (row.status !== 'sent' && !(await handOver(parts, row, shop, localizer, held))) {
      return await withdraw(parts, (await rows.get(row.id)) ?? row);
    }
    await api
      .deleteMessage(row.chat_id, statusId)
      .catch((error: unknown) => log.warn({ err: error }, 'a status message stays'));
    await rows.finish(row.id);
  } catch (error) {
    if (!isForeseen(error)) throw error;
    await explain(parts, row, error, held);
    await rows.finish(row.id);
  } finally {
    stopShowing();
  }
}

/** Fetches the file and sends it. False: whoever asked has lost the right to it while it was fetched. */
async function handOver(
  parts: HandoverParts,
  row: ExportRow,
  { ngorder }: Shop,
  localizer: Localizer,
  held: Held,
): Promise<boolean> {
  const { rows, spoolFolder, fetching } = parts;
  const { signal } = held;
  let file: ExportFile | undefined;
  try {
    const fetched = await fetching(() =>
      fetchExport(ngorder, exportFilterOf(row), { spoolFolder, signal, locale: localizer.locale }),
    );
    file = fetched;
    if (!(await mayHave(parts, row))) return false;
    await closeAsHolder(parts, row, held);
    await sendFile(parts, row, fetched, localizer, signal);
    await rows.markSent(row.id);
    return true;
  } finally {
    await file?.dispose();
  }
}

/** Says where the file was announced why it doesn't come, else to whoever asked for it. */
async function explain(
  parts: HandoverParts,
  row: ExportRow,
  error: unknown,
  held: Held,
): Promise<void> {
  const { api, rows, localizerIn } = parts;
  if (!(await mayHave(parts, row))) return withdraw(parts, row);
  await closeAsHolder(parts, row, held);
  const localizer = await localizerIn(row.chat_id, row.shop);
  const view = exportFailedView(error, exportFilterOf(row), localizer);
  const messageId = (await rows.get(row.id))?.status_message_id;
  const pack = parts.codec.packFor(row.shop);
  const inChat = async () => {
    const at = messageId && { chatId: row.chat_id, messageId };
    if (!at || !(await editToView(api, at, view, pack)))
      await sendView(api, targetOf(row), view, pack);
  };
  await orToOneAlone(inChat, { api, personId: row.asked_by, text: view.text, localizer });
}

async function sendStatus(
  parts: HandoverParts,
  row: ExportRow,
  view: MessageView,
): Promise<number> {
  const messageId = await sendView(parts.api, targetOf(row), view, parts.codec.packFor(row.shop));
  await parts.rows.placeStatus(row.id, messageId);
  return messageId;
}

async function sendFile(
  parts: HandoverParts,
  row: ExportRow,
  file: ExportFile,
  localizer: Localizer,
  signal: AbortSignal,
): Promise<void> {
  const { text, keyboard } = exportCaptionView(
    exportFilterOf(row),
    localizer,
    row.asked_by,
    file.format,
  );
  const document = new InputFile(file.path, file.name);
  const options = {
    caption: text,
    parse_mode: html.parse_mode,
    ...targetOptions(targetOf(row)),
    ...(keyboard.length > 0 && {
      reply_markup: inlineKeyboard(keyboard, parts.codec.packFor(row.shop)),
    }),
  };
  await parts.api.sendDocument(row.chat_id, document, options, signal as never);
}

/** Shows "sending a file…" until the returned function is called. */
function showAction(parts: HandoverParts, row: ExportRow): () => void {
  const show = () => {
    showActionOnce(parts, row).catch((error: unknown) => {
      parts.log.debug({ err: error }, 'chat action not shown');
      if (isChatGone(error)) stop();
    });
  };
  const timer = setInterval(show, chatActionMs);
  const stop = () => clearInterval(timer);
  show();
  return stop;
}

async function showActionOnce({ api }: HandoverParts, row: ExportRow): Promise<void> {
  const { chatId, topic } = targetOf(row);
  await api.sendChatAction(chatId, 'upload_document', targetOptions({ topic }));
}

/** The same would be said the next time. */
function isFinal(error: unknown): boolean {
  return isTooLarge(error) || mayNotWrite(error);
}

function isForeseen(error: unknown): boolean {
  return error instanceof NgorderError || error instanceof ExportError;
}

function targetOf({ chat_id, thread_id, reply_to }: ExportRow): MessageTarget {
  return {
    chatId: chat_id,
    ...(thread_id !== 0 && { topic: thread_id }),
    ...(reply_to !== 0 && { replyTo: reply_to }),
  };
}

import { type Held, LeaseLost } from '../../../background/with-lease.ts';
import { NgorderError } from '../../../ngorder/errors.ts';
import { ExportError } from '../../../orders/export/errors.ts';
import type { MadeExport } from '../../../orders/export/make-export.ts';
import { DatabaseUnavailable } from '../../../store/errors.ts';
import { type ExportRow, leaseOfExport } from '../../../store/tables/exports.ts';
import type { Shop } from '../../../team/shops/shops.ts';
import { isChatGone, isTooLarge, mayNotWrite } from '../../../telegram/errors.ts';
import { orToOneAlone } from '../../messages/alone.ts';
import { editToView, sendView } from '../../messages/send.ts';
import { exportFailedView, exportStoppedView, exportWorkingView } from '../../views/export.ts';
import type { MessageView } from '../../views/message-view.ts';
import { withdraw } from './drop-export.ts';
import { askedIn, type HandoverParts, mayHave, targetOf } from './handover.ts';
import { type Handover, makeFiles } from './make-files.ts';
import { ExportStopped, showAction, showActionOnce, showProgress } from './progress.ts';
import { sendFiles } from './send-files.ts';
import { endExport, markSent } from './what-left.ts';

/** How long an export is left alone after each unforeseen failure; after the last it is given up and explained. */
const pausesMs = [2000, 10_000, 60_000];
/** How long an export is left alone whose shop can't be reached with any token that is known. */
const noShopMs = 60_000;

/** Delivers the file or explains why none comes; what goes wrong between the bot and Telegram is tried again. */
export async function deliver(parts: HandoverParts, row: ExportRow, held: Held): Promise<void> {
  const { rows, log, shops } = parts;
  const shop = await shops.of(row.shop);
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
  const { log } = parts;
  log.error({ err: error }, 'an export was given up');
  try {
    await explain(parts, row, error, held);
  } catch (failure) {
    if (await isPutOff(parts, row, failure)) return;
    log.error({ err: failure }, 'nobody could be told that an export was given up');
  }
  await endExport(parts, row);
}

async function deliverOnce(
  parts: HandoverParts,
  row: ExportRow,
  shop: Shop,
  held: Held,
): Promise<void> {
  const { api, rows, log } = parts;
  const localizer = await parts.localizerIn(row.chat_id, row.shop);
  const asked = await askedIn(parts, row);
  const statusId =
    row.status_message_id || (await sendStatus(parts, row, exportWorkingView(asked, localizer)));
  // While Telegram is away, Ngorder isn't asked for the file again and again.
  if (row.status_message_id !== 0) await showActionOnce(parts, row);
  const stopShowing = showAction(parts, row);
  try {
    if (
      row.status !== 'sent' &&
      !(await handOver(parts, { row, asked, shop, localizer }, statusId, held))
    ) {
      return await withdraw(parts, (await rows.get(row.id)) ?? row);
    }
    await api
      .deleteMessage(row.chat_id, statusId)
      .catch((error: unknown) => log.warn({ err: error }, 'a status message stays'));
    await rows.finish(row.id);
  } catch (error) {
    if (error instanceof ExportStopped)
      return await showStopped(parts, { row, asked, localizer }, statusId);
    if (!isForeseen(error)) throw error;
    await explain(parts, row, error, held);
    await endExport(parts, row);
  } finally {
    stopShowing();
  }
}

/** What showed how far it was may have come after the word that it was stopped. */
async function showStopped(
  { api, codec, log }: HandoverParts,
  { row, asked, localizer }: Omit<Handover, 'shop'>,
  messageId: number,
): Promise<void> {
  const view = exportStoppedView(asked, localizer);
  const at = { chatId: row.chat_id, messageId };
  await editToView(api, at, view, codec.packFor(row.shop)).catch((error: unknown) =>
    log.warn({ err: error }, 'a stopped export still looks as if it went on'),
  );
}

/** Makes the files and sends them. False: whoever asked has lost the right to them meanwhile. */
async function handOver(
  parts: HandoverParts,
  handover: Handover,
  statusId: number,
  held: Held,
): Promise<boolean> {
  const { making } = parts;
  const { row, asked, localizer } = handover;
  const progress = showProgress(parts, row, asked, statusId, localizer);
  let made: MadeExport | undefined;
  try {
    const signal = AbortSignal.any([held.signal, progress.signal]);
    made = await making(() => makeFiles(parts, handover, { ...progress, signal }));
    await progress.stop();
    if (!(await mayHave(parts, row))) return false;
    await closeAsHolder(parts, row, held);
    if (!(await sendFiles(parts, row, asked, made, localizer, held))) return false;
    await markSent(parts, row, made.orders);
    return true;
  } finally {
    await progress.stop();
    await made?.dispose();
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
  const view = exportFailedView(error, await askedIn(parts, row), localizer);
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

/** The same would be said the next time. */
function isFinal(error: unknown): boolean {
  return isTooLarge(error) || mayNotWrite(error);
}

function isForeseen(error: unknown): boolean {
  return error instanceof NgorderError || error instanceof ExportError;
}

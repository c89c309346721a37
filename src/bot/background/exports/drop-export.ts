import type { ExportRow } from '../../../store/tables/exports.ts';
import { isRefusal } from '../../../telegram/errors.ts';
import { isGroup } from '../../messages/is-group.ts';
import { html } from '../../messages/send.ts';
import { exportDroppedView } from '../../views/export.ts';
import { askedIn, type HandoverParts } from './handover.ts';
import { endExport } from './what-left.ts';

/** Whoever asked for an Excel has lost the right to it: nothing is fetched, and nothing is said. */
export async function withdraw(
  parts: Pick<HandoverParts, 'api' | 'rows' | 'activity' | 'log'>,
  row: ExportRow,
): Promise<void> {
  const { api, log } = parts;
  log.info({ person: row.asked_by, export: row.id }, 'an export was dropped: the right was lost');
  if (row.status_message_id !== 0) {
    await api
      .deleteMessage(row.chat_id, row.status_message_id)
      .catch((error: unknown) => log.warn({ err: error }, 'a status message stays'));
  }
  await endExport(parts, row);
}

/** The chat that an Excel was for is gone: whoever asked for it is told so alone. */
export async function drop(parts: Omit<HandoverParts, 'making'>, row: ExportRow): Promise<void> {
  const { api, log, team, localizerIn } = parts;
  log.info({ chat: row.chat_id, export: row.id }, 'an export was dropped: its chat is gone');
  // Taken out first: said twice would be worse than not at all.
  await endExport(parts, row);
  if (!isGroup(row.chat_id) || !(await team.may(row.asked_by, 'export', row.shop))) return;
  const localizer = await localizerIn(row.asked_by, row.shop);
  const { text } = exportDroppedView(await askedIn(parts, row), localizer);
  try {
    await api.sendMessage(row.asked_by, text, html);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    log.warn({ err: error }, 'nobody could be told that an export was dropped');
  }
}

import type { ExportRow } from '../../../store/tables/exports.ts';
import { isChatGone } from '../../../telegram/errors.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { editToView } from '../../messages/send.ts';
import { targetOptions } from '../../messages/target.ts';
import { type ExportAsked, type ExportProgress, exportWorkingView } from '../../views/export.ts';
import { type HandoverParts, targetOf } from './handover.ts';

/** Telegram Bot API, sendChatAction: what is shown lasts five seconds at most. */
const chatActionMs = 4500;

/** Whoever asked for an Excel wants it no more. */
export class ExportStopped extends Error {
  override readonly name = 'ExportStopped';
}

/** What is shown while an export is made. */
export interface ShownProgress {
  /** Ends when somebody stops the export, wherever they press. */
  signal: AbortSignal;
  /** How far it is by now. */
  tell(progress: ExportProgress): void;
  /** Nothing is shown any more once this resolves. */
  stop(): Promise<void>;
}

/** Shows in the message that announces an export how far it is, and looks whether it is still wanted. */
export function showProgress(
  parts: HandoverParts,
  row: ExportRow,
  asked: ExportAsked,
  statusId: number,
  localizer: Localizer,
): ShownProgress {
  const { api, rows, codec, log, progressMs = 2000 } = parts;
  const stopped = new AbortController();
  const at = { chatId: row.chat_id, messageId: statusId };
  let told: ExportProgress | undefined;
  let shown: ExportProgress | undefined;
  let showing: Promise<void> | undefined;

  const show = async (): Promise<void> => {
    if ((await rows.get(row.id)) === undefined) {
      stopped.abort(new ExportStopped());
      return;
    }
    if (told === undefined || told === shown) return;
    shown = told;
    const view = exportWorkingView(asked, localizer, shown);
    await editToView(api, at, view, codec.packFor(row.shop));
  };
  const timer = setInterval(() => {
    showing ??= show()
      // Shown the next time; a database that is away has other ways to be heard of.
      .catch((error: unknown) => log.debug({ err: error }, 'progress not shown'))
      .finally(() => {
        showing = undefined;
      });
  }, progressMs);

  return {
    signal: stopped.signal,
    tell: (progress) => {
      told = progress;
    },
    async stop() {
      clearInterval(timer);
      await showing;
    },
  };
}

/** Shows "sending a file…" until the returned function is called. */
export function showAction(parts: HandoverParts, row: ExportRow): () => void {
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

export async function showActionOnce({ api }: HandoverParts, row: ExportRow): Promise<void> {
  const { chatId, topic } = targetOf(row);
  await api.sendChatAction(chatId, 'upload_document', targetOptions({ topic }));
}

import { type Api, InputFile } from 'grammy';
import type { Logger } from 'pino';
import type { Ngorder } from '../ngorder/client.ts';
import { NgorderError } from '../ngorder/errors.ts';
import { ExportError } from '../orders/export/errors.ts';
import { type ExportFile, fetchExport } from '../orders/export/fetch-export.ts';
import type { Filter } from './callback-data.ts';
import { callAfresh } from './outgoing.ts';
import { exportCaptionView, exportFailedView } from './views/export.ts';
import { rangeName } from './views/list.ts';
import type { Audience } from './views/order-facts.ts';
import type { Wording } from './wording.ts';

/** An Excel that somebody asked for, and where it is to go. */
export interface ExportOrder {
  chatId: number;
  threadId: number | undefined;
  replyTo: number | undefined;
  askedBy: number;
  filter: Filter;
  wording: Wording;
  audience: Audience;
}

/** Fetches Excels beside the chat's other work, and hands them over. */
export interface ExportDelivery {
  /** Begins; false when the same one is already on its way to this chat. */
  begin(order: ExportOrder): boolean;
  /** Gives up what is under way and tells the chats so. */
  stop(): Promise<void>;
}

export interface ExportDeliveryParts {
  api: Api;
  ngorder: Ngorder;
  spoolFolder: string;
  log: Logger;
}

/** Telegram Bot API, sendChatAction: what is shown lasts five seconds at most. */
const chatActionMs = 4500;

export function createExportDelivery({
  api,
  ngorder,
  spoolFolder,
  log,
}: ExportDeliveryParts): ExportDelivery {
  const underWay = new Set<Promise<void>>();
  /** What has been asked for and not been handed over yet. */
  const wanted = new Set<string>();
  const stopping = new AbortController();

  const deliver = async (order: ExportOrder, handedOver: () => void): Promise<void> => {
    const { chatId, threadId, replyTo, filter, wording } = order;
    const place = {
      ...(threadId !== undefined && { message_thread_id: threadId }),
      ...(replyTo !== undefined && {
        reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
      }),
    };
    const summary = {
      type: wording.plain(`type-${filter.type}`),
      dates: rangeName(filter, wording),
    };
    const status = await api.sendMessage(chatId, wording.html('export-working', summary), {
      parse_mode: 'HTML',
      ...place,
    });
    const act = () =>
      api
        .sendChatAction(
          chatId,
          'upload_document',
          threadId === undefined ? {} : { message_thread_id: threadId },
        )
        .catch((error: unknown) => log.debug({ err: error }, 'chat action not shown'));
    void act();
    const showingAction = setInterval(act, chatActionMs);
    let file: ExportFile | undefined;
    try {
      file = await fetchExport(ngorder, definedFilter(filter), {
        spoolFolder,
        signal: stopping.signal,
      });
      const caption = exportCaptionView(order);
      const { path, name } = file;
      const send = () =>
        api.sendDocument(chatId, new InputFile(path, name), {
          caption: caption.text,
          parse_mode: 'HTML',
          ...place,
          ...(caption.keyboard.length > 0 && {
            reply_markup: { inline_keyboard: caption.keyboard },
          }),
        });
      await callAfresh(send, stopping.signal);
      handedOver();
      await api
        .deleteMessage(chatId, status.message_id)
        .catch((error: unknown) => log.warn({ err: error }, 'a status message stays'));
    } catch (error) {
      const foreseen =
        error instanceof NgorderError || error instanceof ExportError || stopping.signal.aborted;
      if (!foreseen) log.error({ err: error }, 'an export could not be delivered');
      handedOver();
      const { text, keyboard } = exportFailedView(
        stopping.signal.aborted ? 'interrupted' : error,
        filter,
        wording,
      );
      await api.editMessageText(chatId, status.message_id, text, {
        parse_mode: 'HTML',
        reply_markup: { inline_keyboard: keyboard },
      });
    } finally {
      clearInterval(showingAction);
      await file?.dispose();
    }
  };

  return {
    begin(order) {
      const { type, from = '', to = '' } = order.filter;
      const key = [order.chatId, order.threadId, type, from, to].join(':');
      if (wanted.has(key) || stopping.signal.aborted) return false;
      wanted.add(key);
      const handedOver = () => void wanted.delete(key);
      const work: Promise<void> = deliver(order, handedOver)
        .catch((error: unknown) => log.error({ err: error }, 'an export could not be explained'))
        .finally(() => {
          handedOver();
          underWay.delete(work);
        });
      underWay.add(work);
      return true;
    },
    async stop() {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}

function definedFilter({ type, from, to }: Filter) {
  return { type, ...(from && { from }), ...(to && { to }) };
}

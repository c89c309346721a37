import type { Api } from 'grammy';
import type { Logger } from 'pino';
import { type Held, type Leases, withLease } from '../../../background/with-lease.ts';
import { createWorker, type Worker } from '../../../background/worker.ts';
import { NgorderError } from '../../../ngorder/errors.ts';
import { SearchForgotten } from '../../../orders/find/kept-search.ts';
import { DocumentError } from '../../../orders/many/document/errors.ts';
import { mostOrders, TooManyOrders } from '../../../orders/many/order-list.ts';
import type { Picked } from '../../../orders/many/picked.ts';
import type { Ledger } from '../../../orders/requests/ledger.ts';
import type { ActKind } from '../../../orders/requests/states.ts';
import {
  leaseOfSelection,
  type SelectionRow,
  type Selections,
} from '../../../store/tables/selections.ts';
import type { Shop, Shops } from '../../../team/shops/shops.ts';
import type { Team } from '../../../team/team.ts';
import type { TransientDelay } from '../../../telegram/availability.ts';
import { isChatGone } from '../../../telegram/errors.ts';
import type { Codec } from '../../callbacks/codec.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import type { LocalizerIn } from '../../i18n/localizer-in.ts';
import { editToView, sendView } from '../../messages/send.ts';
import { retryView } from '../../views/failure.ts';
import { gatheringView } from '../../views/many/gathering.ts';
import { manyQuestionView, nothingToDoView } from '../../views/many/question.ts';
import type { MessageView } from '../../views/message-view.ts';
import { type LookUpParts, lookUp, readPicked } from './look-up.ts';

export interface ManyQuestionsParts extends LookUpParts {
  selections: Selections;
  ledger: Ledger;
  leases: Leases;
  shops: Pick<Shops, 'of'>;
  team: Pick<Team, 'may'>;
  api: Api;
  codec: Codec;
  localizerIn: LocalizerIn;
  log: Logger;
  transientDelay: TransientDelay;
  /** How long one that died while preparing a question keeps others from it. */
  leaseMs?: number;
}

const everyMs = 1000;
const atOnce = 20;
const longestRetryMs = 5 * 60_000;
/** Telegram takes no more edits of a message than that. */
const editEveryMs = 2000;

/** Looks up what people picked, and puts the question about it in the message that says so. */
export function createManyQuestions(parts: ManyQuestionsParts): Worker {
  const { selections, leases, log, transientDelay, leaseMs = 20_000 } = parts;
  const onTrouble = (error: unknown, id?: string) =>
    log.error({ err: error, selection: id }, 'a question about many orders could not be prepared');

  return createWorker<SelectionRow>({
    due: (limit) => selections.due(limit),
    key: ({ id }) => id,
    async handle({ id }, stopping) {
      const options = { ms: leaseMs, stopping, onTrouble };
      try {
        await withLease(leases, leaseOfSelection(id), options, async (held) => {
          const row = await selections.get(id);
          if (row?.wanted) await prepare(parts, row, row.wanted, held);
        });
      } catch (error) {
        if (stopping.aborted) return;
        if (isChatGone(error)) return selections.settle(id);
        const failures = (await selections.get(id))?.failures ?? 0;
        const waitMs = Math.min(everyMs * 2 ** failures, longestRetryMs);
        await selections.fail(id, (await transientDelay(error)) ?? waitMs);
        onTrouble(error, id);
      }
    },
    onTrouble,
    atOnce,
    everyMs,
    wokenBy: selections.onWant,
  });
}

async function prepare(
  parts: ManyQuestionsParts,
  row: SelectionRow,
  kind: ActKind,
  held: Held,
): Promise<void> {
  const { selections, team, shops } = parts;
  const localizer = await parts.localizerIn(row.chat_id, row.shop);
  const shop = await shops.of(row.shop);
  const may = async (operation: ActKind | 'bulk') => team.may(row.person_id, operation, row.shop);
  const isAllowed = (await may(kind)) && (await may('bulk'));
  if (!isAllowed) {
    await put(parts, row, { text: localizer.html('refused-press'), keyboard: [] });
  } else if (shop === undefined) {
    await put(parts, row, { text: localizer.html('shop-gone'), keyboard: [] });
  } else {
    try {
      await ask(parts, row, kind, shop, localizer, held);
    } catch (error) {
      const view = refusalView(error, row, kind, localizer);
      if (view === undefined) throw error;
      await put(parts, row, view);
    }
  }
  await selections.settle(row.id);
}

function refusalView(
  error: unknown,
  { id: selection }: SelectionRow,
  kind: ActKind,
  localizer: Localizer,
): MessageView | undefined {
  if (error instanceof TooManyOrders) {
    const text = localizer.html('many-too-many', { count: error.count, most: mostOrders });
    return { text, keyboard: [] };
  }
  if (error instanceof SearchForgotten) return { text: localizer.html('find-gone'), keyboard: [] };
  if (error instanceof DocumentError)
    return { text: localizer.html(`document-${error.reason}`), keyboard: [] };
  if (!(error instanceof NgorderError)) return undefined;
  return retryView(error, localizer, { press: 'askMany', kind, selection });
}

async function ask(
  parts: ManyQuestionsParts,
  row: SelectionRow,
  kind: ActKind,
  shop: Shop,
  localizer: Localizer,
  { signal, lost }: Held,
): Promise<void> {
  const { ledger } = parts;
  const picked = await readPicked(parts, JSON.parse(row.picked) as Picked, signal);
  const options = { signal, onProgress: progressIn(parts, row, picked, localizer) };
  const { orders, facts } = await lookUp(parts, shop, kind, picked, options);
  if (lost.aborted) return;
  if (orders.length === 0) {
    await put(parts, row, nothingToDoView(kind, facts, localizer));
    return;
  }
  const { request } = await ledger.proposeMany({
    ...(picked.of === 'run' && { token: picked.undoToken }),
    shop: row.shop,
    kind,
    askedBy: { id: row.person_id, name: row.person_name },
    target: { chatId: row.chat_id, threadId: row.thread_id ?? undefined },
    orders: orders.map((found) => ({
      seen: found.order,
      ...(found.at === 'canceled' && { foundAt: found.foundAt }),
    })),
    facts,
  });
  if (request.status !== 'proposed') return sayDecided(parts, row, request.token, localizer);
  const asked = await ledger.factsOf(request.token);
  const messageId = await put(parts, row, manyQuestionView(request, asked, localizer));
  await ledger.attach(request.token, row.chat_id, messageId);
}

/** It was asked before, and is answered by now: unless the answer stands in this very message, that is said here. */
async function sayDecided(
  parts: ManyQuestionsParts,
  row: SelectionRow,
  token: string,
  localizer: Localizer,
): Promise<void> {
  const asked = await parts.ledger.messageIn(token, row.chat_id);
  if (asked !== undefined && asked.messageId === row.message_id) return;
  await put(parts, row, { text: localizer.html('undo-asked'), keyboard: [] });
}

/** Shows it in the message that says that it is being prepared, else in a new one. Returns the message's ID. */
async function put(
  { api, codec }: ManyQuestionsParts,
  { chat_id: chatId, thread_id, message_id: messageId, shop }: SelectionRow,
  view: MessageView,
): Promise<number> {
  const pack = codec.packFor(shop);
  if (messageId !== null && (await editToView(api, { chatId, messageId }, view, pack)))
    return messageId;
  return sendView(api, { chatId, topic: thread_id ?? undefined }, view, pack);
}

/** Says every now and then how many orders were looked at; nothing waits for it, or fails with it. */
function progressIn(
  { api, codec, log }: ManyQuestionsParts,
  { chat_id: chatId, message_id: messageId, shop }: SelectionRow,
  picked: Picked,
  localizer: Localizer,
): (read: number) => void {
  let said = performance.now();
  return (read) => {
    if (messageId === null || performance.now() - said < editEveryMs) return;
    said = performance.now();
    const view = gatheringView(picked, localizer, read);
    editToView(api, { chatId, messageId }, view, codec.packFor(shop)).catch((error: unknown) =>
      log.debug({ err: error }, 'progress not shown'),
    );
  };
}

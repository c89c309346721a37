import type { Api } from 'grammy';
import type { Logger } from 'pino';
import { type Held, type Leases, withLease } from '../../../background/with-lease.ts';
import { createWorker, type Worker } from '../../../background/worker.ts';
import { today } from '../../../orders/dates/date-range.ts';
import { deletedHits } from '../../../orders/find/deleted-hits.ts';
import { type FindState, findOrders } from '../../../orders/find/find-orders.ts';
import { type KeptQuery, keptResult } from '../../../orders/find/kept-search.ts';
import type { Ledger } from '../../../orders/requests/ledger.ts';
import { leaseOfSearch, type Search, type SearchRows } from '../../../store/tables/searches.ts';
import type { Shops } from '../../../team/shops/shops.ts';
import type { Team } from '../../../team/team.ts';
import type { TransientDelay } from '../../../telegram/availability.ts';
import { isChatGone } from '../../../telegram/errors.ts';
import type { Codec } from '../../callbacks/codec.ts';
import type { Searches } from '../../context.ts';
import type { LocalizerIn } from '../../i18n/localizer-in.ts';
import { editToView, sendView } from '../../messages/send.ts';
import { foundView, searchingView } from '../../views/found.ts';
import { button, type MessageView } from '../../views/message-view.ts';

/** Searches beside the chat's other work, also what a restart interrupted, and shows what it finds as it comes. */
export interface SearchWorker extends Searches, Pick<Worker, 'start' | 'stop'> {}

export interface SearchWorkerParts {
  rows: SearchRows;
  ledger: Pick<Ledger, 'deletedOrders'>;
  leases: Leases;
  shops: Shops;
  team: Pick<Team, 'may'>;
  api: Api;
  localizerIn: LocalizerIn;
  codec: Codec;
  log: Logger;
  transientDelay: TransientDelay;
  everyMs?: number;
  leaseMs?: number;
}

/** Long work edits its message no more often. */
const editsApartMs = 2000;
const noShopMs = 60_000;
const atOnce = 20;

export function createSearchWorker(parts: SearchWorkerParts): SearchWorker {
  const { rows, leases, log, everyMs = 2000, leaseMs = 30_000 } = parts;
  const underWay = new Map<string, AbortController>();
  const onTrouble = (error: unknown, id?: string) =>
    log.error({ err: error, search: id }, 'a search could not be carried out');

  const worker = createWorker<string>({
    due: rows.due,
    key: (id) => id,
    async handle(id, stopping) {
      const options = { ms: leaseMs, stopping, onTrouble };
      await withLease(leases, leaseOfSearch(id), options, async (held) => {
        const search = await rows.get(id);
        if (search === undefined || search.status === 'over') return;
        const stop = new AbortController();
        if (search.status === 'stopped') stop.abort();
        underWay.set(id, stop);
        try {
          await carryOut(parts, search, held, stop.signal);
        } catch (error) {
          if (held.signal.aborted) return;
          await leaveFor(parts, search, error);
        } finally {
          underWay.delete(id);
        }
      });
    },
    onTrouble,
    atOnce,
    everyMs,
  });

  return {
    async begin(search) {
      await rows.add(search);
      worker.wake();
    },
    get: rows.get,
    async again(id, messageId) {
      await rows.restart(id, messageId);
      worker.wake();
    },
    async end(id) {
      const isEnding = await rows.stop(id);
      underWay.get(id)?.abort();
      return isEnding;
    },
    start: worker.start,
    /** Lets go of what is under way: the next start begins it anew. */
    stop: worker.stop,
  };
}

/**
 * Leaves a search for later when it is Telegram that can't be reached. What nobody foresaw ends it: its message says so,
 * with a button that begins anew.
 */
async function leaveFor(parts: SearchWorkerParts, search: Search, error: unknown): Promise<void> {
  const { rows, transientDelay, localizerIn } = parts;
  const { id, messageId, chatId, shop } = search;
  const delay = await transientDelay(error);
  if (delay !== undefined) {
    await rows.restart(id, messageId);
    await rows.postpone(id, delay);
    return;
  }
  await rows.finish(id, undefined);
  if (isChatGone(error)) return;
  const localizer = await localizerIn(chatId, shop);
  const again = button(localizer.plain('button-search-again'), {
    press: 'searchAgain',
    search: id,
  });
  const view = { text: localizer.html('unforeseen'), keyboard: [[again]] };
  await display(parts, search, view, { mayBeNew: true });
  throw error;
}

async function carryOut(
  parts: SearchWorkerParts,
  search: Search,
  held: Held,
  stop: AbortSignal,
): Promise<void> {
  const { rows, shops, team, localizerIn } = parts;
  const shop = await shops.of(search.shop);
  // Its token is not known now: what is asked for waits for it.
  if (shop === undefined) return rows.postpone(search.id, noShopMs);
  const mayFind = await team.may(search.askedBy, 'find', search.shop);
  // Whoever lost the right, and what can't be read any more, leaves a search that is gone.
  if (!mayFind || search.query === undefined) return rows.finish(search.id, undefined);
  const sought: KeptQuery = JSON.parse(search.query);
  const localizer = await localizerIn(search.chatId, search.shop);
  const { id } = search;

  const shown = createProgress(async (state) => {
    const view = searchingView(id, sought, state, localizer);
    await display(parts, search, view, { mayBeNew: false });
  });
  const isNew = search.result === undefined;
  let result: Awaited<ReturnType<typeof findOrders>>;
  try {
    result = await findOrders(shop.ngorder, sought.query, {
      today: today(shop.timeZone),
      signal: AbortSignal.any([held.signal, stop]),
      onProgress: shown.note,
      fresh: !isNew,
    });
  } finally {
    await shown.end();
  }
  held.signal.throwIfAborted();
  const gone = deletedHits(await parts.ledger.deletedOrders(search.shop), sought.query);
  const kept = keptResult(result, stop.aborted, gone);
  await rows.finish(id, JSON.stringify(kept));
  await display(parts, search, foundView(id, sought, kept, 1, localizer), { mayBeNew: true });
}

/** Shows in a search's message how it stands; the result comes anew where that can't be edited any more. */
async function display(
  { api, codec }: SearchWorkerParts,
  { chatId, threadId, messageId, shop }: Search,
  view: MessageView,
  { mayBeNew }: { mayBeNew: boolean },
): Promise<void> {
  const pack = codec.packFor(shop);
  const stands = messageId !== 0 && (await editToView(api, { chatId, messageId }, view, pack));
  if (stands || !mayBeNew) return;
  await sendView(api, { chatId, ...(threadId !== 0 && { topic: threadId }) }, view, pack);
}

interface Progress {
  note(state: () => FindState): void;
  /** Waits for the edit that is under way; none follows. */
  end(): Promise<void>;
}

/**
 * Shows the first hits as soon as they are there, and from then on how the search stands, no more often than every two
 * seconds. What goes wrong with that goes wrong with the result too, which is tried again.
 */
function createProgress(edit: (state: FindState) => Promise<void>): Progress {
  let editing: Promise<void> | undefined;
  let editedAt = performance.now();
  let hasHits = false;
  return {
    note(state) {
      const elapsed = performance.now() - editedAt;
      if (editing !== undefined || (hasHits && elapsed < editsApartMs)) return;
      const now = state();
      const isOver = now.total !== undefined && now.read >= now.total;
      const isFirst = !hasHits && now.count > 0;
      if (isOver || (!isFirst && elapsed < editsApartMs)) return;
      hasHits ||= isFirst;
      editedAt = performance.now();
      editing = edit(now)
        .catch(() => undefined)
        .finally(() => {
          editing = undefined;
        });
    },
    end: async () => editing,
  };
}

import type { Api } from 'grammy';
import type { Logger } from 'pino';
import { type Held, type Leases, withLease } from '../../../background/with-lease.ts';
import { createWorker, type Worker } from '../../../background/worker.ts';
import {
  leaseOfSearch,
  type Search,
  type SearchKind,
  type SearchRows,
} from '../../../store/tables/searches.ts';
import type { Shops } from '../../../team/shops/shops.ts';
import type { Team } from '../../../team/team.ts';
import type { TransientDelay } from '../../../telegram/availability.ts';
import { isChatGone } from '../../../telegram/errors.ts';
import type { Codec } from '../../callbacks/codec.ts';
import type { Searches } from '../../context.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import type { LocalizerIn } from '../../i18n/localizer-in.ts';
import { editToView, sendView } from '../../messages/send.ts';
import { button, type MessageView } from '../../views/message-view.ts';
import { createProgress } from './progress.ts';
import type { SearchJob } from './search-job.ts';

/** Searches beside the chat's other work, also what a restart interrupted, and shows what it finds as it comes. */
export interface SearchWorker extends Searches, Pick<Worker, 'start' | 'stop'> {}

export interface SearchWorkerParts {
  rows: SearchRows;
  jobs: Readonly<Record<SearchKind, SearchJob>>;
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

const noShopMs = 60_000;
const atOnce = 20;

export function createSearchWorker(parts: SearchWorkerParts): SearchWorker {
  const { rows, leases, log, everyMs = 2000, leaseMs = 30_000 } = parts;
  const underWay = new Map<string, AbortController>();
  const onTrouble = (error: unknown, id?: string) =>
    log.error({ err: error, search: id }, 'a search could not be carried out');

  /** False: there is nothing more to be done about it now. */
  const handled = async (id: string, held: Held): Promise<boolean> => {
    const search = await rows.get(id);
    if (search === undefined || search.status === 'over') return false;
    const stop = new AbortController();
    if (search.status === 'stopped') stop.abort();
    underWay.set(id, stop);
    try {
      return await carryOut(parts, search, held, stop.signal);
    } catch (error) {
      if (!held.signal.aborted) await leaveFor(parts, search, error);
      return false;
    } finally {
      underWay.delete(id);
    }
  };

  const worker = createWorker<string>({
    due: rows.due,
    key: (id) => id,
    async handle(id, stopping) {
      const options = { ms: leaseMs, stopping, onTrouble };
      await withLease(leases, leaseOfSearch(id), options, async (held) => {
        // What was asked for anew meanwhile is done anew at once.
        while (await handled(id, held));
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
    async ask(search) {
      const before = await rows.get(search.id);
      const isSame = before?.query === search.query && before.shop === search.shop;
      // What is under way already answers whoever presses twice.
      if (!(isSame && before.askedBy === search.askedBy && before.status === 'waiting')) {
        await rows.put(search);
        if (!isSame) underWay.get(search.id)?.abort();
      }
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
  const delay = await transientDelay(error);
  if (delay !== undefined) return rows.postpone(search.id, delay);
  await rows.shown(search);
  if (isChatGone(error)) return;
  const localizer = await localizerIn(search.chatId, search.shop);
  await showLast(parts, search, endingView('unforeseen', parts, search, localizer));
  throw error;
}

/** True: it has been asked for anew meanwhile. */
async function carryOut(
  parts: SearchWorkerParts,
  search: Search,
  held: Held,
  stop: AbortSignal,
): Promise<boolean> {
  const { rows, localizerIn } = parts;
  const localizer = await localizerIn(search.chatId, search.shop);
  let found = search.result;
  if (search.status !== 'found') {
    const result = await resultOf(parts, search, localizer, held, stop);
    // Its token is not known now: what is asked for waits for it, and says so meanwhile.
    if (result === 'later') {
      await showIn(parts, search, endingView('search-waits', parts, search, localizer));
      await rows.postpone(search.id, noShopMs);
      return false;
    }
    held.signal.throwIfAborted();
    found = result.found;
    if (!(await rows.finish(search, found))) return true;
  }
  await showLast(parts, search, await endView(parts, search, found, localizer));
  return !(await rows.shown(search));
}

/** What came of it; nothing where whoever asked has lost the right, or what they asked for can't be read any more. */
async function resultOf(
  parts: SearchWorkerParts,
  search: Search,
  localizer: Localizer,
  held: Held,
  stop: AbortSignal,
): Promise<{ found: string | undefined } | 'later'> {
  const shop = await parts.shops.of(search.shop);
  if (shop === undefined) return 'later';
  const job = parts.jobs[search.kind];
  const may = await parts.team.may(search.askedBy, job.operation, search.shop);
  if (!may || search.query === undefined) return { found: undefined };
  const shown = createProgress((view) => showIn(parts, search, view));
  const signal = AbortSignal.any([held.signal, stop]);
  const searching = { shop, localizer, signal, stop, onProgress: shown.note };
  try {
    return { found: await job.carryOut(search, search.query, searching) };
  } finally {
    await shown.end();
  }
}

/** The right is asked for once more: it may be gone by the time at which what was found leaves. */
async function endView(
  parts: SearchWorkerParts,
  search: Search,
  found: string | undefined,
  localizer: Localizer,
): Promise<MessageView> {
  const job = parts.jobs[search.kind];
  if (!(await parts.team.may(search.askedBy, job.operation, search.shop)))
    return { text: localizer.html('search-no-right'), keyboard: [] };
  if (search.query === undefined || found === undefined)
    return endingView('unforeseen', parts, search, localizer);
  return job.view(search, search.query, found, localizer);
}

/** Why there is nothing to be shown, with a button that begins it anew. */
function endingView(
  why: 'unforeseen' | 'search-waits',
  { jobs }: Pick<SearchWorkerParts, 'jobs'>,
  search: Search,
  localizer: Localizer,
): MessageView {
  const again = jobs[search.kind].again(search, search.query);
  return {
    text: localizer.html(why),
    keyboard: [[button(localizer.plain('button-try-again'), again)]],
  };
}

/** Shows in a search's message how it stands. False: that can't be edited any more. */
async function showIn(
  { api, codec }: SearchWorkerParts,
  { chatId, messageId, shop }: Search,
  view: MessageView,
): Promise<boolean> {
  return messageId !== 0 && editToView(api, { chatId, messageId }, view, codec.packFor(shop));
}

/** Shows what came of it; anew where its message can't be edited any more. */
async function showLast(
  parts: SearchWorkerParts,
  search: Search,
  view: MessageView,
): Promise<void> {
  if (await showIn(parts, search, view)) return;
  const { chatId, threadId, shop } = search;
  const target = { chatId, ...(threadId !== 0 && { topic: threadId }) };
  await sendView(parts.api, target, view, parts.codec.packFor(shop));
}

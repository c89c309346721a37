import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import { DatabaseUnavailable } from '../store/errors.ts';
import type { Claimed } from '../store/inbox/pending.ts';
import { readUpdate } from '../telegram/updates/read-update.ts';
import { queueOf, senderAmongOthers } from './queue-of.ts';
import { type HandlingParts, workOff } from './work-off.ts';

export interface InboxParts extends HandlingParts {
  /** Those of the people who are of the team: nobody else keeps them waiting. */
  membersAmong: (personIds: readonly number[]) => Promise<ReadonlySet<number>>;
  /** Told of updates that were stored, some of which may be known already. */
  onStored?: (updates: readonly Update[]) => void;
  /** Nobody else stores updates in the same database: whatever comes is told of here. */
  isAlone?: boolean;
  /** How many chats are handled at once. */
  chatsAtOnce?: number;
  tickMs?: number;
  /** How long a process that falls silent keeps a chat. */
  leaseMs?: number;
}

/** Handlers work without a pause up to their first call; for about so long they may before the network has its turn. */
const turnMs = 3;
const soonMs = 100;

/**
 * What stands between Telegram and the bot: an update is stored before it is acknowledged, and handled until it is.
 * Each chat's updates are handled in order of arrival, chats side by side.
 */
export interface Inbox {
  /** Resolves when the updates are stored; only then may they be acknowledged. */
  accept(updates: readonly Update[]): Promise<void>;
  start(): void;
  /** Takes up nothing more and waits for what is under way. */
  stop(): Promise<void>;
  /** Lets others take up at once what is still under way here; for when there is no time left to finish it. */
  giveBack(): Promise<void>;
}

export function createInbox(parts: InboxParts): Inbox {
  const { rows, membersAmong, log, isAlone = false, chatsAtOnce = 500 } = parts;
  const { tickMs = 1000, leaseMs = 10_000 } = parts;
  const running = new Map<string, Promise<void>>();
  /** Claimed anew while still in hand here: let go of afterwards, since nobody else would. */
  const claimedAgain = new Set<string>();
  let stopped = false;
  /** There was no room for all that could be claimed: each chat that is done makes some. */
  let isFull = false;
  /** So many places are kept for chats that are being claimed or are about to be begun with. */
  let promised = 0;
  let ticking: NodeJS.Timeout | undefined;
  let renewing: NodeJS.Timeout | undefined;
  let polling: Promise<void> | undefined;
  let pollingSoon: NodeJS.Timeout | undefined;
  /** Where something may wait that nobody holds: every chat is looked at only where it can't be said. */
  let asked: Set<string> | 'everywhere' | undefined;
  const soonAsked = new Set<string>();
  const beginning = new Set<Promise<void>>();
  /** Chats in hand for which something was stored meanwhile: where that came too late to be seen, it is looked for. */
  const storedFor = new Set<string>();

  const run = (claimed: Claimed): void => {
    const work = takeUp(claimed).then(
      (mayWait) => {
        if (storedFor.delete(claimed.queue) || mayWait || isFull) poll([claimed.queue]);
        else if (!isAlone) pollSoon(claimed.queue);
      },
      // After trouble the chat is left until its lease runs out: taken up at once it would fail without a pause.
      (error: unknown) => log.error({ err: error }, 'a chat could not be worked off'),
    );
    running.set(claimed.queue, work);
  };

  /** Works a chat off. Returns whether something may wait in it now that it is released. */
  const takeUp = async (claimed: Claimed): Promise<boolean> => {
    let mayWait = true;
    try {
      mayWait = await workOff(parts, claimed, () => !stopped);
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      // Resolves when the outage is over: then the chat is taken up at once.
      await rows.release([claimed.queue]);
    } finally {
      try {
        if (claimedAgain.delete(claimed.queue)) {
          mayWait = true;
          await rows.release([claimed.queue]);
        }
      } finally {
        running.delete(claimed.queue);
      }
    }
    return mayWait;
  };

  const pollOnce = async (where: Set<string> | 'everywhere'): Promise<void> => {
    // What found no room before may be in any chat.
    const among = where === 'everywhere' || isFull ? undefined : [...where];
    const most = room();
    isFull = most <= 0;
    if (isFull) return;
    const claimed = await claiming(most, () => rows.claim(most, leaseMs, among));
    isFull = claimed.length >= most;
    await begin(claimed, (again) => claimedAgain.add(again.queue));
  };

  const room = () => chatsAtOnce - running.size - promised;

  /** Keeps places for as many chats as may be claimed, until they are begun with. */
  const claiming = async (most: number, claim: () => Promise<Claimed[]>): Promise<Claimed[]> => {
    promised += most;
    let claimed = 0;
    try {
      const held = await claim();
      claimed = held.length;
      return held;
    } finally {
      promised -= most - claimed;
    }
  };

  /** Begins with chats that are held from now on; what is to be done with one that is still in hand is said. */
  const begin = async (claimed: Claimed[], still: (again: Claimed) => void): Promise<void> => {
    let inATurn = 1;
    while (claimed.length > 0) {
      if (stopped) return rows.release(claimed.map(({ queue }) => queue));
      const since = performance.now();
      for (const one of claimed.splice(0, inATurn)) {
        promised -= 1;
        (running.has(one.queue) ? still : run)(one);
      }
      // What arrives meanwhile is not kept waiting: Telegram wants its acknowledgement.
      await nextTurn();
      inATurn = performance.now() - since < turnMs ? inATurn * 2 : 1;
    }
  };

  /** Begins with what has just been stored; what could not be claimed with it is looked for where nobody else sees to it. */
  const beginStored = (queues: readonly string[], claimed: Claimed[]): void => {
    const taken = new Set(claimed.map(({ queue }) => queue));
    const others = queues.filter((queue) => !taken.has(queue));
    for (const queue of others) if (running.has(queue)) storedFor.add(queue);
    const unseen = others.filter((queue) => !running.has(queue));
    if (queues.length === 0) poll();
    else if (unseen.length > 0) poll(unseen);
    // Its former update is marked as handled, so that whatever has it in hand is at its end.
    const after = (one: Claimed) => {
      promised += 1;
      void running.get(one.queue)?.then(() => beginStored([one.queue], [one]));
    };
    const begun = begin(claimed, after)
      .catch((error: unknown) => log.error({ err: error }, 'chats could not be begun with'))
      .finally(() => beginning.delete(begun));
    beginning.add(begun);
  };

  const poll = (queues?: Iterable<string>): void => {
    if (stopped) return;
    if (queues === undefined) asked = 'everywhere';
    else if (asked !== 'everywhere') asked = new Set([...(asked ?? []), ...queues]);
    polling ??= (async () => {
      while (asked !== undefined && !stopped) {
        const where = asked;
        asked = undefined;
        await pollOnce(where);
      }
    })()
      .catch((error: unknown) => log.error({ err: error }, 'the inbox could not be read'))
      .finally(() => {
        polling = undefined;
      });
  };

  /** Another copy may have stored something for a chat while it was in hand here: looked for together with that of others. */
  const pollSoon = (queue: string): void => {
    soonAsked.add(queue);
    pollingSoon ??= setTimeout(() => {
      pollingSoon = undefined;
      poll(soonAsked);
      soonAsked.clear();
    }, soonMs).unref();
  };

  const renew = (): void => {
    rows
      .renew([...running.keys()], leaseMs)
      .catch((error: unknown) =>
        log.error({ err: error }, 'the leases of chats could not be renewed'),
      );
  };

  return {
    async accept(offered) {
      const updates = offered.map((update) =>
        readUpdate(update, (kind) =>
          log.warn({ update: update.update_id, kind }, 'an update can’t be read: it is left alone'),
        ),
      );
      const senders = new Set(updates.map(senderAmongOthers).filter((id) => id !== undefined));
      const members = senders.size === 0 ? new Set<number>() : await membersAmong([...senders]);
      const incoming = updates.map((update) => ({
        updateId: update.update_id,
        queue: queueOf(update, members),
        payload: JSON.stringify(update),
      }));
      // Those that have waited for longer come first.
      const queues = new Set(incoming.map(({ queue }) => queue));
      const isClaiming = ticking !== undefined && !stopped && !isFull;
      const limit = isClaiming ? Math.min(room(), queues.size) : 0;
      const claimed = await claiming(limit, () => rows.put(incoming, { limit, ms: leaseMs }));
      parts.onStored?.(updates);
      beginStored([...queues], claimed);
    },
    start() {
      ticking = setInterval(() => poll(), tickMs);
      renewing = setInterval(renew, leaseMs / 3);
      poll();
    },
    async stop() {
      stopped = true;
      clearInterval(ticking);
      clearTimeout(pollingSoon);
      await polling;
      await Promise.all(beginning);
      await Promise.all(running.values());
      clearInterval(renewing);
    },
    giveBack: () => rows.release([...running.keys()]),
  };
}

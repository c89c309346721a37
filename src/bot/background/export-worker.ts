import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import type { Leases } from '../../store/tables/leases.ts';
import type { ExportOrder, Exports } from '../context.ts';
import { deliver, type HandoverParts } from './send-export.ts';

/** Fetches Excels beside the chat's other work, and hands them over, also those that a restart interrupted. */
export interface ExportDelivery extends Exports {
  start(): void;
  /** Lets go of what is under way: the next start begins it anew. */
  stop(): Promise<void>;
}

export interface ExportDeliveryParts extends Omit<HandoverParts, 'fetching'> {
  leases: Leases;
  tickMs?: number;
  /** How long one that died while fetching keeps others from it. */
  leaseMs?: number;
}

/** So many are fetched from Ngorder at once; more may be under way, since one that waits for its chat holds up no other. */
const fetchedAtOnce = 5;
const atOnce = 50;

export function createExportDelivery(parts: ExportDeliveryParts): ExportDelivery {
  const { rows, leases, log, tickMs = 2000, leaseMs = 30_000 } = parts;
  const holder = randomUUID();
  const inHand = new Map<string, Promise<void>>();
  const fetching = pLimit(fetchedAtOnce);
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

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
      if (row !== undefined) await deliver({ ...parts, fetching }, row, stopping.signal);
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
    looking = look().catch((error: unknown) =>
      log.error({ err: error }, 'the exports could not be read'),
    );
  };

  return {
    async begin({ shop, chatId, threadId = 0, replyTo = 0, askedBy, filter }: ExportOrder) {
      const { type, from = '', to = '' } = filter;
      const place = { chat_id: chatId, thread_id: threadId, reply_to: replyTo, asked_by: askedBy };
      const added = await rows.add({ shop, ...place, type, from_day: from, to_day: to });
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
      await looking;
      await Promise.all(inHand.values());
    },
  };
}

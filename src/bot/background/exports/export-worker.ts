import pLimit from 'p-limit';
import { type Leases, withLease } from '../../../background/with-lease.ts';
import { createWorker, type Worker } from '../../../background/worker.ts';
import { type ExportRow, leaseOfExport } from '../../../store/tables/exports.ts';
import type { ExportOrder, Exports } from '../../context.ts';
import { editToView } from '../../messages/send.ts';
import { exportStoppedView } from '../../views/export.ts';
import { drop } from './drop-export.ts';
import { askedIn, type HandoverParts, rowOf } from './handover.ts';
import { deliver } from './send-export.ts';

/** Makes Excels beside the chat's other work, and hands them over, also those that a restart interrupted. */
export interface ExportDelivery extends Exports, Pick<Worker, 'start' | 'stop'> {}

export interface ExportDeliveryParts extends Omit<HandoverParts, 'making'> {
  leases: Leases;
  everyMs?: number;
  /** How long one that died while making it keeps others from it. */
  leaseMs?: number;
}

/** So many are made at once; more may be under way, since one that waits for its chat holds up no other. */
const madeAtOnce = 5;
const atOnce = 50;
/** An Excel for a chat that has been gone for so long is not waited with any longer. */
const goneMs = 10 * 60_000;

/** What is to be done with an Excel: it is handed over, or nobody is there to be handed it. */
interface Task {
  row: ExportRow;
  isUndeliverable: boolean;
}

export function createExportDelivery(parts: ExportDeliveryParts): ExportDelivery {
  const { rows, leases, log, everyMs = 2000, leaseMs = 30_000 } = parts;
  const making = pLimit(madeAtOnce);
  const onTrouble = (error: unknown, id?: string) =>
    log.error({ err: error, export: id }, 'an export could not be delivered');

  const worker = createWorker<Task>({
    async due(limit) {
      const deliverable = await rows.due(limit);
      const undeliverable = await rows.undeliverable(goneMs, limit);
      return [
        ...deliverable.map((row) => ({ row, isUndeliverable: false })),
        ...undeliverable.map((row) => ({ row, isUndeliverable: true })),
      ];
    },
    key: ({ row }) => row.id,
    async handle({ row: { id }, isUndeliverable }, stopping) {
      const options = { ms: leaseMs, stopping, onTrouble };
      await withLease(leases, leaseOfExport(id), options, async (held) => {
        const row = await rows.get(id);
        if (row === undefined) return;
        if (isUndeliverable) await drop(parts, row);
        else await deliver({ ...parts, making }, row, held);
      });
    },
    onTrouble,
    atOnce,
    everyMs,
  });

  return {
    async begin(order: ExportOrder) {
      const { shop, chatId, threadId = 0, replyTo = 0, askedBy, statusMessageId = 0 } = order;
      const { format = 'xlsx' } = order;
      const place = { chat_id: chatId, thread_id: threadId, reply_to: replyTo, asked_by: askedBy };
      const wanted = { shop, ...place, ...rowOf(order.orders), format };
      const added = await rows.add(wanted, statusMessageId);
      if (added) worker.wake();
      return added;
    },
    async callOff({ chatId, messageId }, personId) {
      const row = await rows.announcedBy(chatId, messageId);
      if (row === undefined) return 'late';
      if (row.asked_by !== personId) return 'others';
      if (!(await rows.withdraw(row.id))) return 'late';
      const localizer = await parts.localizerIn(chatId, row.shop);
      const view = exportStoppedView(await askedIn(parts, row), localizer);
      await editToView(parts.api, { chatId, messageId }, view, parts.codec.packFor(row.shop));
      return 'stopped';
    },
    start: worker.start,
    /** Lets go of what is under way: the next start begins it anew. */
    stop: worker.stop,
  };
}

import type { Call } from '../../src/sandbox/ngorder/control.ts';
import type { Records } from './records.ts';
import type { Notes } from './seller.ts';
import { isAct, type Stage } from './stage.ts';

/** Everything that must not be, in words; empty when every promise was kept. */
export async function findBroken(stage: Stage, notes: Notes, records: Records): Promise<string[]> {
  return [
    ...notes.unanswered,
    ...updatesNotHandledOnce(stage, records),
    ...chatsOutOfOrder(records),
    ...actsNotDoneOnce(stage, notes),
    ...requestsWithoutRead(stage.requests),
    ...requestsBeyondLedger(stage.requests, records),
    ...(await pressesNotAnswered(stage, notes)),
    ...(await stage.play.violations()).map((violation) => `Telegram: ${JSON.stringify(violation)}`),
  ];
}

function updatesNotHandledOnce({ updates, telegram }: Stage, { inbox }: Records): string[] {
  const kept = new Map(inbox.map((row) => [row.update_id, row]));
  const left = telegram.world.updates.pending;
  return [
    ...(left > 0 ? [`${left} updates were never fetched or acknowledged`] : []),
    ...[...updates].filter((id) => !kept.has(id)).map((id) => `update ${id} was never stored`),
    ...inbox
      .filter(({ status, payload_sealed }) => status !== 'handled' || payload_sealed !== '')
      .map(
        ({ update_id, status }) => `update ${update_id} is ${status}, or still holds what it was`,
      ),
  ];
}

function chatsOutOfOrder({ inbox }: Records): string[] {
  const last = new Map<string, number>();
  return inbox.flatMap(({ update_id, queue, handled_at }) => {
    const before = last.get(queue) ?? 0;
    last.set(queue, Math.max(before, handled_at ?? 0));
    return (handled_at ?? 0) < before ? [`update ${update_id} overtook another of ${queue}`] : [];
  });
}

/** Each act that a chat called done has happened, and nothing has happened that no chat tells of. */
function actsNotDoneOnce({ requests }: Stage, { done }: Notes): string[] {
  const wanted = tally(
    done.flatMap(({ kind, orderId }) => (orderId ? [`${kind} #${orderId}`] : [])),
  );
  const effects = tally(
    requests.filter(({ effect }) => effect).map((call) => `${call.operation} #${orderOf(call)}`),
  );
  return [...new Set([...wanted.keys(), ...effects.keys()])]
    .filter((act) => wanted.get(act) !== effects.get(act))
    .map((act) => `${act}: done ${effects.get(act) ?? 0} times instead of ${wanted.get(act) ?? 0}`);
}

/** Between two requests about one order it was looked for: by its ID, or in a list. */
function requestsWithoutRead(requests: readonly Call[]): string[] {
  const open = new Set<number>();
  return requests.flatMap((call) => {
    const orderId = orderOf(call);
    if (!isAct(call)) {
      if (call.operation === 'list') open.clear();
      else if (orderId !== undefined) open.delete(orderId);
      return [];
    }
    if (orderId === undefined) return [`a request about no order: ${call.method} ${call.path}`];
    const unread = open.has(orderId);
    open.add(orderId);
    return unread ? [`#${orderId}: two requests without a read between them`] : [];
  });
}

/** No request leaves that isn't written down, and a delete leaves once for each Yes. */
function requestsBeyondLedger(requests: readonly Call[], { actions }: Records): string[] {
  const sends = new Map<string, number>();
  for (const { kind, order_id, sends: count } of actions) {
    const act = `${kind} #${order_id}`;
    sends.set(act, (sends.get(act) ?? 0) + count);
  }
  const left = tally(requests.filter(isAct).map((call) => `${call.operation} #${orderOf(call)}`));
  return [
    ...[...left]
      .filter(([act, count]) => count > (sends.get(act) ?? 0))
      .map(([act, count]) => `${act}: ${count} requests, ${sends.get(act) ?? 0} written down`),
    ...actions
      .filter(({ kind, sends: count }) => count > (kind === 'delete' ? 1 : 2))
      .map(({ kind, order_id, sends: count }) => `${kind} #${order_id} was sent ${count} times`),
  ];
}

async function pressesNotAnswered({ play }: Stage, { presses }: Notes): Promise<string[]> {
  const found = await Promise.all(
    presses.map((press) =>
      play.answerOf(press, { timeoutMs: 1000 }).then(
        () => undefined,
        (error: unknown) => String(error),
      ),
    ),
  );
  return found.filter((problem) => problem !== undefined);
}

/** How often a request was sent again after reading that the first had no effect. */
export function repeats(requests: readonly Call[], { done }: Notes): number {
  const acts = requests.filter(isAct).length;
  return acts - done.filter(({ orderId }) => orderId !== undefined).length;
}

function orderOf({ body, query }: Call): number | undefined {
  const id = typeof body === 'object' && body !== null && 'id' in body ? body.id : query['keyword'];
  return id === undefined ? undefined : Number(id);
}

function tally(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

import { questionLifetimeMs } from '../../src/orders/requests/limits.ts';
import { isAct, orderOf } from './acts.ts';
import { actsAsWritten, type Jump, passedBetween } from './clock.ts';
import { actMs } from './limits.ts';
import type { Passage } from './passage.ts';
import type { ActRecord } from './records.ts';

/** A yes, with every request that left because of it, oldest first. */
interface Confirmation extends ActRecord {
  decidedAt: number;
  requests: Passage[];
}

/** After these answers a request has come to nothing by Ngorder's own word, or only reading tells. */
const endsRequest = new Set([404, 410]);

/**
 * What is wrong with the requests that change orders, by what passed over the wire:
 * - each belongs to one confirmation, and is written down before it leaves;
 * - before the first of a confirmation the order was read and was as the person saw it;
 * - before a repeat, and after the earlier request was over or out of time, it was read in its old state;
 * - nothing leaves for a confirmation that is older than a question's lifetime;
 * - a confirmation called done had one effect, one called failed had none; a delete leaves once at most.
 * @param effects the requests that changed an order, by their number
 */
export function findBrokenActs(
  passages: readonly Passage[],
  effects: ReadonlySet<number>,
  acts: readonly ActRecord[],
  jumps: readonly Jump[] = [],
): string[] {
  const confirmations = actsAsWritten(acts, jumps).flatMap((act): Confirmation[] =>
    act.decided_at === null ? [] : [{ ...act, decidedAt: act.decided_at, requests: [] }],
  );
  const broken: string[] = [];
  for (const request of passages.filter(isAct)) {
    const owner = confirmations.find((confirmation) => isOf(request, confirmation));
    if (owner) owner.requests.push(request);
    else broken.push(`${nameOf(request)} left without a confirmation`);
  }
  const readings = passages.filter(
    ({ orderIds, handedBackAt }) => orderIds !== undefined && handedBackAt !== undefined,
  );
  return [
    ...broken,
    ...confirmations.flatMap((confirmation) => [
      ...miscounted(confirmation, effects),
      ...unread(confirmation, readings),
      ...stale(confirmation, jumps),
    ]),
  ];
}

/** One act at a time is under way for an order, so its time tells whose a request is. */
function isOf(request: Passage, { order_id, kind, decidedAt, settled_at }: Confirmation): boolean {
  return (
    orderOf(request) === order_id &&
    request.what === kind &&
    request.arrivedAt >= decidedAt &&
    request.arrivedAt <= (settled_at ?? Number.POSITIVE_INFINITY) + 1
  );
}

function miscounted(confirmation: Confirmation, effects: ReadonlySet<number>): string[] {
  const { kind, order_id, status, sends, requests } = confirmation;
  const act = `${kind} #${order_id}`;
  const most = kind === 'delete' ? 1 : 2;
  const count = requests.filter(({ number }) => effects.has(number)).length;
  const due = status === 'done' ? 1 : 0;
  return [
    ...(requests.length > sends
      ? [`${act}: ${requests.length} requests, ${sends} written down`]
      : []),
    ...(sends > most ? [`${act} was sent ${sends} times`] : []),
    ...(count === due ? [] : [`${act} is ${status} and had ${count} effects`]),
  ];
}

function unread(confirmation: Confirmation, readings: readonly Passage[]): string[] {
  const { kind, decidedAt, was_seen, requests } = confirmation;
  return requests.flatMap((request, index) => {
    const earlier = requests[index - 1];
    if (earlier === undefined && !was_seen) return [];
    const since = earlier === undefined ? decidedAt : endOf(earlier);
    const between = readings.filter(
      ({ arrivedAt, handedBackAt = Number.POSITIVE_INFINITY }) =>
        arrivedAt >= since && handedBackAt <= request.arrivedAt,
    );
    const oldPlace = kind === 'cancel' ? 'orders' : 'list';
    const showing = between.filter(({ orderIds }) => orderIds?.has(orderOf(request)));
    const isProven = showing.length > 0 && showing.every(({ what }) => what === oldPlace);
    return isProven
      ? []
      : [
          `${nameOf(request)} left ${earlier ? 'again ' : ''}without a reading that shows the order as it was`,
        ];
  });
}

function stale({ decidedAt, requests }: Confirmation, jumps: readonly Jump[]): string[] {
  return requests
    .filter(({ arrivedAt }) => passedBetween(decidedAt, arrivedAt, jumps) > questionLifetimeMs)
    .map((request) => `${nameOf(request)} left for a confirmation of long ago`);
}

/** When a request was over at Ngorder, and by the bot's own reckoning: answered, or out of time. */
function endOf({ arrivedAt, overAt = Number.POSITIVE_INFINITY, status }: Passage): number {
  const isAnswered = status !== undefined && endsRequest.has(status);
  return isAnswered ? overAt : Math.max(overAt, arrivedAt + actMs);
}

function nameOf(request: Passage): string {
  return `${request.what} #${orderOf(request)} (request ${request.number})`;
}

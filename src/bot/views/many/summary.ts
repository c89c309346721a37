import { reversalOf } from '../../../orders/many/reversal.ts';
import { triedAgain } from '../../../orders/many/tried-again.ts';
import type { Act, Outcome, Request } from '../../../orders/requests/states.ts';
import { personBehind } from '../../../orders/requests/states.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { reasonLine } from '../acts/reason.ts';
import { refusalSentence } from '../failure.ts';
import { button, fitting, type MessageView, ofRecord, shopLine } from '../message-view.ts';
import { named } from './naming.ts';

/** What a run came to: how many were done, and which were not, by reason. */
export function summaryView(
  request: Request,
  acts: readonly Act[],
  localizer: Localizer,
): MessageView {
  const { token, run } = request;
  const undone = Map.groupBy(
    acts.filter(({ status }) => status !== 'done'),
    (act) => reasonOf(act, localizer),
  );
  const again = triedAgain(acts);
  const reversal = reversalOf(request, acts);
  const undo = { press: 'undoRun', token } as const;
  return {
    text: fitting([
      shopLine(localizer),
      headline(request, acts, localizer),
      localizer.html('at-time', { time: localizer.time(lastOf(acts) ?? request.readAt) }),
      acts[0] !== undefined && reasonLine(acts[0], localizer),
      run?.state === 'stopped' &&
        localizer.html('many-stopped', { person: run.changedBy?.name ?? '' }),
      ...[...undone].flatMap(([reason, some]) => [
        '',
        `${reason} (${some.length})`,
        localizer.html('verbatim', {
          text: named(
            some.map(({ orderId }) => orderId),
            localizer,
          ),
        }),
      ]),
    ]),
    keyboard: ofRecord([
      ...(again.length === 0
        ? []
        : [[button(localizer.plain('button-try-failed-again'), { press: 'retryFailed', token })]]),
      ...(reversal === undefined
        ? []
        : [[button(localizer.plain(`button-undo-run-${reversal.kind}`), undo)]]),
      [button(localizer.plain('button-run-report'), { press: 'runReport', token })],
    ]),
  };
}

/** What a run came to, in a line. */
export function headline(request: Request, acts: readonly Act[], localizer: Localizer): string {
  const { kind } = request;
  const done = acts.filter(({ status }) => status === 'done').length;
  return localizer.html(`many-done-${kind}`, {
    done,
    total: acts.length,
    sign: done === acts.length ? (kind === 'delete' ? '🗑' : '✅') : '⚠️',
    person: personBehind(request).name,
  });
}

function lastOf(acts: readonly Act[]): number | undefined {
  const times = acts.map(({ settledAt }) => settledAt).filter((at) => at !== undefined);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Why an act was not done, in HTML. */
export function reasonOf({ outcome, status, sends }: Act, localizer: Localizer): string {
  switch (outcome?.kind) {
    case 'refused':
      return `❌ ${refusalSentence(outcome.error, outcome.words, localizer)}`;
    case 'changed':
      return localizer.html(sends > 0 ? 'many-changed-since' : 'many-changed');
    case 'elsewhere':
      return `⏭ ${whereOf(outcome, localizer)}`;
    case 'unread':
      return `❌ ${refusalSentence(outcome.error, undefined, localizer)}`;
    case 'unreadable':
      return localizer.html('act-unreadable');
    case 'busy':
      return localizer.html('many-busy');
    case 'notDone':
      return localizer.html('many-not-done');
    case 'done':
    case 'stale':
    case 'notAllowed':
    case 'saidNotDone':
    case undefined:
      return localizer.html(status === 'skipped' ? 'many-left-out' : 'many-not-done');
  }
}

function whereOf({ where }: Extract<Outcome, { kind: 'elsewhere' }>, localizer: Localizer): string {
  if (where.at === 'nowhere') return localizer.html('many-gone');
  return where.at === 'active'
    ? localizer.html('many-is-active')
    : localizer.html('many-is-canceled');
}

import { type Progress, paceMs } from '../../../orders/requests/runs/runs.ts';
import type { Request, Run } from '../../../orders/requests/states.ts';
import { personBehind } from '../../../orders/requests/states.ts';
import { shareable } from '../../i18n/audience.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { button, fitting, type MessageView, shopLine, type ViewButton } from '../message-view.ts';

const barCells = 12;

/** How far a run has come, why it doesn't go on, and the buttons to pause, continue and stop it. */
export function progressView(
  request: Request,
  progress: Progress,
  localizer: Localizer,
): MessageView {
  const { kind, token, run } = request;
  const { total, by } = progress;
  const [done = 0, failed = 0, skipped = 0] = [by.done, by.failed, by.skipped];
  const over = done + failed + skipped;
  const left = total - over;
  return {
    text: fitting([
      shopLine(localizer),
      localizer.html(`many-working-${kind}`, { count: total, person: personBehind(request).name }),
      bar(over, total, localizer),
      localizer.html('many-counts', { done, failed: failed + skipped, left }),
      ...stateLines(run, left, progress, localizer),
    ]),
    keyboard: run === undefined || run.state === 'stopped' ? [] : [controls(run, token, localizer)],
  };
}

function bar(over: number, total: number, localizer: Localizer): string {
  const share = total === 0 ? 1 : over / total;
  const full = Math.floor(share * barCells);
  const text = `${'▓'.repeat(full)}${'░'.repeat(barCells - full)} ${Math.floor(share * 100)}%`;
  return localizer.html('verbatim', { text: shareable(text) });
}

function stateLines(
  run: Run | undefined,
  left: number,
  { lately, by }: Progress,
  localizer: Localizer,
): (string | undefined)[] {
  if (run === undefined) return [];
  const trouble =
    run.trouble && localizer.html(localizer.keyOf(`ngorder-${run.trouble}`) ?? 'many-waits');
  if (run.state === 'paused') {
    const { reason, changedBy } = run;
    return [
      reason === 'person'
        ? localizer.html('many-paused-person', { person: changedBy?.name ?? '' })
        : localizer.html(`many-paused-${reason ?? 'standstill'}`, {
            person: run.ledBy?.name ?? '',
          }),
      reason === 'refused' ? trouble : undefined,
    ];
  }
  const unknown = by.unknown ?? 0;
  if (run.state === 'stopped' || left === unknown)
    return [localizer.html('many-looking-up', { count: left })];
  if (trouble) return [localizer.html('many-waits'), trouble];
  return [lately > 0 ? timeLeft((left / lately) * paceMs, localizer) : undefined];
}

function timeLeft(ms: number, localizer: Localizer): string {
  const seconds = Math.max(5, Math.ceil(ms / 5000) * 5);
  return seconds < 90
    ? localizer.html('many-seconds-left', { seconds })
    : localizer.html('many-minutes-left', { minutes: Math.ceil(seconds / 60) });
}

function controls({ state }: Run, token: string, localizer: Localizer): ViewButton[] {
  const first = state === 'paused' ? 'continue' : 'pause';
  return ([first, 'stop'] as const).map((to) =>
    button(localizer.plain(`button-run-${to}`), { press: 'controlRun', to, token }),
  );
}

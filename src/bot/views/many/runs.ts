import type { Progress } from '../../../orders/requests/runs/runs.ts';
import { personBehind, type Request } from '../../../orders/requests/states.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { button, fitting, type MessageView } from '../message-view.ts';

/** What is being done to many orders in a shop now, each with a button to follow it. */
export function runsView(
  runs: readonly { request: Request; progress: Progress }[],
  localizer: Localizer,
): MessageView {
  if (runs.length === 0) return { text: localizer.html('runs-none'), keyboard: [] };
  return {
    text: fitting([
      localizer.html('runs-under-way'),
      ...runs.flatMap((run, index) => ['', ...aboutRun(index + 1, run, localizer)]),
    ]),
    keyboard: runs.map(({ request: { token } }, index) => [
      button(localizer.plain('button-follow-run', { number: index + 1 }), {
        press: 'followRun',
        token,
      }),
    ]),
  };
}

function aboutRun(
  number: number,
  { request, progress }: { request: Request; progress: Progress },
  localizer: Localizer,
): string[] {
  const { total, by } = progress;
  const { done = 0, failed = 0, skipped = 0 } = by;
  const person = personBehind(request).name;
  const far = localizer.html('runs-progress', { over: done + failed + skipped, total });
  const isPaused = request.run?.state === 'paused';
  return [
    `${number}. ${localizer.html(`many-working-${request.kind}`, { count: total, person })}`,
    isPaused ? `${far} · ${localizer.html('runs-paused')}` : far,
  ];
}

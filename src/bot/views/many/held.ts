import type { Progress } from '../../../orders/requests/runs/runs.ts';
import { personBehind, type Request } from '../../../orders/requests/states.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { secondsLeft, undoRow } from '../acts/held.ts';
import { fitting, type MessageView } from '../message-view.ts';

/** Many deletes that wait out their grace time together. */
export function heldManyView(
  request: Request,
  { total }: Progress,
  localizer: Localizer,
): MessageView {
  return {
    text: localizer.html('many-held', {
      count: total,
      seconds: secondsLeft(request),
      person: personBehind(request).name,
    }),
    keyboard: undoRow(request, localizer),
  };
}

/** Many deletes that were taken back in time. */
export function undoneManyView({ undone, readAt }: Request, localizer: Localizer): MessageView {
  return {
    text: fitting([
      localizer.html('many-undone', { person: undone?.by.name ?? '' }),
      localizer.html('at-time', { time: localizer.time(undone?.at ?? readAt) }),
    ]),
    keyboard: [],
  };
}

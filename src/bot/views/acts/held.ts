import { heldMs } from '../../../orders/requests/grace/grace-time.ts';
import type { Request, RequestedAct } from '../../../orders/requests/states.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { button, fitting, type MessageView, type ViewButton } from '../message-view.ts';
import { approvedBy } from './approval.ts';
import { titleOf, who } from './naming.ts';

/** A delete that waits out its grace time: how much of it is left, and the way back. */
export function heldView(requested: RequestedAct, localizer: Localizer): MessageView {
  return {
    text: fitting([
      titleOf(requested, localizer),
      localizer.html('delete-held', {
        ...who(requested),
        seconds: secondsLeft(requested.request),
      }),
      approvedBy(requested, localizer),
    ]),
    keyboard: undoRow(requested.request, localizer),
  };
}

/** A delete that was taken back in time. */
export function undoneView(requested: RequestedAct, localizer: Localizer): MessageView {
  const { undone, readAt } = requested.request;
  return {
    text: fitting([
      titleOf(requested, localizer),
      localizer.html('delete-undone', { person: undone?.by.name ?? '' }),
      localizer.html('at-time', { time: localizer.time(undone?.at ?? readAt) }),
    ]),
    keyboard: [],
  };
}

/** For how many seconds something can still be taken back. */
export function secondsLeft(request: Request): number {
  return Math.ceil(heldMs(request) / 1000);
}

export function undoRow({ token }: Request, localizer: Localizer): ViewButton[][] {
  return [[button(localizer.plain('button-undo'), { press: 'undo', token })]];
}

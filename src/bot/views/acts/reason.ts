import type { Act } from '../../../orders/requests/states.ts';
import { reasons } from '../../../team/activity/reasons.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { button, type ViewButton } from '../message-view.ts';

/** Why it was canceled, as far as somebody has said. */
export function reasonLine({ reason, reasonNote }: Act, localizer: Localizer): string | false {
  if (reason === undefined) return false;
  const words = localizer.plain(`reason-${reason}`);
  return reasonNote === undefined
    ? localizer.html('reason-given', { reason: words })
    : localizer.html('reason-given-note', { reason: words, note: reasonNote });
}

/** The reasons to choose from; once one is chosen, a small way back to them. */
export function reasonRows(
  { reason, request: token }: Act,
  localizer: Localizer,
  isChoosing = reason === undefined,
): ViewButton[][] {
  if (!isChoosing)
    return [[button(localizer.plain('button-change-reason'), { press: 'changeReason', token })]];
  const buttons = reasons.map((one) =>
    button(localizer.plain(`button-reason-${one}`), { press: 'reason', reason: one, token }),
  );
  return [buttons.slice(0, 2), buttons.slice(2, 4), buttons.slice(4)];
}

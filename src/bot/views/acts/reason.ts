import { longestNote } from '../../../orders/requests/record/reasons.ts';
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

/** The same in words without markup, for a cell of a table. */
export function reasonWords(
  { reason, reasonNote }: Pick<Act, 'reason' | 'reasonNote'>,
  localizer: Localizer,
): string | undefined {
  if (reason === undefined) return undefined;
  const words = localizer.plain(`reason-${reason}`);
  return reasonNote === undefined ? words : `${words} – ${localizer.text(reasonNote, longestNote)}`;
}

/** Every reason is a Yes, where a cancel takes one. */
export function yesBecause(token: string, localizer: Localizer): ViewButton[][] {
  return inPairs(
    reasons.map((reason) =>
      button(
        localizer.plain(`button-yes-${reason}`),
        { press: 'confirmBecause', reason, token },
        'danger',
      ),
    ),
  );
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
  return inPairs(buttons);
}

function inPairs(buttons: readonly ViewButton[]): ViewButton[][] {
  return buttons.flatMap((_, at) => (at % 2 === 0 ? [buttons.slice(at, at + 2)] : []));
}

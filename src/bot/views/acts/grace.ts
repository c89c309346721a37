import type { Request } from '../../../orders/requests/states.ts';
import type { Localizer } from '../../i18n/localizer.ts';

/** Until when a Yes can be taken back, said before it; undefined: it can't. */
export function graceSentence(
  { graceMs }: Pick<Request, 'graceMs'>,
  localizer: Localizer,
): string | undefined {
  return graceMs === 0
    ? undefined
    : localizer.html('delete-grace', { seconds: Math.ceil(graceMs / 1000) });
}

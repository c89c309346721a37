import { personBehind, type RequestedAct } from '../../../orders/requests/states.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { lines, shopLine } from '../message-view.ts';
import { orderName } from '../order-facts.ts';

/** The order that an act is about, as everything about it begins; with its shop, where it must be said. */
export function titleOf({ act }: RequestedAct, localizer: Localizer): string {
  const named = act.seen ?? {
    orderId: act.orderId,
    ...(act.poNumber !== undefined && { poNumber: act.poNumber }),
  };
  return lines(
    shopLine(localizer),
    localizer.html('order-title', { order: orderName(named, localizer) }),
  );
}

/** Who decided, and until then who asked. */
export function who({ request }: RequestedAct): { person: string } {
  return { person: personBehind(request).name };
}

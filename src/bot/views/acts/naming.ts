import { personBehind, type RequestedAct } from '../../../orders/requests/states.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { lines, shopLine } from '../message-view.ts';
import { orderName } from '../order-facts.ts';

/** The order that an act is about, as everything about it begins; with its shop, where it must be said. */
export function titleOf(requested: RequestedAct, localizer: Localizer): string {
  return lines(
    shopLine(localizer),
    localizer.html('order-title', { order: orderName(namedIn(requested), localizer) }),
  );
}

/** As much of the order as is known. */
export function namedIn({ act }: RequestedAct): Parameters<typeof orderName>[0] {
  return (
    act.seen ?? {
      orderId: act.orderId,
      ...(act.poNumber !== undefined && { poNumber: act.poNumber }),
    }
  );
}

/** Who decided, and until then who asked. */
export function who({ request }: RequestedAct): { person: string } {
  return { person: personBehind(request).name };
}

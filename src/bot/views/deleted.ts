import type { RequestedAct } from '../../orders/requests/states.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { titleOf, who } from './acts/naming.ts';
import { button, fitting, type MessageView, type ViewButton } from './message-view.ts';
import { allFacts } from './order-facts.ts';

/**
 * An order that the team has deleted, as it was: nothing can be done to it any more, but it can be had as a file.
 * @param around the search that is gone back to, and what (HTML) is said above it
 */
export function deletedView(
  requested: RequestedAct,
  localizer: Localizer,
  { search, notice }: { search?: string | undefined; notice?: string | undefined } = {},
): MessageView {
  const { request, act } = requested;
  const { orderId, seen } = act;
  return {
    text: fitting([
      notice,
      notice && '',
      titleOf(requested, localizer),
      deletedBy(requested, localizer),
      localizer.html('at-time', { time: localizer.time(act.settledAt ?? request.readAt) }),
      localizer.html(seen === undefined ? 'deleted-unreadable' : 'deleted-kept'),
      ...(seen === undefined ? [] : ['', ...allFacts(seen, localizer)]),
    ]),
    keyboard: [
      ...(seen === undefined ? [] : [deletedFileRow(orderId, localizer)]),
      ...(search === undefined
        ? []
        : [[button(localizer.plain('button-back-to-found'), { press: 'found', search, page: 1 })]]),
    ],
  };
}

/** That an order is deleted, by whom or how that is known. */
export function deletedBy(requested: RequestedAct, localizer: Localizer): string {
  const { settledBy } = requested.act;
  if (settledBy === 'answer') return localizer.html('delete-done', who(requested));
  return localizer.html(settledBy === 'person' ? 'delete-done-person' : 'delete-done-reading');
}

/** A deleted order as a file, while the bot keeps it. */
export function deletedFileRow(orderId: number, localizer: Localizer): ViewButton[] {
  return (['xlsx', 'json'] as const).map((format) =>
    button(localizer.plain(`button-deleted-${format}`), { press: 'deletedFile', orderId, format }),
  );
}

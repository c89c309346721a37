import type { RequestedAct } from '../../orders/requests/states.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { titleOf, who } from './acts/naming.ts';
import { button, fitting, type MessageView } from './message-view.ts';
import { allFacts } from './order-facts.ts';

/**
 * An order that the team has deleted, as it was: nothing can be done to it any more, but it can be had as a file.
 * @param search the search that is gone back to
 */
export function deletedView(
  requested: RequestedAct,
  localizer: Localizer,
  search?: string,
): MessageView {
  const { request, act } = requested;
  const { orderId, seen, settledBy } = act;
  const sentence =
    settledBy === 'answer'
      ? localizer.html('delete-done', who(requested))
      : localizer.html(settledBy === 'person' ? 'delete-done-person' : 'delete-done-reading');
  const file = (format: 'xlsx' | 'json') =>
    button(localizer.plain(`button-deleted-${format}`), { press: 'deletedFile', orderId, format });
  return {
    text: fitting([
      titleOf(requested, localizer),
      sentence,
      localizer.html('at-time', { time: localizer.time(act.settledAt ?? request.readAt) }),
      localizer.html(seen === undefined ? 'deleted-unreadable' : 'deleted-kept'),
      ...(seen === undefined ? [] : ['', ...allFacts(seen, localizer)]),
    ]),
    keyboard: [
      ...(seen === undefined ? [] : [[file('xlsx'), file('json')]]),
      ...(search === undefined
        ? []
        : [[button(localizer.plain('button-back-to-found'), { press: 'found', search, page: 1 })]]),
    ],
  };
}

import type { Refund } from '../../../orders/refunds/refund.ts';
import {
  personBehind,
  phaseOf,
  type Request,
  type RequestedAct,
  type RequestMessage,
} from '../../../orders/requests/states.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { isGroup } from '../../messages/is-group.ts';
import { button, fitting, type MessageView, type ViewButton } from '../message-view.ts';
import { buyerFact } from '../order-facts.ts';
import { titleOf } from './naming.ts';
import { aboutIt } from './question.ts';
import { reasonLine } from './reason.ts';

/** Who reads what is shown of a request: whoever is in the group, who asked for it, or somebody who may approve it. */
export type Reader = 'everybody' | 'asker' | 'approver';

export function readerIn(
  { chatId, isCopy }: Pick<RequestMessage, 'chatId' | 'isCopy'>,
  { askedBy, decidedBy }: Pick<Request, 'askedBy' | 'decidedBy'>,
): Reader {
  if (isGroup(chatId)) return 'everybody';
  const isTheirs = !isCopy || chatId === askedBy.id || chatId === decidedBy?.id;
  return isTheirs ? 'asker' : 'approver';
}

/** What waits for a second person: what, whose, why and how much, and who asks for it. */
export function approvalView(
  requested: RequestedAct,
  localizer: Localizer,
  reader: Reader,
  owed: Refund | undefined,
): MessageView {
  const { request, act } = requested;
  const { kind } = request;
  const buyer = act.seen && buyerFact(act.seen, localizer);
  return {
    text: fitting(
      [
        localizer.html(`${kind}-approval`),
        titleOf(requested, localizer),
        buyer,
        ...approvalLines(request, localizer),
        reasonLine(act, localizer),
        ...aboutIt(requested, localizer, owed),
      ],
      approvalEnding(request, localizer),
    ),
    keyboard: answers(request, localizer, reader),
  };
}

/** Who asks for it, and why that takes a second person. */
export function approvalLines(request: Request, localizer: Localizer): (string | undefined)[] {
  const { approval, decidedAt, createdAt } = request;
  return [
    localizer.html('approval-asked', {
      person: personBehind(request).name,
      time: localizer.time(decidedAt ?? createdAt),
    }),
    approval && localizer.html(`approval-why-${approval.why}`),
  ];
}

/** Until when it waits. */
export function approvalEnding({ expiresAt }: Request, localizer: Localizer): string {
  return localizer.html('approval-waits', { time: localizer.time(expiresAt) });
}

export function answers({ token }: Request, localizer: Localizer, reader: Reader): ViewButton[][] {
  const second: ViewButton[][] = [
    [button(localizer.plain('button-approval-yes'), { press: 'approve', token }, 'success')],
    [button(localizer.plain('button-approval-no'), { press: 'refuse', token })],
  ];
  const own: ViewButton[][] = [
    [button(localizer.plain('button-withdraw'), { press: 'withdraw', token })],
  ];
  return [...(reader === 'asker' ? [] : second), ...(reader === 'approver' ? [] : own)];
}

/** What came of the waiting where nothing was done; undefined: the request never waited. */
export function approvalEnded(
  { request }: Pick<RequestedAct, 'request'>,
  localizer: Localizer,
): string | undefined {
  const { approval, decidedBy, status } = request;
  if (approval === undefined || decidedBy === undefined || phaseOf(status) !== 'dropped')
    return undefined;
  const names = { person: approval.answeredBy?.name ?? '', asker: personBehind(request).name };
  if (approval.answeredBy === undefined)
    return status === 'expired'
      ? localizer.html('approval-expired', { asker: names.asker })
      : undefined;
  return status === 'withdrawn'
    ? localizer.html('approval-withdrawn', { person: names.person })
    : localizer.html('approval-refused', names);
}

/** Who approved; undefined: it took nobody. */
export function approvedBy(
  { request }: Pick<RequestedAct, 'request'>,
  localizer: Localizer,
): string | undefined {
  const { approval, status } = request;
  const isApproved = phaseOf(status) === 'underWay' || phaseOf(status) === 'ended';
  if (approval?.answeredBy === undefined || !isApproved) return undefined;
  return localizer.html('approval-given', { person: approval.answeredBy.name });
}

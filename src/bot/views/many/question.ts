import type { ManyFacts, OrderInBrief } from '../../../orders/requests/runs/many-facts.ts';
import type { ActKind, Request, RequestedAct } from '../../../orders/requests/states.ts';
import { shareable } from '../../i18n/audience.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { answers, approvalEnding, approvalLines, type Reader } from '../acts/approval.ts';
import { graceSentence } from '../acts/grace.ts';
import { reasonLine, yesBecause } from '../acts/reason.ts';
import { button, fitting, type MessageView, shopLine } from '../message-view.ts';
import { named, sumOfOrders } from './naming.ts';

/** So many orders have a line of their own. */
const mostLines = 30;

/** What a person decides about many orders by: how many and how much first, then what moved, then each. */
export function manyQuestionView(
  request: Pick<Request, 'kind' | 'token' | 'approval' | 'asksReason' | 'graceMs'>,
  facts: ManyFacts,
  localizer: Localizer,
): MessageView {
  const { kind, token, approval, asksReason } = request;
  const count = facts.orders.length;
  return {
    text: fitting([
      shopLine(localizer),
      localizer.html(`many-question-${kind}`, { count }),
      approval && localizer.html('approval-needed'),
      asksReason && localizer.html('reason-is-yes'),
      ...aboutMany(request, facts, localizer),
    ]),
    keyboard: [
      ...(asksReason
        ? yesBecause(token, localizer)
        : [
            [
              button(
                localizer.plain(`many-yes-${kind}`, { count }),
                { press: 'confirm', token },
                kind === 'return' ? 'success' : 'danger',
              ),
            ],
          ]),
      [button(localizer.plain('many-no'), { press: 'decline', token })],
    ],
  };
}

/** Many orders that wait for a second person. */
export function manyApprovalView(
  { request, act }: RequestedAct,
  facts: ManyFacts,
  localizer: Localizer,
  reader: Reader,
): MessageView {
  const count = facts.orders.length;
  return {
    text: fitting(
      [
        shopLine(localizer),
        localizer.html(`many-question-${request.kind}`, { count }),
        ...approvalLines(request, localizer),
        reasonLine(act, localizer),
        ...aboutMany(request, facts, localizer),
      ],
      approvalEnding(request, localizer),
    ),
    keyboard: answers(request, localizer, reader),
  };
}

function aboutMany(
  { kind, graceMs }: Pick<Request, 'kind' | 'graceMs'>,
  facts: ManyFacts,
  localizer: Localizer,
) {
  return [
    sumLine(facts.orders, localizer),
    kind === 'delete' && localizer.html('many-delete-for-good'),
    graceSentence({ graceMs }, localizer),
    ...moved(facts.orders, localizer),
    ...factLines(kind, facts, localizer),
    '',
    ...orderLines(facts.orders, localizer),
  ];
}

/** Nothing can be done to any of them; why stands with each. */
export function nothingToDoView(
  kind: ActKind,
  facts: ManyFacts,
  localizer: Localizer,
): MessageView {
  return {
    text: fitting([
      shopLine(localizer),
      localizer.html(`many-nothing-${kind}`),
      ...factLines(kind, facts, localizer),
    ]),
    keyboard: [],
  };
}

function sumLine(orders: readonly OrderInBrief[], localizer: Localizer): string {
  const { sum, unpriced } = sumOfOrders(orders);
  const money = shareable(localizer.money(sum));
  return unpriced === 0
    ? localizer.html('many-sum', { sum: money })
    : localizer.html('many-sum-least', { sum: money, count: unpriced });
}

/** Money and goods that are no longer where they began. */
function moved(orders: readonly OrderInBrief[], localizer: Localizer): (string | false)[] {
  const paid = orders.filter(({ isPaid }) => isPaid);
  const idsOf = (some: readonly OrderInBrief[]) =>
    named(
      some.map(({ orderId }) => orderId),
      localizer,
    );
  const shipped = orders.filter(({ isShipped }) => isShipped);
  const cod = orders.filter(({ isCod }) => isCod);
  return [
    paid.length > 0 &&
      localizer.html('many-paid', {
        count: paid.length,
        sum: shareable(localizer.money(sumOfOrders(paid).sum)),
        orders: idsOf(paid),
      }),
    cod.length > 0 && localizer.html('many-cod', { count: cod.length, orders: idsOf(cod) }),
    shipped.length > 0 &&
      localizer.html('many-shipped', { count: shipped.length, orders: idsOf(shipped) }),
  ];
}

/** What was named and is left out, and why. */
function factLines(kind: ActKind, facts: ManyFacts, localizer: Localizer): (string | false)[] {
  const line = (key: FactKey, names: readonly (number | string)[]) =>
    names.length > 0 &&
    localizer.html(key, { count: names.length, orders: named(names, localizer) });
  return [
    line(kind === 'return' ? 'many-already-return' : 'many-already-cancel', facts.already),
    line(kind === 'cancel' ? 'many-elsewhere-cancel' : 'many-elsewhere-canceled', facts.elsewhere),
    line('many-changed-before', facts.changed ?? []),
    kind !== 'delete' && line(`many-final-${kind}`, facts.final ?? []),
    line('many-missing', facts.missing),
    line('many-unsure', facts.unsure),
    line('many-ambiguous', facts.ambiguous),
    line('many-repeated', facts.repeated),
    line('many-reread', facts.reread),
    line('many-unread', facts.unread),
  ];
}

type FactKey =
  | 'many-changed-before'
  | 'many-final-cancel'
  | 'many-final-return'
  | 'many-already-return'
  | 'many-already-cancel'
  | 'many-elsewhere-cancel'
  | 'many-elsewhere-canceled'
  | 'many-missing'
  | 'many-unsure'
  | 'many-ambiguous'
  | 'many-repeated'
  | 'many-reread'
  | 'many-unread';

function orderLines(orders: readonly OrderInBrief[], localizer: Localizer): (string | false)[] {
  const left = orders.length - mostLines;
  return [
    ...orders.slice(0, mostLines).map((order) => orderLine(order, localizer)),
    left > 0 && localizer.html('list-more', { count: left }),
  ];
}

function orderLine(order: OrderInBrief, localizer: Localizer): string {
  const { orderId, poNumber, total, isPaid, isShipped, isCod } = order;
  const parts = [
    `#${orderId}`,
    poNumber !== undefined && `PO ${poNumber}`,
    total !== undefined && localizer.money(total),
    [isPaid && '💰', isCod && 'COD', isShipped && '📦'].filter(Boolean).join(' '),
  ];
  return localizer.html('verbatim', { text: shareable(parts.filter(Boolean).join(' · ')) });
}

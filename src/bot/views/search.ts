import type { OrderReference } from '../../orders/order-reference.ts';
import type { SearchResult } from '../../orders/reading/find-order.ts';
import type { FoundAt, FoundOrder } from '../../orders/reading/order-location.ts';
import type { RequestedAct } from '../../orders/requests/states.ts';
import { type ListCursor, listPerPage } from '../callbacks/fields.ts';
import { type Shareable, shareable } from '../i18n/audience.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { namedIn } from './acts/naming.ts';
import { deletedBy } from './deleted.ts';
import { button, fitting, type MessageView, shopLine } from './message-view.ts';
import { orderName, shortFacts } from './order-facts.ts';

/** Telegram shows no keyboard as long as a screen; a PO number of more orders than this needs an ID instead. */
const mostChoices = 10;

/** What a choice leads to: the question whether to cancel the order, or its card. */
type ChoicePress = 'find' | 'open';

/** What may be meant by a number: what was found, and what the team has deleted. */
export interface Meant extends SearchResult {
  deleted: readonly RequestedAct[];
}

/** A deleted order among those that may be meant. */
interface Deleted {
  at: 'deleted';
  deletion: RequestedAct;
}

/** The one order that is meant; undefined: there is none, or there are several. */
export function onlyOne(meant: Meant): FoundOrder | Deleted | undefined {
  const [one, ...others] = allOf(meant);
  return others.length > 0 ? undefined : one;
}

export function areSeveral(meant: Meant): boolean {
  return allOf(meant).length > 1;
}

function allOf({ matches, deleted }: Meant): (FoundOrder | Deleted)[] {
  return [...matches, ...deleted.map((deletion): Deleted => ({ at: 'deleted', deletion }))];
}

/** Several orders that a number fits, each with what it is, to choose from. */
export function severalView(
  meant: Meant,
  reference: OrderReference,
  localizer: Localizer,
  press: ChoicePress = 'find',
): MessageView {
  const all = allOf(meant);
  const shown = all.slice(0, mostChoices);
  const left = all.length - shown.length;
  const number = shareable(String(numberOf(reference)));
  const isAnId = shown.some((one) => isMeantById(idOf(one), reference));
  return {
    text: fitting(
      [
        shopLine(localizer),
        localizer.html(isAnId ? 'search-several' : 'search-several-po', { number }),
        !meant.complete && localizer.html('search-maybe-more'),
        ...shown.flatMap((one) => ['', ...choiceLines(one, localizer)]),
      ],
      left > 0 ? `\n${localizer.html('search-several-left', { count: left })}` : undefined,
    ),
    keyboard: shown.map((one) => {
      const orderId = idOf(one);
      const label = localizer.plain('button-show', { id: shareable(String(orderId)) });
      return [
        one.at === 'deleted'
          ? button(`🗑 ${label}`, { press: 'deletedOrder', orderId })
          : button(label, { press, reference: { kind: 'id', orderId } }),
      ];
    }),
  };
}

function choiceLines(one: FoundOrder | Deleted, localizer: Localizer): (string | undefined)[] {
  if (one.at === 'deleted')
    return [
      localizer.html('order-title', { order: orderName(namedIn(one.deletion), localizer) }),
      deletedBy(one.deletion, localizer),
      ...(one.deletion.act.seen === undefined ? [] : shortFacts(one.deletion.act.seen, localizer)),
    ];
  return [
    localizer.html('order-title', { order: orderName(one.order, localizer) }),
    stateOf(one, localizer),
    ...shortFacts(one.order, localizer),
  ];
}

function idOf(one: FoundOrder | Deleted): number {
  return one.at === 'deleted' ? one.deletion.act.orderId : one.order.orderId;
}

/** What has to be said above the one order that was found, where that isn't plainly the one that was named. */
export function foundNotice(
  { orderId }: { orderId: number },
  { complete }: SearchResult,
  reference: OrderReference,
  localizer: Localizer,
): string | undefined {
  const byPo = reference.kind === 'either' && !isMeantById(orderId, reference);
  const parts = [
    byPo &&
      localizer.html('search-by-po', {
        number: shareable(String(numberOf(reference))),
      }),
    !complete && localizer.html('search-maybe-more'),
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(' ') : undefined;
}

/** That an order was looked for everywhere and is not there: nothing can be done to it. */
export function nothingFoundView(
  { searched }: SearchResult,
  reference: OrderReference,
  localizer: Localizer,
): MessageView {
  return {
    text: localizer.html('search-nowhere', { name: referenceName(reference), searched }),
    keyboard: [[button(localizer.plain('button-other-number'), { press: 'otherOrder' })]],
  };
}

/** That a search came to no end, which says nothing of the order. */
export function unfinishedView(
  { searched }: SearchResult,
  reference: OrderReference,
  localizer: Localizer,
  press: ChoicePress = 'find',
): MessageView {
  return {
    text: localizer.html('search-unfinished', { name: referenceName(reference), searched }),
    keyboard: [
      [button(localizer.plain('button-search-again'), { press, reference })],
      [button(localizer.plain('button-other-number'), { press: 'otherOrder' })],
    ],
  };
}

function isMeantById(orderId: number, reference: OrderReference): boolean {
  return reference.kind !== 'po' && orderId === numberOf(reference);
}

/** The list that an order stands in, which is where it is, whatever its own status says. */
function stateOf(match: FoundOrder, localizer: Localizer): string {
  const value =
    match.at === 'active'
      ? localizer.plain('status-ACCEPTED')
      : localizer.plain(`type-${match.foundAt.type}`);
  return localizer.html('fact-status', { value });
}

function referenceName(reference: OrderReference): Shareable {
  const number = String(numberOf(reference));
  return shareable({ id: `#${number}`, po: `PO ${number}`, either: number }[reference.kind]);
}

function numberOf(reference: OrderReference): number {
  switch (reference.kind) {
    case 'id':
      return reference.orderId;
    case 'po':
      return reference.poNumber;
    case 'either':
      return reference.number;
  }
}

/** The page of the bot's own list on which an order found on a larger page begins. */
export function listCursorOf({ type, from, to, page, perPage }: FoundAt): ListCursor {
  const at = Math.floor(((page - 1) * perPage) / listPerPage) + 1;
  return { type, from, to, page: at, perPage: listPerPage };
}

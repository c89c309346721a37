import type { OrderReference } from '../../orders/order-reference.ts';
import type { SearchResult } from '../../orders/reading/find-order.ts';
import type { FoundAt, FoundOrder } from '../../orders/reading/order-location.ts';
import { type ListCursor, listPerPage } from '../callbacks/fields.ts';
import { type Shareable, shareable } from '../i18n/audience.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { button, fitting, type MessageView, shopLine } from './message-view.ts';
import { orderName, shortFacts } from './order-facts.ts';

/** Telegram shows no keyboard as long as a screen; a PO number of more orders than this needs an ID instead. */
const mostChoices = 10;

/** What a choice leads to: the question whether to cancel the order, or its card. */
type ChoicePress = 'find' | 'open';

/** Several orders that a number fits, each with what it is, to choose from. */
export function severalView(
  { matches, complete }: SearchResult,
  reference: OrderReference,
  localizer: Localizer,
  press: ChoicePress = 'find',
): MessageView {
  const shown = matches.slice(0, mostChoices);
  const left = matches.length - shown.length;
  const number = shareable(String(numberOf(reference)));
  const isAnId = shown.some((match) => isMeantById(match, reference));
  return {
    text: fitting(
      [
        shopLine(localizer),
        localizer.html(isAnId ? 'search-several' : 'search-several-po', { number }),
        !complete && localizer.html('search-maybe-more'),
        ...shown.flatMap((match) => [
          '',
          localizer.html('order-title', { order: orderName(match.order, localizer) }),
          stateOf(match, localizer),
          ...shortFacts(match.order, localizer),
        ]),
      ],
      left > 0 ? `\n${localizer.html('search-several-left', { count: left })}` : undefined,
    ),
    keyboard: shown.map(({ order: { orderId } }) => [
      button(localizer.plain('button-show', { id: shareable(String(orderId)) }), {
        press,
        reference: { kind: 'id', orderId },
      }),
    ]),
  };
}

/** What has to be said above the one order that was found, where that isn't plainly the one that was named. */
export function foundNotice(
  match: FoundOrder,
  { complete }: SearchResult,
  reference: OrderReference,
  localizer: Localizer,
): string | undefined {
  const byPo = reference.kind === 'either' && !isMeantById(match, reference);
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

function isMeantById({ order }: FoundOrder, reference: OrderReference): boolean {
  return reference.kind !== 'po' && order.orderId === numberOf(reference);
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

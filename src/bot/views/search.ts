import type { OrderReference } from '../../orders/order-reference.ts';
import type { FoundAt } from '../../orders/reading/order-location.ts';
import type { Match, SearchResult } from '../../orders/search.ts';
import type { ListPlace } from '../callbacks/fields.ts';
import type { Wording } from '../i18n/localizer.ts';
import { listPerPage } from './action.ts';
import { button, fitting, lines, type Screen } from './message-view.ts';
import { orderName, shortFacts } from './order-facts.ts';

/** A number that is one order's ID and another's PO number: both, to choose from. */
export function severalView(
  matches: readonly Match[],
  reference: OrderReference,
  wording: Wording,
): Screen {
  return {
    text: fitting([
      wording.html('search-several', { number: referenceName(reference) }),
      ...matches.flatMap(({ order }) => [
        '',
        wording.html('order-title', { order: orderName(order, wording) }),
        ...shortFacts(order, wording),
      ]),
    ]),
    keyboard: matches.map(({ order: { orderId } }) => [
      button(wording.plain('button-show', { id: String(orderId) }), {
        press: 'find',
        reference: { kind: 'id', orderId },
      }),
    ]),
  };
}

/** That an order was not found, and how much was searched for it. */
export function nothingFound(
  found: SearchResult,
  reference: OrderReference,
  wording: Wording,
): string {
  return lines(
    wording.html('search-nowhere', { name: referenceName(reference), searched: found.searched }),
    !found.complete && wording.html('search-incomplete'),
  );
}

function referenceName(reference: OrderReference): string {
  switch (reference.kind) {
    case 'id':
      return `#${reference.orderId}`;
    case 'po':
      return `PO ${reference.poNumber}`;
    case 'either':
      return String(reference.number);
  }
}

/** The page of the bot's own list on which an order found on a larger page begins. */
export function listPlaceOf({ type, from, to, page, perPage }: FoundAt): ListPlace {
  return { type, from, to, page: Math.floor(((page - 1) * perPage) / listPerPage) + 1 };
}

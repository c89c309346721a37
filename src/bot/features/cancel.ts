// A seller cancels an order: names it, sees it, says yes or no.

import { TooManyOrders } from '../../orders/many/order-list.ts';
import { pickedByName } from '../../orders/many/picked.ts';
import { severalNamed } from '../../orders/many/several.ts';
import {
  type OrderReference,
  OrderReferenceError,
  orderReferenceInMessage,
  parseOrderReference,
} from '../../orders/order-reference.ts';
import { type FieldsOf, shopButton } from '../callbacks/codec.ts';
import { orderReference } from '../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../context.ts';
import { ask, type Question } from '../conversations/ask.ts';
import { feature } from '../feature.ts';
import { show } from '../messages/send.ts';
import { referenceSentence } from '../views/failure.ts';
import { lines } from '../views/message-view.ts';
import {
  areSeveral,
  foundNotice,
  listCursorOf,
  type Meant,
  nothingFoundView,
  onlyOne,
  severalView,
  unfinishedView,
} from '../views/search.ts';
import { showCanceledCard } from './canceled-card.ts';
import { showDeletion } from './deleted/card.ts';
import { beginMany, saysTooMany } from './many/begin.ts';
import { documentOf, takeDocument } from './many/document.ts';
import { propose } from './propose.ts';
import { searching } from './searching.ts';

type CancelParts = Pick<
  FeatureParts,
  'ledger' | 'refunds' | 'history' | 'team' | 'shopSettings' | 'log'
>;

/** Opens the order that a person named, and asks whether to cancel it. */
const find = shopButton('V', { operation: 'cancel', fields: { reference: orderReference } });
/** Asks for the number of another order. */
const otherOrder = shopButton('W', { operation: 'cancel', fields: {} });

declare module '../callbacks/codec.ts' {
  interface Buttons {
    find: FieldsOf<typeof find>;
    otherOrder: FieldsOf<typeof otherOrder>;
  }
}

/** Which order is to be canceled? `problem` (HTML) says what was wrong with what came with the command. */
export const askOrder: Question<[problem: string | null]> = {
  id: 'ask-order',
  operation: 'cancel',
  placeholder: 'placeholder-order',
};

export const cancel = feature('cancel', {
  declares: {
    commands: {
      cancel: {
        name: { en: 'cancel', id: 'batal' },
        operation: 'cancel',
        menu: 'command-cancel',
        help: 'help-cancel',
      },
    },
    buttons: { find, otherOrder },
    questions: { askOrder },
  },
  handle: (parts) => ({
    commands: {
      cancel: async (ctx, words) => {
        const document = words === '' ? documentOf(ctx) : undefined;
        if (document !== undefined) return takeDocument(parts, ctx, document, 'cancel');
        const named = words === '' ? referenceInReply(ctx) : words;
        if (named === undefined) return ask(ctx, askOrder, null);
        const problem = await takeNamed(parts, ctx, named);
        if (problem !== null) await ask(ctx, askOrder, problem);
      },
    },
    buttons: {
      find: (ctx, { reference }) => showOrder(parts, ctx, reference),
      otherOrder: (ctx) => ask(ctx, askOrder, null),
    },
    questions: {
      askOrder: {
        text: (ctx, problem) => problem ?? ctx.localizer.html('reference-ask'),
        take: (ctx, answer) => takeNamed(parts, ctx, answer),
      },
    },
  }),
});

/** One order or many. */
async function takeNamed(
  parts: FeatureParts,
  ctx: BotContext,
  text: string,
): Promise<string | null> {
  try {
    const several = severalNamed(text);
    if (several === undefined) return await takeReference(parts, ctx, text);
    await beginMany(parts, ctx, 'cancel', pickedByName(several));
  } catch (error) {
    if (!(error instanceof TooManyOrders)) throw error;
    await saysTooMany(ctx, error.count);
  }
  return null;
}

async function takeReference(
  parts: CancelParts,
  ctx: BotContext,
  text: string,
): Promise<string | null> {
  try {
    await showOrder(parts, ctx, parseOrderReference(text));
    return null;
  } catch (error) {
    if (error instanceof OrderReferenceError) return referenceSentence(error, ctx.localizer);
    throw error;
  }
}

/** The order named in the message that a command answers, if it names exactly one; all of it, if it names many. */
function referenceInReply(ctx: BotContext): string | undefined {
  const replied = ctx.message?.reply_to_message;
  const text = replied?.text ?? replied?.caption;
  const orderId = text === undefined ? undefined : orderReferenceInMessage(text);
  if (orderId !== undefined) return `#${orderId}`;
  return text !== undefined && severalNamed(text) !== undefined ? text : undefined;
}

/** Finds the order and asks, or says where it is. */
export async function showOrder(
  parts: CancelParts,
  ctx: BotContext,
  reference: OrderReference,
): Promise<void> {
  await searching(parts, ctx, { reference, again: 'find' }, (result) =>
    showFound(parts, ctx, reference, result),
  );
}

async function showFound(
  parts: CancelParts,
  ctx: BotContext,
  reference: OrderReference,
  result: Meant,
): Promise<void> {
  const { localizer } = ctx;
  const match = onlyOne(result);
  if (areSeveral(result)) {
    await show(ctx, severalView(result, reference, localizer));
  } else if (match === undefined) {
    await showNothing(parts, ctx, reference, result);
  } else if (match.at === 'deleted') {
    const notice = foundNotice(match.deletion.act, result, reference, localizer);
    await showDeletion(parts, ctx, match.deletion, { notice });
  } else if (match.at === 'active') {
    const { order } = match;
    const text = foundNotice(order, result, reference, localizer);
    const about = { kind: 'cancel', orderId: order.orderId, seen: order } as const;
    await propose(parts, ctx, about, text === undefined ? {} : { text });
  } else {
    const notice = lines(
      foundNotice(match.order, result, reference, localizer),
      localizer.html('search-canceled'),
    );
    const cursor = listCursorOf(match.foundAt);
    await showCanceledCard(parts, ctx, match.order, cursor, notice);
  }
}

/** An order that was looked for everywhere can't be canceled; one that may be there can, by who is sure of its ID. */
async function showNothing(
  parts: CancelParts,
  ctx: BotContext,
  reference: OrderReference,
  result: Meant,
): Promise<void> {
  if (result.complete) {
    await show(ctx, nothingFoundView(result, reference, ctx.localizer));
  } else if (reference.kind === 'po') {
    await show(ctx, unfinishedView(result, reference, ctx.localizer));
  } else {
    const orderId = reference.kind === 'id' ? reference.orderId : reference.number;
    const above = unfinishedView(result, reference, ctx.localizer);
    await propose(parts, ctx, { kind: 'cancel', orderId }, above);
  }
}

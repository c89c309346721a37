// A seller looks through canceled, rejected and expired orders, by page, type and dates, and opens one of them.

import { createConversation } from '@grammyjs/conversations';
import { Composer, type Context } from 'grammy';
import { NgorderError } from '../../ngorder/errors.ts';
import { browseCanceled, openCard } from '../../orders/browsing.ts';
import {
  DateRangeError,
  parseDateRange,
  presetRange,
  today,
} from '../../orders/dates/date-range.ts';
import { parseListWords } from '../../orders/parse-filter.ts';
import type { ListPlace, Target } from '../callbacks/codec.ts';
import { onPress } from '../callbacks/on-callback.ts';
import type { BotContext, BotParts } from '../context.ts';
import { type AskingConversation, answerTimeMs, askUntilTaken } from '../conversations/ask.ts';
import { placeOf, send, show } from '../messages/send.ts';
import { actionView, listPerPage } from '../views/action.ts';
import { cardView } from '../views/card.ts';
import { datesView, exportChoiceView } from '../views/dates.ts';
import { datesSentence, failureSentence } from '../views/failure.ts';
import { listView } from '../views/list.ts';
import { button, lines, type Screen } from '../views/message-view.ts';

export const askDates = 'ask-dates';

export function canceled(parts: BotParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(['canceled', 'dibatalkan'], (ctx) => showListOfWords(parts, ctx, ctx.match));
  onPress(composer, 'list', (ctx, { place }) => showList(parts, ctx, place));
  onPress(composer, 'dates', (ctx, { place }) => show(ctx, datesView(place, ctx.wording)));
  onPress(composer, 'preset', (ctx, { target, type, preset }) => {
    const range = presetRange(preset, today(ctx.wording.timeZone));
    return showFiltered(parts, ctx, target, { type, ...range, page: 1 });
  });
  onPress(composer, 'typeDates', async (ctx, { target, type }) => {
    await ctx.conversation.exitAll();
    await ctx.conversation.enter(askDates, target, type);
  });
  onPress(composer, 'card', (ctx, { orderId, place }) => showCard(parts, ctx, orderId, place));
  onPress(composer, 'ask', (ctx, { kind, orderId, place }) =>
    askAboutCanceled(parts, ctx, kind, orderId, place),
  );
  return composer;
}

/** Shows the order as it is now and asks whether it is to be returned or deleted. */
export async function askAboutCanceled(
  parts: BotParts,
  ctx: BotContext,
  kind: 'return' | 'delete',
  orderId: number,
  place: ListPlace,
): Promise<void> {
  const card = await findCard(parts, ctx, orderId, place);
  if (card === undefined) return;
  const action = await parts.ledger.propose({
    shop: parts.shops.first.id,
    kind,
    orderId,
    poNumber: card.order.poNumber,
    askedBy: ctx.person,
    place: placeOf(ctx),
    seen: card.order,
    foundAt: card.foundAt,
  });
  const messageId = await show(ctx, actionView(action, ctx.wording, ctx.audience));
  await parts.ledger.place(action.token, messageId);
}

/** Asks for a range of dates and shows the list or the choice of the Excel with it. */
export function askDatesConversation(parts: BotParts) {
  const ask = (
    conversation: AskingConversation,
    _ctx: Context,
    target: Target,
    type: ListPlace['type'],
  ) =>
    askUntilTaken(conversation, {
      text: (ctx) => ctx.wording.html('dates-ask'),
      placeholder: 'placeholder-dates',
      take: async (ctx, answer) => {
        try {
          const range = parseDateRange(answer, today(ctx.wording.timeZone));
          await showFiltered(parts, ctx, target, { type, ...range, page: 1 });
          return null;
        } catch (error) {
          if (error instanceof DateRangeError) return datesSentence(error, ctx.wording);
          throw error;
        }
      },
    });
  return createConversation<BotContext, Context>(ask, {
    id: askDates,
    maxMillisecondsToWait: answerTimeMs,
  });
}

/** The list that the words behind a command ask for: a type, a first and a last day, all optional. */
export async function showListOfWords(
  parts: BotParts,
  ctx: BotContext,
  words: string,
): Promise<void> {
  try {
    const filter = parseListWords(words, today(ctx.wording.timeZone));
    await showList(parts, ctx, { ...filter, page: 1 });
  } catch (error) {
    if (!(error instanceof DateRangeError)) throw error;
    await send(ctx, {
      text: datesSentence(error, ctx.wording),
      keyboard: [
        [
          button(ctx.wording.plain('button-dates'), {
            press: 'dates',
            place: { type: 'CANCEL', page: 1 },
          }),
        ],
      ],
    });
  }
}

function showFiltered(
  parts: BotParts,
  ctx: BotContext,
  target: Target,
  place: ListPlace,
): Promise<unknown> {
  return target === 'list'
    ? showList(parts, ctx, place)
    : show(ctx, exportChoiceView(place, ctx.wording));
}

async function showList(
  parts: BotParts,
  ctx: BotContext,
  place: ListPlace,
  notice?: string,
): Promise<void> {
  await orExplain(ctx, { press: 'list', place }, async () => {
    const page = await browseCanceled(parts.ngorder, place, place.page, listPerPage);
    return listView(page, place, ctx.wording, notice);
  });
}

async function showCard(
  parts: BotParts,
  ctx: BotContext,
  orderId: number,
  place: ListPlace,
): Promise<void> {
  const card = await findCard(parts, ctx, orderId, place);
  if (card !== undefined) await show(ctx, cardView(card.order, place, ctx.wording, ctx.audience));
}

/** The order as it is now; when it is no longer canceled, says so above the refreshed list instead. */
async function findCard(parts: BotParts, ctx: BotContext, orderId: number, place: ListPlace) {
  const { wording } = ctx;
  try {
    const card = await openCard(parts.ngorder, orderId, { ...place, perPage: listPerPage });
    if (card.at === 'canceled') return card;
    const notice = {
      active: 'list-order-active',
      nowhere: 'list-order-gone',
      unsure: 'list-order-unsure',
    }[card.at];
    await showList(parts, ctx, place, wording.html(notice, { id: String(orderId) }));
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    await show(ctx, explained(ctx, error, { press: 'card', orderId, place }));
  }
  return undefined;
}

async function orExplain(
  ctx: BotContext,
  again: Parameters<typeof button>[1],
  work: () => Promise<Screen>,
): Promise<void> {
  try {
    await show(ctx, await work());
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    await show(ctx, explained(ctx, error, again));
  }
}

function explained(
  { wording }: BotContext,
  error: NgorderError,
  again: Parameters<typeof button>[1],
): Screen {
  return {
    text: lines(failureSentence(error, wording)),
    keyboard: [[button(wording.plain('button-try-again'), again)]],
  };
}

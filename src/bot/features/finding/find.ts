// A seller finds orders by whatever they know of them: a name, a phone, a product, a number, words of the trade.

import { FindQueryError } from '../../../orders/find/find-query.ts';
import { type FieldsOf, shopButton } from '../../callbacks/codec.ts';
import { page, positive, search } from '../../callbacks/fields.ts';
import type { BotContext, FeatureParts } from '../../context.ts';
import { ask, type Question } from '../../conversations/ask.ts';
import { feature } from '../../feature.ts';
import { alert, show } from '../../messages/send.ts';
import { foundView, searchingView } from '../../views/found.ts';
import { find } from './begin-search.ts';
import { showFoundCard } from './found-card.ts';
import { openSearch } from './open-search.ts';

const found = shopButton('fp', { operation: 'find', fields: { search, page } });
const foundCard = shopButton('fo', {
  operation: 'find',
  fields: { search, orderId: positive, page },
});
const searchAgain = shopButton('fa', { operation: 'find', fields: { search } });
const stopSearch = shopButton('fs', { operation: 'find', fields: { search } });

declare module '../../callbacks/codec.ts' {
  interface Buttons {
    found: FieldsOf<typeof found>;
    foundCard: FieldsOf<typeof foundCard>;
    searchAgain: FieldsOf<typeof searchAgain>;
    stopSearch: FieldsOf<typeof stopSearch>;
  }
}

/** What is looked for? `problem` (HTML) says what was wrong with what came with the command. */
const askSought: Question<[problem: string | null]> = {
  id: 'ask-sought',
  operation: 'find',
  placeholder: 'placeholder-find',
};

export const finding = feature('find', {
  declares: {
    commands: {
      find: {
        name: { en: 'find', id: 'cari' },
        operation: 'find',
        menu: 'command-find',
        help: 'help-find',
      },
    },
    buttons: { found, foundCard, searchAgain, stopSearch },
    questions: { askSought },
  },
  handle: (parts) => ({
    commands: {
      find: async (ctx, words) => {
        if (words === '') return ask(ctx, askSought, null);
        const problem = await takeSought(parts, ctx, words);
        if (problem !== null) await ask(ctx, askSought, problem);
      },
    },
    buttons: {
      found: (ctx, { search, page }) => showPage(parts, ctx, search, page),
      foundCard: (ctx, { search, orderId, page }) =>
        showFoundCard(parts, ctx, { id: search, orderId, page }),
      searchAgain: (ctx, { search }) => searchOnceMore(parts, ctx, search),
      stopSearch: (ctx, { search }) => stop(parts, ctx, search),
    },
    questions: {
      askSought: {
        text: (ctx, problem) => problem ?? ctx.localizer.html('find-ask'),
        take: (ctx, answer) => takeSought(parts, ctx, answer),
      },
    },
  }),
});

async function takeSought(
  parts: FeatureParts,
  ctx: BotContext,
  words: string,
): Promise<string | null> {
  try {
    await find(parts, ctx, words);
    return null;
  } catch (error) {
    if (error instanceof FindQueryError) return ctx.localizer.html(`find-problem-${error.reason}`);
    throw error;
  }
}

async function showPage(
  { searches }: FeatureParts,
  ctx: BotContext,
  id: string,
  number: number,
): Promise<void> {
  const search = await openSearch(searches, ctx, id);
  if (search === undefined) return alert(ctx, 'find-gone');
  const { sought, result, isOver } = search;
  if (isOver && result === undefined) return alert(ctx, 'find-gone');
  const view =
    result === undefined
      ? searchingView(id, sought, undefined, ctx.localizer)
      : foundView(id, sought, result, number, ctx.localizer);
  await show(ctx, view);
}

async function searchOnceMore(
  { searches }: FeatureParts,
  ctx: BotContext,
  id: string,
): Promise<void> {
  const search = await openSearch(searches, ctx, id);
  if (search === undefined) return alert(ctx, 'find-gone');
  const view = searchingView(id, search.sought, undefined, ctx.localizer);
  await searches.again(id, await show(ctx, view));
}

async function stop(parts: FeatureParts, ctx: BotContext, id: string): Promise<void> {
  const { searches } = parts;
  if ((await openSearch(searches, ctx, id)) === undefined) return alert(ctx, 'find-gone');
  // A process that was killed just after it had said so leaves a message behind that nobody keeps true.
  if (!(await searches.end(id))) return showPage(parts, ctx, id, 1);
  await ctx.answerCallbackQuery({ text: ctx.localizer.plain('find-stopping') });
}

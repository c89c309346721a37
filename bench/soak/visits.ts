import type { Message } from '../../src/sandbox/telegram/types.ts';
import type { Chance } from '../../test/chaos/chance.ts';
import type { Orders } from './orders.ts';
import { buttonsOf, type Talk } from './talk.ts';

/** What a visit needs: somebody who talks, the shop's orders, and chance. */
export interface Visiting {
  talk: Talk;
  orders: Orders;
  chance: Chance;
}

/** What a person comes for, from the first message to the last answer. */
export type Visit = (visiting: Visiting) => Promise<void>;

const chat: Visit = async ({ talk }) => {
  // In a group the bot is spoken to by name only.
  if (talk.inGroup) await talk.command('help', /What I can do/);
  else await talk.say('is it working?', /./);
};

const menus: Visit = async ({ talk }) => {
  const menu = await talk.command('start', /\[Cancel an order\]/);
  const settings = await talk.press(menu, /^Settings$/, /\[Language\]/);
  const language = await talk.press(settings, /^Language$/, /\[English\]/);
  await talk.press(language, /^English$/, /\[Language\]/);
};

const browse: Visit = async ({ talk, chance }) => {
  let list = await talk.command('canceled', /Page \d+ of/);
  for (let pages = chance.number(1, 6); pages > 0; pages -= 1) {
    const labels = buttonsOf(list).map(({ text }) => text);
    const label = chance.one(labels.filter((text) => text === '›' || text === '‹'));
    list = await talk.press(list, new RegExp(`^${label}$`), /Page \d+ of/);
  }
  // Somebody else may have returned or deleted it meanwhile: then the list says so.
  const next = await talk.press(list, /^\d+$/, /\[Delete\]|is gone|active again/);
  if (!isList(next)) await talk.press(next, /Back to the list/, /Page \d+ of/);
};

const isList = (message: Message) => buttonsOf(message).some(({ text }) => text === 'Refresh');

/** Asked which order, somebody leaves, goes away without a word, or answers. */
const beAsked: Visit = async ({ talk, orders, chance }) => {
  const question = await talk.command('cancel', /Which order/);
  if (chance.happens(0.3)) await talk.command('stop', /All right/);
  else if (chance.happens(0.6)) {
    await talk.say(String(orders.any('active')), /\[Yes, cancel/, question);
  }
};

/** A question to which somebody says no, or nothing at all. */
const hesitate: Visit = async ({ talk, orders, chance }) => {
  const question = await talk.command(`cancel ${orders.any('active')}`, /\[Yes, cancel/);
  if (chance.happens(0.7)) await talk.press(question, /^No, /, /Kept/);
};

const cancelAndReturn: Visit = async ({ talk, orders }) => {
  await orders.use('active', async (orderId) => {
    const question = await talk.command(`cancel ${orderId}`, /\[Yes, cancel/);
    const canceled = await talk.press(question, /^Yes, /, /Canceled by/);
    const anew = await talk.press(canceled, /^Return$/, /\[Yes, return/);
    await talk.press(anew, /^Yes, /, /Returned to active by/);
  });
};

/** Nobody waits for a delete here: it is taken back, and the order is there for the next visit. */
const deleteAndUndo: Visit = async ({ talk, orders }) => {
  await orders.use('CANCEL', async (orderId) => {
    const card = await talk.command(`cancel #${orderId}`, /\[Delete\]/);
    const question = await talk.press(card, /^Delete$/, /\[Yes, delete/);
    const held = await talk.press(question, /^Yes, /, /\[Undo\]/);
    await talk.press(held, /^Undo$/, /Undone by/);
  });
};

const getExcel: Visit = async ({ talk }) => {
  const choice = await talk.command('export', /\[(?:Get the Excel|Excel here)\]/);
  await talk.press(choice, /^(?:Get the Excel|Excel here)$/, /\.xlsx?$/m);
};

/** How often each is done, in parts of the whole. */
const shares: readonly (readonly [Visit, number])[] = [
  [chat, 20],
  [menus, 12],
  [browse, 25],
  [beAsked, 18],
  [hesitate, 14],
  [cancelAndReturn, 6],
  [deleteAndUndo, 3],
  [getExcel, 2],
];
const wheel = shares.flatMap(([visit, parts]) => Array<Visit>(parts).fill(visit));

/** What the next person comes for. */
export function nextVisit(chance: Chance): Visit {
  return chance.one(wheel);
}

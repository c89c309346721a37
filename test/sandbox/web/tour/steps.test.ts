import { describe, expect, test } from 'vitest';
import type { BotView } from '../../../../src/sandbox/web/backstage/use-bot.ts';
import type { WireLine } from '../../../../src/sandbox/web/backstage/wire/wire.ts';
import {
  currentStep,
  firstTour,
  ticked,
  tourSteps,
} from '../../../../src/sandbox/web/tour/steps.ts';
import { asked, called, pressed, written } from '../backstage/wire/lines.ts';

const ownerId = 1;
const strangerId = 9;
const bot: BotView = {
  kept: true,
  running: true,
  speaks: true,
  copies: [{ pid: 2, since: 500 }],
  roles: { [ownerId]: 'owner' },
};
const act = (at: number, path: string, id: number, fault?: string): WireLine =>
  asked(at, path, { method: 'POST', body: { id }, effect: true, ...(fault && { fault }) });

/** The steps that are ticked off by what happened. */
const done = (lines: WireLine[], more: Partial<{ bot: BotView; startedOver: boolean }> = {}) =>
  ticked(firstTour(0), { lines, bot, startedOver: false, ...more }).done;

describe('a step is ticked off', () => {
  test('when order 1338 is canceled, and when it is brought back', () => {
    expect(done([act(1000, '/order/cancel', 1338)])).toEqual(['cancel']);
    expect(done([act(1000, '/order/cancel', 1341)])).toEqual([]);
    expect(done([act(1000, '/order-cancel/return', 1338)])).toEqual(['return']);
    expect(done([asked(1000, '/order/cancel', { body: { id: 1338 } })])).toEqual([]);
  });

  test('when two presses on one button come at the same moment and an order is changed', () => {
    const twice = [pressed(1000, ownerId, 'yes'), pressed(1002, ownerId, 'yes')];
    expect(done(twice)).toEqual([]);
    expect(done([...twice, act(1010, '/order/cancel', 1341)])).toEqual(['twice']);
    const slowly = [pressed(1000, ownerId, 'yes'), pressed(4000, ownerId, 'yes')];
    expect(done([...slowly, act(4010, '/order/cancel', 1341)])).toEqual([]);
    const others = [pressed(1000, ownerId, 'yes'), pressed(1001, ownerId, 'no')];
    expect(done([...others, act(1010, '/order/cancel', 1341)])).toEqual([]);
  });

  test('when a press that came while the bot was dead is carried out by the next one', () => {
    const killed: BotView = {
      ...bot,
      copies: [{ pid: 3, since: 2000 }],
      ended: { pid: 2, by: 'kill', words: '', at: 1000 },
    };
    const lines = [pressed(1500, ownerId, 'yes'), act(2500, '/order/cancel', 1343)];
    expect(done(lines, { bot: killed })).toEqual(['plug']);
    expect(done(lines)).toEqual([]);
    expect(done([pressed(900, ownerId, 'yes'), lines[1] as WireLine], { bot: killed })).toEqual([]);
    expect(done(lines.slice(0, 1), { bot: killed })).toEqual([]);
  });

  test('when an answer was lost, and the bot has looked and said so', () => {
    const lost = act(1000, '/order/cancel', 1346, 'broken');
    const lines = [lost, asked(1100, '/order-cancel'), called(1200, 'editMessageText')];
    expect(done(lines)).toEqual(['lost']);
    expect(done(lines.slice(0, 2))).toEqual([]);
    expect(done([lost, called(1200, 'editMessageText')])).toEqual([]);
  });

  test('when the Excel is sent', () => {
    expect(done([called(1000, 'sendDocument')])).toEqual(['excel']);
    expect(done([called(1000, 'sendDocument', { status: 502 })])).toEqual([]);
  });

  test('when somebody without rights asks and is answered', () => {
    const answer = called(1010, 'sendMessage', { chat_id: strangerId });
    expect(done([written(1000, strangerId, '/cancel 1335'), answer])).toEqual(['stranger']);
    expect(done([written(1000, strangerId, 'halo'), answer])).toEqual([]);
    expect(done([written(1000, strangerId, '/cancel 1335')])).toEqual([]);
    const hers = called(1010, 'sendMessage', { chat_id: ownerId });
    expect(done([written(1000, ownerId, '/cancel 1335'), hers])).toEqual([]);
  });

  test('when one starts over', () => {
    expect(done([], { startedOver: true })).toEqual(['afresh']);
  });
});

test('what was there before the tour began does not count', () => {
  const happened = { lines: [act(1000, '/order/cancel', 1338)], bot, startedOver: false };
  const state = firstTour(2000);
  expect(ticked(state, happened)).toBe(state);
});

test('the steps come one after the other, whichever was done before', () => {
  expect(currentStep(firstTour(0))).toBe(tourSteps[0]);
  expect(currentStep({ ...firstTour(0), done: ['cancel', 'excel'] })).toBe(tourSteps[1]);
  expect(currentStep({ ...firstTour(0), done: tourSteps.map(({ id }) => id) })).toBeUndefined();
});

import { expect, test } from 'vitest';
import { createPacing } from '../../../src/telegram/calls/pacing.ts';

const sari = 11;
const budi = 12;
const group = -1001;

function createClock() {
  const clock = { ms: 1000 };
  return { clock, pacing: createPacing(() => clock.ms) };
}

test('bursts leave at once as long as Telegram takes them', () => {
  const { pacing } = createClock();
  const waits = Array.from({ length: 1000 }, (_, at) => pacing.turn(at % 3 === 0 ? group : sari));
  expect(new Set(waits)).toEqual(new Set([0]));
});

test('a chat that Telegram wants left alone is left alone that long, another is not', () => {
  const { clock, pacing } = createClock();
  pacing.flood(sari, 7000);
  expect(pacing.turn(sari)).toBe(7000);
  expect(pacing.turn(budi)).toBe(0);
  clock.ms += 6999;
  expect(pacing.turn(sari)).toBe(1);
  clock.ms += 1;
  expect(pacing.turn(sari)).toBe(0);
});

test.each([
  ['one a second in a private chat', sari, 1000],
  ['twenty a minute in a group', group, 3000],
])('for a minute afterwards it goes slowly: %s', (_, chat, spacing) => {
  const { clock, pacing } = createClock();
  pacing.flood(chat, 2000);
  clock.ms += 2000;
  expect(pacing.turn(chat)).toBe(0);
  expect(pacing.turn(chat)).toBe(spacing);
  clock.ms += spacing;
  expect(pacing.turn(chat)).toBe(0);
  clock.ms += 60_000;
  expect([pacing.turn(chat), pacing.turn(chat), pacing.turn(chat)]).toEqual([0, 0, 0]);
});

test('when several chats are refused at once, all others go slowly too, for a minute', () => {
  const { clock, pacing } = createClock();
  for (const chat of [21, 22, 23]) pacing.flood(chat, 1000);
  expect(pacing.turn(sari)).toBe(0);
  expect(pacing.turn(budi)).toBe(34);
  clock.ms += 60_000;
  expect([pacing.turn(sari), pacing.turn(budi)]).toEqual([0, 0]);
});

test('chats that are refused now and then slow nobody else', () => {
  const { clock, pacing } = createClock();
  for (const chat of [21, 22, 23, 24]) {
    pacing.flood(chat, 1000);
    clock.ms += 6000;
  }
  expect([pacing.turn(sari), pacing.turn(budi)]).toEqual([0, 0]);
});

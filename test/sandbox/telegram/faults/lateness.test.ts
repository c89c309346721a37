import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addPerson, openChat, press } from '../../../../src/sandbox/telegram/people/actions.ts';
import { say } from '../../../../src/sandbox/telegram/people/writing.ts';
import type { User } from '../../../../src/sandbox/telegram/types.ts';
import { World } from '../../../../src/sandbox/telegram/world/world.ts';

const bot = { id: 1, is_bot: true, first_name: 'Bot', username: 'some_bot' };
let world: World;
let ana: User;

beforeEach(() => {
  vi.useFakeTimers();
  world = new World(bot, '1:secret');
  ana = addPerson(world, { first_name: 'Ana' });
  openChat(world, { type: 'private', members: [ana.id] });
});
afterEach(() => {
  vi.useRealTimers();
});

const noted = () => world.sent.entries().map(({ update }) => update);

test('a late update comes behind those that happened after it', () => {
  world.faults.add({ kind: 'late', ms: 1000 });
  say(world, ana.id, { from: ana.id, text: 'first' });
  say(world, ana.id, { from: ana.id, text: 'second' });
  vi.advanceTimersByTime(999);
  expect(noted().map(({ message }) => message?.text)).toEqual(['second']);
  vi.advanceTimersByTime(1);
  expect(noted().map(({ message }) => message?.text)).toEqual(['second', 'first']);
  const [second, first] = noted();
  expect(first?.update_id).toBeGreaterThan(second?.update_id ?? 0);
});

test('only a press that nobody answered in time comes again, and only once', () => {
  world.faults.add({ kind: 'redeliver', after_seconds: 10 });
  const forged = { from: ana.id, message_id: 7, callback_data: 'y' };
  const [answered, forgotten] = [press(world, ana.id, forged), press(world, ana.id, forged)];
  vi.advanceTimersByTime(9999);
  world.presses.answer(answered.id, {});
  expect(noted()).toHaveLength(2);
  vi.advanceTimersByTime(60_000);
  expect(noted()).toHaveLength(3);
  const again = noted()[2]?.callback_query?.id ?? '';
  expect(world.presses.get(again)).toBe(forgotten);
});

test('presses come only once as long as nobody asked for more', () => {
  press(world, ana.id, { from: ana.id, message_id: 7, callback_data: 'y' });
  vi.advanceTimersByTime(600_000);
  expect(noted()).toHaveLength(1);
  expect(world.timers.waiting).toBe(0);
});
